/** Which machines stand together on the heat map, and where each cell is. */

const MOST_GROUPS = 40;

/**
 * @param {import('../../core/store.js').Machines} machines
 * @param {ArrayLike<number>} guest 1 for each that is no machine
 * @returns {string[]} names of labels that group: more than one value, and not one value for each machine
 */
export function groupingLabels(machines, guest) {
  /** @type {Map<string, Set<string>>} */
  const values = new Map();
  for (const [machine, labels] of machines.labels.entries()) {
    if (guest[machine]) {
      continue;
    }
    for (const [key, value] of Object.entries(labels ?? {})) {
      values.set(key, (values.get(key) ?? new Set()).add(value));
    }
  }
  return [...values].filter(([, {size}]) => size > 1 && size <= MOST_GROUPS).map(([key]) => key).sort();
}

/**
 * @param {number[]} order
 * @param {import('../../core/store.js').Machines} machines
 * @param {string} label "" puts all together
 * @returns {{name: string, members: number[]}[]} the largest group first
 */
export function groupBy(order, machines, label) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const machine of order) {
    const name = label === '' ? '' : machines.labels[machine]?.[label] ?? '';
    const members = groups.get(name);
    members ? members.push(machine) : groups.set(name, [machine]);
  }
  return [...groups].map(([name, members]) => ({name, members})).sort((a, b) => b.members.length - a.members.length || (a.name < b.name ? -1 : 1));
}

/** @param {number} total the fewer machines, the larger the cells */
export function cellSize(total) {
  return total > 400 ? 24 : total > 60 ? 32 : 40;
}

/**
 * The next cell in a direction, over the borders of groups.
 * @param {{members: number[]}[]} groups
 * @param {{group: number, index: number}} at
 * @param {string} key of the keyboard
 * @param {number} across cells in a row
 */
export function neighbour(groups, {group, index}, key, across) {
  const size = groups[group].members.length;
  const column = index % across;
  const lastOf = (which) => groups[which].members.length - 1;
  switch (key) {
    case 'ArrowRight':
      return index < size - 1 ? {group, index: index + 1} : group < groups.length - 1 ? {group: group + 1, index: 0} : {group, index};
    case 'ArrowLeft':
      return index > 0 ? {group, index: index - 1} : group > 0 ? {group: group - 1, index: lastOf(group - 1)} : {group, index};
    case 'ArrowDown':
      if (Math.floor(index / across) < Math.floor((size - 1) / across)) {
        return {group, index: Math.min(size - 1, index + across)};
      }
      return group < groups.length - 1 ? {group: group + 1, index: Math.min(column, lastOf(group + 1))} : {group, index};
    case 'ArrowUp': {
      if (index >= across) {
        return {group, index: index - across};
      }
      if (group === 0) {
        return {group, index};
      }
      const last = lastOf(group - 1);
      return {group: group - 1, index: Math.min(last, last - (last % across) + column)};
    }
    case 'Home':
      return {group: 0, index: 0};
    default:
      return {group: groups.length - 1, index: lastOf(groups.length - 1)};
  }
}
