/** One row of the table, built once for its columns and then only written to. */
import {machines, picture} from '../../core/store.js';
import {OFFLINE} from '../../core/columns.js';
import {createBadge, setBadge, STATE_KEYS} from '../../ui/badge.js';
import {element} from './card.js';
import {addressOf, levelOf, mark, write} from './facts.js';

/** @param {import('./table-columns.js').Column[]} columns */
export function createRow(columns) {
  const node = element('div', 'row');
  node.setAttribute('role', 'row');
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'row-link'));
  const badge = createBadge();
  const cells = columns.map((column) => createCell(column, link, badge));
  node.append(...cells.map((cell) => cell.node));
  return {node, place: 0, machine: -1, link, badge, cells, columns};
}

/**
 * @param {import('./table-columns.js').Column} column
 * @param {HTMLElement} link
 * @param {HTMLElement} badge
 */
function createCell(column, link, badge) {
  const node = element('div', `cell cell-${column.kind}`);
  node.setAttribute('role', 'cell');
  const value = element('span', column.kind === 'text' ? '' : 'figure');
  const bar = document.createElement('i');
  if (column.kind === 'name') {
    node.append(link);
  } else if (column.kind === 'state') {
    node.append(badge);
  } else if (column.kind === 'meter') {
    const track = element('span', 'meter');
    track.setAttribute('aria-hidden', 'true');
    track.append(bar);
    node.append(track, value);
  } else {
    node.append(value);
  }
  return {node, value, bar};
}

/**
 * @param {ReturnType<typeof createRow>} row
 * @param {number} machine
 * @param {number} place
 */
export function bindRow(row, machine, place) {
  const {ids, names} = machines.value;
  row.machine = machine;
  write(row.link, names[machine]);
  row.link.title = names[machine];
  mark(row.link, 'href', addressOf(ids[machine]));
  mark(row.node, 'data-machine', ids[machine]);
  mark(row.node, 'aria-rowindex', String(place + 2));
  row.columns.forEach(({text}, index) => {
    if (text) {
      const {value} = row.cells[index];
      write(value, text(machines.value, machine));
      value.title = value.textContent;
    }
  });
}

/** @param {ReturnType<typeof createRow>} row */
export function paintRow({node, machine, badge, cells, columns}) {
  const {columns: figures} = picture();
  if (machine < 0 || machine >= figures.count) {
    return;
  }
  const state = figures.st[machine];
  mark(node, 'data-state', STATE_KEYS[state]);
  setBadge(badge, state, figures.time > 0);
  columns.forEach(({kind, figure, shift, format}, index) => {
    if (!figure) {
      return;
    }
    const offline = state === OFFLINE && figure !== 'last';
    const value = offline ? NaN : figures[figure][machine];
    const {value: text, bar} = cells[index];
    write(text, format(value));
    if (kind === 'meter') {
      mark(cells[index].node, 'data-level', String(levelOf(figures.lvl[machine], shift)));
      const width = `${Number.isNaN(value) ? 0 : Math.max(2, Math.min(100, Math.round(value)))}%`;
      if (bar.style.inlineSize !== width) {
        bar.style.inlineSize = width;
      }
    }
  });
}
