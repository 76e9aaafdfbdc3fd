/** The columns of the table: what they are called, how they are filled, what gives way first on a narrow screen. */
import {t} from '../../core/i18n.js';
import {bitRate, celsius, clock, percent} from '../../core/format.js';
import {recall, remember} from '../../ui/memory.js';
import {shortOs} from './facts.js';

const KEY = 'columns';
const GAP_REM = 0.75;
const PADDING_REM = 1.75;

/**
 * @typedef {object} Column
 * @property {string} key also the key of its text, its sort and its place in the list of chosen ones
 * @property {number} rem narrowest width
 * @property {number} grow
 * @property {number} rank higher ranks leave a narrow table first; what one must choose stays longer than what is there anyway
 * @property {'text'|'state'|'name'|'meter'|'figure'} kind
 * @property {string} [figure] column of the store
 * @property {number} [shift] place of its level
 * @property {(value: number) => string} [format]
 * @property {(machines: import('../../core/store.js').Machines, machine: number) => string} [text]
 * @property {string} [sort] when it can be sorted
 * @property {boolean} [optional] not shown until chosen
 */

/** @type {Column[]} */
export const COLUMNS = [
  {key: 'name', rem: 7, grow: 2.2, rank: 0, kind: 'name', sort: 'name'},
  {key: 'state', rem: 6.4, grow: 0.6, rank: 1, kind: 'state', sort: 'severity'},
  {key: 'ip', rem: 8, grow: 1, rank: 6, kind: 'text', text: (machines, machine) => machines.ips[machine] ?? '', sort: 'ip'},
  {key: 'labels', rem: 8, grow: 1.2, rank: 8, kind: 'text', text: (machines, machine) => Object.values(machines.labels[machine] ?? {}).join(', ')},
  {key: 'os', rem: 8, grow: 1, rank: 5.3, kind: 'text', text: (machines, machine) => shortOs(machines.os[machine]), sort: 'os', optional: true},
  {key: 'cpu', rem: 5.4, grow: 1, rank: 2, kind: 'meter', figure: 'cpu', shift: 0, format: percent, sort: 'cpu'},
  {key: 'ram', rem: 5.4, grow: 1, rank: 3, kind: 'meter', figure: 'ram', shift: 2, format: percent, sort: 'ram'},
  {key: 'disk', rem: 5.4, grow: 1, rank: 4, kind: 'meter', figure: 'disk', shift: 4, format: percent, sort: 'disk'},
  {key: 'rx', rem: 5.4, grow: 0.5, rank: 5, kind: 'figure', figure: 'rx', format: bitRate, sort: 'rx'},
  {key: 'tx', rem: 5.4, grow: 0.5, rank: 9, kind: 'figure', figure: 'tx', format: bitRate, sort: 'tx'},
  {key: 'temp', rem: 4.6, grow: 0.4, rank: 7, kind: 'figure', figure: 'temp', format: celsius, sort: 'temp'},
  {key: 'last', rem: 5.6, grow: 0.4, rank: 5.6, kind: 'figure', figure: 'last', format: (time) => clock(time || NaN), sort: 'last', optional: true},
];

/** @returns {Set<string>} */
export function chosenColumns() {
  const chosen = COLUMNS.filter(({key}) => recall(KEY)?.split(',').includes(key)).map(({key}) => key);
  const usual = COLUMNS.filter(({optional}) => !optional).map(({key}) => key);
  return new Set(chosen.length > 0 ? ['name', ...chosen] : usual);
}

/** @param {Set<string>} chosen */
export const rememberColumns = (chosen) => remember(KEY, [...chosen].join());

/**
 * No sideways scrolling: the least important columns give way until the rest fits.
 * @param {Set<string>} chosen
 * @param {number} rems width of the table
 * @param {Column[]} [all]
 * @returns {Column[]}
 */
export function fitting(chosen, rems, all = COLUMNS) {
  let columns = all.filter(({key}) => chosen.has(key));
  const width = () => columns.reduce((sum, {rem}) => sum + rem + GAP_REM, PADDING_REM - GAP_REM);
  while (columns.length > 2 && width() > rems) {
    const last = columns.reduce((a, b) => (b.rank > a.rank ? b : a));
    columns = columns.filter((column) => column !== last);
  }
  return columns;
}

/** @param {Column} column */
export function columnName({key}) {
  return t(`column.${key}`);
}
