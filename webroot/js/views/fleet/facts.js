/** Small texts about one machine that several views of the fleet show. */
import {t} from '../../core/i18n.js';
import {bytes, duration, number} from '../../core/format.js';
import {OFFLINE} from '../../core/columns.js';
import {serverNow} from '../../net/api.js';

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
