/** What several views of the fleet say about one machine: its five figures, and small texts. */
import {t} from '../../core/i18n.js';
import {bitRate, bytes, celsius, duration, number, percent} from '../../core/format.js';
import {OFFLINE} from '../../core/columns.js';
import {serverNow} from '../../net/api.js';

/**
 * @typedef {object} Figure
 * @property {string} key of the text
 * @property {'cpu'|'ram'|'disk'|'rx'|'temp'} column
 * @property {(value: number, options?: {digits?: number}) => string} format
 * @property {number} shift place of its two bits in the level, -1 when it has no thresholds
 * @property {number} span least height of its sparkline, in its unit
 * @property {boolean} fromZero
 */

/** Where they stand in the columns and how they are written and drawn. @type {Figure[]} */
export const FIGURES = [
  {key: 'figure.cpu', column: 'cpu', format: percent, shift: 0, span: 30, fromZero: false},
  {key: 'figure.ram', column: 'ram', format: percent, shift: 2, span: 30, fromZero: false},
  {key: 'figure.disk', column: 'disk', format: percent, shift: 4, span: 100, fromZero: true},
  {key: 'figure.rx', column: 'rx', format: bitRate, shift: -1, span: 2000, fromZero: true},
  {key: 'figure.temp', column: 'temp', format: celsius, shift: -1, span: 20, fromZero: false},
];

/**
 * @param {number} levels of one machine
 * @param {number} shift
 * @returns {number} 0 normal, 1 alert, 2 critical
 */
export function levelOf(levels, shift) {
  return shift < 0 ? 0 : (levels >> shift) & 3;
}

/** @param {string} id */
export function addressOf(id) {
  return `machines/${encodeURIComponent(id)}`;
}

/** @param {string} os "Debian GNU/Linux 12 (bookworm)" is "Debian 12" in a small place */
export function shortOs(os) {
  return (os ?? '').replace(/ GNU\/Linux/, '').replace(/ Linux/, '').replace(/\s*\(.*\)$/, '').replace(/ LTS$/, '');
}

/**
 * @param {import('../../core/store.js').Machines} machines
 * @param {import('../../core/columns.js').Columns} columns
 * @param {number} machine
 * @returns {string[]} parts to be shown with dots in between
 */
export function subtitle(machines, columns, machine) {
  const parts = [machines.ips[machine]];
  if (columns.st[machine] === OFFLINE) {
    parts.push(lastSeen(columns.last[machine]));
  } else {
    parts.push(placeOf(machines.labels[machine]), shortOs(machines.os[machine]));
  }
  return parts.filter(Boolean);
}

/** @param {number} time epoch ms of the last sample, 0 when there was never one */
export function lastSeen(time) {
  return time > 0 ? t('fleet.lastSeen', {time: duration((serverNow() - time) / 1000)}) : t('fleet.neverSeen');
}

/** @param {Record<string, string>|undefined} labels where it stands, or else the first thing that is said about it */
function placeOf(labels) {
  return labels?.site ?? Object.values(labels ?? {})[0] ?? '';
}

/**
 * @param {import('../../core/store.js').Machines} machines
 * @param {number} machine
 */
export function hardware(machines, machine) {
  const parts = [];
  if (machines.cores[machine]) {
    parts.push(t('fleet.cores', {n: number(machines.cores[machine])}));
  }
  if (machines.memory[machine]) {
    parts.push(bytes(machines.memory[machine]));
  }
  return parts;
}

/**
 * Every part is isolated, so that an address keeps its order next to words of any direction.
 * @param {HTMLElement} element
 * @param {string[]} parts
 */
export function writeParts(element, parts) {
  const text = parts.join('\u0000');
  if (element.dataset.parts === text) {
    return;
  }
  element.dataset.parts = text;
  element.replaceChildren(...parts.flatMap((part, place) => {
    const isolated = document.createElement('bdi');
    isolated.textContent = part;
    return place === 0 ? [isolated] : [' · ', isolated];
  }));
}

/**
 * Writes only what changed: most figures of a second are the figures of the second before.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** @param {Element} element @param {string} name @param {string} value */
export function mark(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
