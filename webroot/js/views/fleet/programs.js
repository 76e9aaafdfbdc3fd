/** The programs that send their own samples: a quiet list, as there is no telling what their figures mean. */
import {t} from '../../core/i18n.js';
import {duration} from '../../core/format.js';
import {serverNow} from '../../net/api.js';
import {COLUMNS} from './table-columns.js';
import {createTable} from './table.js';

/** @type {import('./table-columns.js').Column[]} */
const NAMED = [{...COLUMNS.find(({key}) => key === 'name'), key: 'program'}, COLUMNS.find(({key}) => key === 'ip')];
/** @type {import('./table-columns.js').Column} */
const LAST = {
  key: 'last', rem: 9, grow: 0.8, rank: 1, kind: 'figure', figure: 'last', sort: 'last',
  format: (time) => (time > 0 ? t('fleet.ago', {time: duration(Math.max(0, serverNow() - time) / 1000)}) : t('fleet.neverSeen')),
};

/**
 * @param {HTMLElement} place
 * @param {import('./choice.js').ViewContext} context
 */
export function createPrograms(place, context) {
  return createTable(place, context, [...NAMED, LAST]);
}
