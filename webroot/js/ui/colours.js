/** The tokens as a canvas needs them. Read once for a theme: asking the style of an element each second would cost a layout. */
import {theme} from '../shell/theme.js';

const NAMES = ['surface', 'surface-2', 'border', 'text', 'text-3', 'accent', 'accent-soft', 'ok', 'warn', 'warn-fill', 'warn-ink', 'warn-soft',
  'crit', 'crit-fill', 'crit-ink', 'crit-soft', 'off', 'off-soft', 'h0', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const forced = matchMedia('(forced-colors: active)');

let key = '';
/** @type {Record<string, string>} */
let known = {};

/** @returns {Record<string, string>} */
export function colours() {
  const wanted = `${theme.value}/${forced.matches}`;
  if (wanted !== key) {
    const style = getComputedStyle(document.documentElement);
    known = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    key = wanted;
  }
  return known;
}

/**
 * @param {number} level 0 normal, 1 alert, 2 critical
 * @returns {{line: string, area: string}}
 */
export function levelColours(level) {
  const all = colours();
  return [
    {line: all.accent, area: all['accent-soft']},
    {line: all['warn-fill'], area: all['warn-soft']},
    {line: all['crit-fill'], area: all['crit-soft']},
  ][level] ?? {line: all.accent, area: all['accent-soft']};
}
