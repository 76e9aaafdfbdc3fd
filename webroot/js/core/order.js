/** Which machines are shown, and in which order. */

/** Critical, Alert, Offline, Normal: what needs a hand comes first. */
const SEVERITY = [3, 1, 0, 2];
export const SORTS = ['severity', 'name', 'cpu', 'ram', 'disk', 'rx', 'tx', 'temp', 'ip', 'os', 'last'];

/**
 * One subject for all machines: it points at the machine that is being asked about.
 * @param {import('./store.js').Machines} machines
 * @param {import('./columns.js').Columns} columns
 */
function pointer(machines, columns) {
  let at = 0;
  return {
    pointAt: (/** @type {number} */ machine) => (at = machine),
    get name() { return machines.names[at]; },
    get ip() { return machines.ips[at] ?? ''; },
    get os() { return machines.os[at] ?? ''; },
    get id() { return machines.ids[at]; },
    get labels() { return machines.labels[at] ?? {}; },
    get state() { return columns.st[at]; },
    figure: (/** @type {string} */ figure) => columns[figure][at],
  };
}

/**
 * @param {import('./store.js').Machines} machines
 * @param {import('./columns.js').Columns} columns
 * @param {{test: import('./query.js').Test, states: Set<number>, sort: string, programs?: boolean}} wish `sort` with a leading "-" is the
 *   other way round; programs and machines never stand in one list
 * @returns {number[]} places of the machines
 */
export function arrange(machines, columns, {test, states, sort, programs = false}) {
  const subject = pointer(machines, columns);
  const chosen = [];
  for (let machine = 0; machine < columns.count; machine++) {
    subject.pointAt(machine);
    if (Boolean(columns.guest[machine]) === programs && (states.size === 0 || states.has(columns.st[machine])) && test(subject)) {
      chosen.push(machine);
    }
  }
  return chosen.sort(comparator(machines, columns, sort));
}

/**
 * Figures start with the highest and texts with the first letter, since that is what one looks for.
 * @param {import('./store.js').Machines} machines
 * @param {import('./columns.js').Columns} columns
 * @param {string} sort
 */
function comparator(machines, columns, sort) {
  const sign = sort.startsWith('-') ? -1 : 1;
  const key = sort.replace(/^-/, '');
  const byName = (a, b) => compareText(machines.names[a], machines.names[b]) || a - b;
  if (key === 'name') {
    return (a, b) => sign * byName(a, b);
  }
  if (key === 'ip' || key === 'os') {
    const texts = key === 'ip' ? machines.ips : machines.os;
    return (a, b) => sign * compareText(texts[a] ?? '', texts[b] ?? '') || byName(a, b);
  }
  if (key in columns && key !== 'severity') {
    return (a, b) => descending(columns[key][a], columns[key][b], sign) || byName(a, b);
  }
  return (a, b) => sign * (SEVERITY[columns.st[a]] - SEVERITY[columns.st[b]])
    || descending(columns.cpu[a], columns.cpu[b], 1) || byName(a, b);
}

/**
 * @param {number} a
 * @param {number} b
 * @param {number} sign a missing figure comes last in both directions
 */
function descending(a, b, sign) {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return sign * (b - a);
}

const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});

/**
 * @param {string} a
 * @param {string} b
 */
function compareText(a, b) {
  return collator.compare(a, b);
}

/**
 * @param {number[]} before
 * @param {number[]} after
 * @returns {number} places that would show another machine
 */
export function countMoved(before, after) {
  let moved = 0;
  for (let place = 0; place < Math.max(before.length, after.length); place++) {
    moved += before[place] === after[place] ? 0 : 1;
  }
  return moved;
}

/**
 * @param {number[]} before
 * @param {number[]} after
 */
export function sameMembers(before, after) {
  if (before.length !== after.length) {
    return false;
  }
  const members = new Set(before);
  return after.every((machine) => members.has(machine));
}
