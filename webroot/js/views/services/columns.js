/** The columns of the list of instances, and what gives way first on a narrow screen. */
import {duration, number} from '../../core/format.js';
import {t} from '../../core/i18n.js';
import {serverNow} from '../../net/api.js';

/**
 * @typedef {object} Column as the fleet's table has them, beside what is written into it
 * @property {string} key
 * @property {number} rem narrowest width
 * @property {number} grow
 * @property {number} rank higher ranks leave first
 * @property {'name'|'health'|'strip'|'text'|'figure'} kind
 * @property {string} label key of its text
 * @property {(entry: import('../../core/services.js').Entry) => string} [text]
 * @property {string} [sort]
 */

/** @type {Column[]} */
export const COLUMNS = [
  {key: 'name', rem: 6.2, grow: 1.3, rank: 0, kind: 'name', label: 'services.service', sort: 'name'},
  {key: 'health', rem: 7.6, grow: 0.5, rank: 1, kind: 'health', label: 'services.health', sort: 'severity'},
  {key: 'strip', rem: 5, grow: 0.7, rank: 2, kind: 'strip', label: 'services.hour'},
  {key: 'kind', rem: 4.2, grow: 0.3, rank: 6, kind: 'text', label: 'services.kind', text: ({kind}) => t(`services.kind.${kind}`), sort: 'kind'},
  {key: 'address', rem: 9.5, grow: 1.2, rank: 5, kind: 'text', label: 'services.address', text: ({role, address}) => (role ? '–' : address), sort: 'address'},
  {key: 'node', rem: 5.5, grow: 0.6, rank: 4, kind: 'text', label: 'services.node', text: ({node}) => node, sort: 'node'},
  {key: 'detail', rem: 10, grow: 2.4, rank: 3, kind: 'text', label: 'services.detail', text: detailOf},
  {key: 'since', rem: 6.4, grow: 0.3, rank: 7, kind: 'figure', label: 'services.since', text: ({since}) => duration((serverNow() - since) / 1000), sort: 'since'},
  {key: 'latency', rem: 5, grow: 0.2, rank: 8, kind: 'figure', label: 'services.latency', text: ({latency}) => (latency === null ? '–' : t('services.ms', {value: number(latency, 1)})), sort: 'latency'},
];

/** @param {import('../../core/services.js').Entry} entry */
export function detailOf({maintenance, detail, raw}) {
  return maintenance !== null ? t('services.restsBecause', {why: maintenance}) : raw.healthStale ? t('services.healthStale') : detail;
}
