/** One machine as a card: built once, then only written to. One canvas holds all its lines. */
import {t} from '../../core/i18n.js';
import {machines, picture} from '../../core/store.js';
import {OFFLINE} from '../../core/columns.js';
import {createBadge, setBadge, STATE_KEYS} from '../../ui/badge.js';
import {colours, levelColours} from '../../ui/colours.js';
import {drawBar, drawSparkline, sizeCanvas} from '../../ui/sparkline.js';
import {FIGURES, addressOf, levelOf, writeParts, mark, subtitle, write} from './facts.js';

/**
 * @typedef {object} Card
 * @property {HTMLElement} node
 * @property {number} place
 * @property {number} machine
 * @property {HTMLAnchorElement} link
 * @property {HTMLElement} badge
 * @property {HTMLElement} sub
 * @property {HTMLElement[]} values
 * @property {HTMLCanvasElement} canvas
 */

/** @returns {Card} */
export function createCard() {
  const node = element('div', 'card');
  node.setAttribute('role', 'listitem');
  const head = element('div', 'card-head');
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'card-link'));
  const badge = createBadge();
  const sub = element('p', 'card-sub');
  const rows = element('div', 'card-rows');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const values = FIGURES.map(({key}) => {
    const label = element('span', 'card-label');
    label.textContent = t(key);
    const value = element('span', 'card-value figure');
    rows.append(label, value);
    return value;
  });
  rows.append(canvas);
  head.append(link, badge);
  node.append(head, sub, rows);
  return {node, place: 0, machine: -1, link, badge, sub, values, canvas};
}

/**
 * @param {Card} card
 * @param {number} machine
 * @param {number} place
 * @param {number} total
 */
export function bindCard(card, machine, place, total) {
  const {ids, names} = machines.value;
  card.machine = machine;
  write(card.link, names[machine]);
  card.link.title = names[machine];
  card.link.setAttribute('href', addressOf(ids[machine]));
  mark(card.node, 'data-machine', ids[machine]);
  mark(card.node, 'aria-posinset', String(place + 1));
  mark(card.node, 'aria-setsize', String(total));
}

/** @param {Card} card */
export function paintCard(card) {
  const {columns} = picture();
  const {machine} = card;
  if (machine < 0 || machine >= columns.count) {
    return;
  }
  const state = columns.st[machine];
  mark(card.node, 'data-state', STATE_KEYS[state]);
  setBadge(card.badge, state, columns.time > 0);
  writeParts(card.sub, subtitle(machines.value, columns, machine));
  FIGURES.forEach(({column, format, shift}, row) => {
    const value = state === OFFLINE ? NaN : columns[column][machine];
    write(card.values[row], format(value));
    mark(card.values[row], 'data-level', String(levelOf(columns.lvl[machine], shift)));
  });
  paintLines(card, columns, state === OFFLINE);
}

/**
 * @param {Card} card
 * @param {import('../../core/columns.js').Columns} columns
 * @param {boolean} offline
 */
function paintLines(card, columns, offline) {
  const {clientWidth: width, clientHeight: height} = card.canvas;
  if (width === 0) {
    return;
  }
  const context = sizeCanvas(card.canvas, width, height);
  const row = height / FIGURES.length;
  const newest = Math.floor(columns.time / 1000);
  FIGURES.forEach(({column, shift, span, fromZero}, place) => {
    const style = levelColours(levelOf(columns.lvl[card.machine], shift));
    if (column === 'disk') {
      const box = {x: 0, y: place * row + row / 2 - 3, width, height: 6};
      drawBar(context, box, offline ? NaN : columns.disk[card.machine], style.line, colours()['surface-2']);
      return;
    }
    const box = {x: 0, y: place * row + 2, width, height: row - 4};
    drawSparkline(context, box, {seconds: columns.seconds[column], row: card.machine, newest, span, fromZero}, style);
  });
}

/**
 * @param {string} name
 * @param {string} className
 */
export function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
