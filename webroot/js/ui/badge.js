/** A state as shape, word and colour together. */
import {t} from '../core/i18n.js';
import {stateIcon} from './icons.js';

export const STATE_KEYS = ['normal', 'alert', 'critical', 'offline'];

/** @param {number} state */
export function stateWord(state) {
  return t(`state.${STATE_KEYS[state]}`);
}

/** @returns {HTMLSpanElement} an empty badge to be set and set again */
export function createBadge() {
  const badge = document.createElement('span');
  badge.className = 'badge';
  return badge;
}

/**
 * @param {HTMLElement} badge
 * @param {number} state
 * @param {boolean} [known] before the first frame nobody knows the state, and no badge is better than a wrong one
 */
export function setBadge(badge, state, known = true) {
  if (badge.hidden === known) {
    badge.hidden = !known;
  }
  const name = STATE_KEYS[state];
  if (badge.dataset.state === name) {
    return;
  }
  badge.dataset.state = name;
  badge.replaceChildren(stateIcon(state), stateWord(state));
}

/**
 * @param {number} state
 * @returns {HTMLSpanElement}
 */
export function stateBadge(state) {
  const badge = createBadge();
  setBadge(badge, state);
  return badge;
}
