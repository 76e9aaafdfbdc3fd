/** Which of the views is shown, when neither the address nor the reader says so. */
import {createCards} from './cards.js';
import {MOST, createWide} from './wide.js';
import {t} from '../../core/i18n.js';

const KEY = 'atalaia.fleet.view';
const CARDS_UP_TO = 60;

export const DEFAULTS = {q: '', state: '', sort: 'severity', view: '', by: 'cpu', group: ''};

/**
 * @param {string} wanted from the address
 * @param {number} total
 * @returns {'wide'|'cards'|'table'|'map'}
 */
export function chosenView(wanted, total) {
  const view = ['cards', 'table', 'map'].includes(wanted) ? wanted : remembered() ?? (total > CARDS_UP_TO ? 'map' : 'cards');
  return view === 'cards' && total <= MOST ? 'wide' : view;
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

/** @param {string} name */
export function viewFactory(name) {
  return {wide: createWide, cards: (element) => createCards(element, t('fleet.machines'))}[name] ?? ((element) => createCards(element, t('fleet.machines')));
}
