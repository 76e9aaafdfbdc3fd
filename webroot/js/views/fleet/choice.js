/** Which of the views is shown, when neither the address nor the reader says so. */
import {recall, remember} from '../../ui/memory.js';

const KEY = 'view';
const NAMES = ['cards', 'table', 'map'];
const CARDS_UP_TO = 60;
const WIDE_UP_TO = 3;

export const DEFAULTS = {q: '', state: '', sort: 'severity', view: '', by: 'cpu', group: '', kind: ''};
export const PROGRAMS = 'programs';

/**
 * Programs have a list of their own: by wish, or when nothing else is there.
 * @param {import('./selection.js').Wish} wish
 * @param {import('../../core/store.js').Machines} machines
 */
export function showsPrograms({kind}, {ids, programs}) {
  return programs > 0 && (kind === PROGRAMS || programs === ids.length);
}

/**
 * @param {string} wanted from the address
 * @param {number} total
 * @returns {'wide'|'cards'|'table'|'map'}
 */
export function chosenView(wanted, total) {
  const usual = total > CARDS_UP_TO ? 'map' : 'cards';
  const view = [wanted, recall(KEY)].find((name) => NAMES.includes(name)) ?? usual;
  return view === 'cards' && total <= WIDE_UP_TO ? 'wide' : view;
}

/** @param {string} view */
export const rememberView = (view) => remember(KEY, view);

/**
 * @typedef {object} ViewContext
 * @property {import('../../../vendor/signals-core.js').Signal<import('./selection.js').Wish>} wish
 * @property {(wish: Partial<import('./selection.js').Wish>) => void} change
 * @typedef {{setOrder: (order: number[]) => void, paint: () => void, enter: () => void, destroy: () => void}} FleetView
 */

/** @type {Record<string, () => Promise<(place: HTMLElement, context: ViewContext) => FleetView>>} fetched when first shown */
export const VIEWS_BY_NAME = {
  wide: () => import('./wide.js').then(({createWide}) => createWide),
  cards: () => import('./cards.js').then(({createCards}) => createCards),
  table: () => import('./table.js').then(({createTable}) => createTable),
  programs: () => import('./programs.js').then(({createPrograms}) => createPrograms),
  map: () => import('./map.js').then(({createMap}) => createMap),
};
