/** The instances as a table that holds only the rows that are seen: a thousand registrations are no more work than thirty. */
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {createVirtualGrid} from '../../ui/virtual-grid.js';
import {createRoving} from '../../ui/roving.js';
import {element as make} from '../fleet/card.js';
import {fitting} from '../fleet/table-columns.js';
import {COLUMNS} from './columns.js';
import {bindRow, createRow, isNarrow, paintRow} from './row.js';

const ROW_REM = 2.125;
const TWO_LINES_REM = 3;
const ALL = new Set(COLUMNS.map(({key}) => key));

/**
 * @param {HTMLElement} place
 * @param {{sort: () => string, change: (wish: {sort: string}) => void, shown: () => void}} model `shown` tells that other rows are seen
 */
export function createList(place, {sort, change, shown}) {
  place.className = 'table panel instances';
  const table = make('div', 'table-grid');
  table.setAttribute('role', 'table');
  table.setAttribute('aria-label', t('services.instances'));
  const head = make('div', 'table-head row');
  head.setAttribute('role', 'row');
  const headGroup = make('div', 'table-head-group');
  headGroup.setAttribute('role', 'rowgroup');
  headGroup.append(head);
  const body = make('div', 'table-body');
  body.setAttribute('role', 'rowgroup');
  table.append(headGroup, body);
  place.append(table);

  /** @type {import('../../core/services.js').Entry[]} */
  let order = [];
  let columns = fit(90);
  let rows = makeRows();

  /** A row is built for its columns, so another set of columns is another grid. */
  function makeRows() {
    const grid = createVirtualGrid({
      element: body,
      create: () => createRow(columns),
      bind: (row, at) => bindRow(row, order[at], at),
      paint: paintRow,
      measure: () => ({columns: 1, height: (isNarrow(columns) ? TWO_LINES_REM : ROW_REM) * rem(), gap: 0}),
      shown: () => {
        rows?.roving.refresh();
        shown();
      },
    });
    const roving = createRoving({element: body, grid, count: () => order.length, link: (row) => row.link});
    return {grid, roving};
  }

  const refit = () => {
    const next = fit(table.clientWidth / rem());
    table.style.setProperty('--columns', next.map(({rem: least, grow}) => `minmax(${least}rem, ${grow}fr)`).join(' '));
    if (next.map(({key}) => key).join() !== columns.map(({key}) => key).join()) {
      columns = next;
      place.toggleAttribute('data-narrow', isNarrow(columns));
      rows.grid.destroy();
      rows = makeRows();
      rows.grid.setCount(order.length);
    }
    drawHead();
  };

  const drawHead = () => {
    table.setAttribute('aria-rowcount', String(order.length + 1));
    render(columns.map((column) => headCell(column, sort(), change)), head);
  };

  const observer = new ResizeObserver(refit);
  observer.observe(table);
  return {
    /** @param {import('../../core/services.js').Entry[]} next */
    setOrder(next) {
      const same = next.length === order.length && next.every(({id}, at) => id === order[at].id);
      order = next;
      if (same) {
        for (const row of rows.grid.items()) {
          bindRow(row, order[row.place], row.place);
        }
        rows.grid.paint();
      } else {
        rows.grid.setCount(order.length);
      }
      drawHead();
    },
    /** @returns {string[]} the ids of the rows that are seen */
    seen: () => [...rows.grid.items()].filter(({place: at}) => at < order.length).map(({place: at}) => order[at].id),
    enter: () => rows.roving.enter(),
    /** Whether the reader is in it: then nothing moves away from under the pointer. */
    held: () => body.matches(':hover') || body.contains(document.activeElement),
    destroy() {
      observer.disconnect();
      rows.grid.destroy();
    },
  };
}

/** @param {number} rems */
function fit(rems) {
  return /** @type {import('./columns.js').Column[]} */ (fitting(ALL, rems, /** @type {any} */ (COLUMNS)));
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/**
 * @param {import('./columns.js').Column} column
 * @param {string} sort
 * @param {(wish: {sort: string}) => void} change
 */
function headCell({key, kind, label, sort: by}, sort, change) {
  const classes = `cell cell-${kind}`;
  if (!by) {
    return html`<div class=${classes} role="columnheader">${t(label)}</div>`;
  }
  const mine = sort.replace(/^-/, '') === by;
  const reversed = sort.startsWith('-');
  const rising = (key !== 'health' && key !== 'latency' && key !== 'since') !== reversed;
  return html`<div class=${classes} role="columnheader" aria-sort=${mine ? (rising ? 'ascending' : 'descending') : 'none'}>
    <button @click=${() => change({sort: mine && !reversed ? `-${by}` : by})}>${t(label)}<span aria-hidden="true">${mine ? (rising ? '↑' : '↓') : nothing}</span></button>
  </div>`;
}
