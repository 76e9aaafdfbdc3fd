/** Health, breakers and nodes in the shapes of the states: one language of signs for the whole page. */
import {html} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {stateIcon} from '../../ui/icons.js';
import {STATE_KEYS} from '../../ui/badge.js';

const SHAPES = {passing: 0, closed: 0, held: 0, 'half-open': 1, failing: 2, open: 2};
const UNKNOWN = 3;

/** @param {string} word */
export const shapeOf = (word) => SHAPES[word] ?? UNKNOWN;

/** @param {string} word a key below "services" */
export function sign(word) {
  return badge(shapeOf(word), t(`services.${word}`));
}

/** @param {number} shape @param {string} text */
export function badge(shape, text) {
  return html`<span class="badge" data-state=${STATE_KEYS[shape]}>${stateIcon(shape)}${text}</span>`;
}
