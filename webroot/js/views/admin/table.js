/** A table of a few hundred rows, sorted by its heads; on a phone each row is a card of its own. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {number} from '../../core/format.js';
import {problemText} from '../../ui/messages.js';
import {takes} from '../../ui/right.js';

const FORBIDDEN = 403;

/**
 * @typedef {{key: string, label: string, by?: (row: any) => string|number, falls?: boolean, cell: (row: any) => unknown, kind?: string}} Column
 *   `falls`: the largest comes first
 */

/** @param {any[]} rows @param {Column[]} columns @param {string} sort "name", or "-name" for the other way round */
export function arrange(rows, columns, sort) {
  const reversed = sort.startsWith('-');
  const column = columns.find(({key, by}) => by && key === sort.replace(/^-/, '')) ?? columns[0];
  const sign = (column.falls ? -1 : 1) * (reversed ? -1 : 1);
  return rows.map((row) => ({row, by: column.by(row)}))
    .sort((one, other) => sign * compare(one.by, other.by)).map(({row}) => row);
}

/** @param {string|number} one @param {string|number} other */
function compare(one, other) {
  return typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), 'en', {numeric: true, sensitivity: 'base'});
}

/**
 * @param {{label: string, columns: Column[], rows: any[], id: (row: any) => string, faded?: (row: any) => boolean, sort?: string, change?: (wish: {sort: string}) => void, most: number, more: () => void}} model
 */
export function drawTable({label, columns, rows, id, faded, sort = '', change, most, more}) {
  return html`<div class="panel list">
    <table role="table" aria-label=${label} aria-rowcount=${rows.length + 1}>
      <thead role="rowgroup"><tr role="row">${columns.map((column) => head(column, sort, change))}</tr></thead>
      <tbody role="rowgroup">${rows.slice(0, most).map((row) => html`<tr role="row" data-id=${id(row)} ?data-faded=${faded?.(row)}>
        ${columns.map(({key, label: name, cell, kind}) => html`<td role="cell" class="list-${kind ?? 'text'}" data-column=${key} data-label=${name}>${cell(row)}</td>`)}
      </tr>`)}</tbody>
    </table>
    ${rows.length > most ? html`<div class="list-more"><button class="button" @click=${more}>${t('admin.more', {n: number(rows.length - most)})}</button></div>` : nothing}
  </div>`;
}

/** @param {Column} column @param {string} sort @param {((wish: {sort: string}) => void)|undefined} change */
function head({key, label, by, falls, kind}, sort, change) {
  if (!by || !change) {
    return html`<th role="columnheader" scope="col" class="list-${kind ?? 'text'}">${kind === 'act' ? html`<span class="visually-hidden">${label}</span>` : label}</th>`;
  }
  const mine = sort.replace(/^-/, '') === key;
  const reversed = sort.startsWith('-');
  const rising = Boolean(falls) === reversed;
  return html`<th role="columnheader" scope="col" class="list-${kind ?? 'text'}" aria-sort=${mine ? (rising ? 'ascending' : 'descending') : 'none'}>
    <button @click=${() => change({sort: mine && !reversed ? `-${key}` : key})}>${label}<span aria-hidden="true">${mine ? (rising ? '↑' : '↓') : nothing}</span></button></th>`;
}

/**
 * The row above a table.
 * @param {{q: string, hint: string, change: (wish: {q: string}) => void, shown: number, total: number, save: () => void, extra?: unknown, act?: unknown}} model
 */
export function drawTools({q, hint, change, shown, total, save, extra, act}) {
  return html`<div class="tools admin-tools">
    <input id="filter" class="field admin-filter" type="search" autocomplete="off" spellcheck="false" maxlength="200" aria-label=${hint} placeholder=${hint}
      .value=${q} @input=${(event) => change({q: event.target.value})} @keydown=${(event) => event.key === 'Escape' && change({q: ''})}>
    ${extra ?? nothing}
    <span class="quiet admin-count" role="status">${shown === total ? t('admin.all', {n: number(total)}) : t('admin.of', {n: number(shown), of: number(total)})}</span>
    <button class="button ghost" ?disabled=${shown === 0} @click=${save}>${t('table.csv')}</button>
    ${act ?? nothing}
  </div>`;
}

/** Whether its reader may see nothing of a page. @param {import('../../net/api.js').ApiProblem|null} problem */
export const isClosed = (problem) => problem?.status === FORBIDDEN;

/** Why there is nothing newer, or nothing at all. @param {import('../../net/api.js').ApiProblem} problem @param {() => void} again */
export function drawProblem(problem, again) {
  return isClosed(problem)
    ? drawNothing(t('admin.closed'), takes('admin'))
    : html`<div class="banner warn" role="alert"><p>${problemText(problem)}</p><button class="button" @click=${again}>${t('action.retry')}</button></div>`;
}

/** In the place of a table without rows. @param {string} title @param {string} text @param {unknown} [act] */
export function drawNothing(title, text, act) {
  return html`<div class="empty admin-empty"><h2>${title}</h2><p>${text}</p>${act ?? nothing}</div>`;
}
