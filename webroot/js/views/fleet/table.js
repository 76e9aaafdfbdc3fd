/** The fleet as a table: sorted by its heads, with columns to choose, and to take home as CSV. */
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {icon} from '../../ui/icons.js';
import {createVirtualGrid} from '../../ui/virtual-grid.js';
import {createRoving} from '../../ui/roving.js';
import {createMenu} from '../../ui/menu.js';
import {element as make} from './card.js';
import {COLUMNS, chosenColumns, columnName, fitting, rememberColumns} from './table-columns.js';
import {bindRow, createRow, paintRow} from './table-row.js';
import {downloadCsv} from './export.js';

const ROW_REM = 2.125;

/**
 * @param {HTMLElement} place
 * @param {import('./choice.js').ViewContext} context
 * @param {import('./table-columns.js').Column[]} [only] these columns, and none to choose
 */
export function createTable(place, {wish, change}, only) {
  place.className = 'table panel';
  const actions = make('div', 'table-actions');
  const table = make('div', 'table-grid');
  table.setAttribute('role', 'table');
  table.setAttribute('aria-label', t(only ? 'fleet.programs' : 'fleet.machines'));
  const head = make('div', 'table-head row');
  head.setAttribute('role', 'row');
  const headGroup = make('div', 'table-head-group');
  headGroup.setAttribute('role', 'rowgroup');
  headGroup.append(head);
  const body = make('div', 'table-body');
  body.setAttribute('role', 'rowgroup');
  table.append(headGroup, body);
  place.append(...(only ? [] : [actions]), table);

  const chosen = only ? new Set(only.map(({key}) => key)) : chosenColumns();
  /** @type {number[]} */
  let order = [];
  let columns = fitting(chosen, 90, only);
  let rows = makeRows();

  /** A row is built for its columns, so another set of columns is another grid. */
  function makeRows() {
    const grid = createVirtualGrid({
      element: body,
      create: () => createRow(columns),
      bind: (row, at) => bindRow(row, order[at], at),
      paint: paintRow,
      measure: () => ({columns: 1, height: ROW_REM * rem(), gap: 0}),
      shown: () => rows?.roving.refresh(),
    });
    const roving = createRoving({element: body, grid, count: () => order.length, link: (row) => row.link});
    return {grid, roving};
  }

  const refit = () => {
    const next = fitting(chosen, table.clientWidth / rem(), only);
    const template = next.map(({rem: least, grow}) => `minmax(${least}rem, ${grow}fr)`).join(' ');
    table.style.setProperty('--columns', template);
    if (next.map(({key}) => key).join() !== columns.map(({key}) => key).join()) {
      columns = next;
      rows.grid.destroy();
      rows = makeRows();
      rows.grid.setCount(order.length);
    }
    drawHead();
  };

  const drawHead = () => {
    table.setAttribute('aria-rowcount', String(order.length + 1));
    render(columns.map((column) => headCell(column, wish.value.sort, change)), head);
  };

  const menu = createMenu(t('column.choose'), icon('columns', 16), () => COLUMNS.slice(1).map((column) => html`
    <label><input type="checkbox" .checked=${chosen.has(column.key)} @change=${() => toggle(column.key)}>${columnName(column)}${chosen.has(column.key) && !columns.includes(column) ? html`<small>${t('column.noRoom')}</small>` : nothing}</label>`));
  const toggle = (/** @type {string} */ key) => {
    chosen.delete(key) || chosen.add(key);
    rememberColumns(chosen);
    refit();
    menu.draw();
  };
  const csv = make('div', '');
  render(html`<button class="button ghost" @click=${() => downloadCsv(order)}>${icon('download', 16)}${t('table.csv')}</button>`, csv);
  actions.append(csv, menu.node);

  const observer = new ResizeObserver(refit);
  observer.observe(table);
  return {
    /** @param {number[]} next */
    setOrder(next) {
      order = next;
      rows.grid.setCount(order.length);
      refit();
    },
    paint: () => rows.grid.paint(),
    enter: () => rows.roving.enter(),
    destroy() {
      observer.disconnect();
      menu.destroy();
      rows.grid.destroy();
    },
  };
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/**
 * @param {import('./table-columns.js').Column} column
 * @param {string} sort
 * @param {(wish: {sort: string}) => void} change
 */
function headCell(column, sort, change) {
  const name = columnName(column);
  const classes = `cell cell-${column.kind}`;
  if (!column.sort) {
    return html`<div class=${classes} role="columnheader">${name}</div>`;
  }
  const mine = sort.replace(/^-/, '') === column.sort;
  const reversed = sort.startsWith('-');
  const rising = (column.kind === 'text' || column.kind === 'name') !== reversed;
  return html`<div class=${classes} role="columnheader" aria-sort=${mine ? (rising ? 'ascending' : 'descending') : 'none'}>
    <button @click=${() => change({sort: mine && !reversed ? `-${column.sort}` : column.sort})}>${name}<span aria-hidden="true">${mine ? (rising ? '↑' : '↓') : nothing}</span></button>
  </div>`;
}
