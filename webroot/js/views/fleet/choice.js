/** Which of the views is shown, when neither the address nor the reader says so. */
const KEY = 'atalaia.fleet.view';
const CARDS_UP_TO = 60;
const WIDE_UP_TO = 3;

export const DEFAULTS = {q: '', state: '', sort: 'severity', view: '', by: 'cpu', group: ''};

/**
 * @param {string} wanted from the address
 * @param {number} total
 * @returns {'wide'|'cards'|'table'|'map'}
 */
export function chosenView(wanted, total) {
  const view = ['cards', 'table', 'map'].includes(wanted) ? wanted : remembered() ?? (total > CARDS_UP_TO ? 'map' : 'cards');
  return view === 'cards' && total <= WIDE_UP_TO ? 'wide' : view;
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} view */
export function rememberView(view) {
  try {
    localStorage.setItem(KEY, view);
  } catch {
    // Storage may be forbidden; the address still holds the choice.
  }
}

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
  map: () => import('./map.js').then(({createMap}) => createMap),
};
