/** Fleets of up to three machines: each gets the whole width, since the first thing a newcomer sees is a fleet of one. */
import {t} from '../../core/i18n.js';
import {duration} from '../../core/format.js';
import {machines, picture} from '../../core/store.js';
import {OFFLINE} from '../../core/columns.js';
import {createBadge, setBadge, STATE_KEYS} from '../../ui/badge.js';
import {colours, levelColours} from '../../ui/colours.js';
import {drawSparkline, sizeCanvas} from '../../ui/sparkline.js';
import {render} from '../../../vendor/lit-html.js';
import {icon} from '../../ui/icons.js';
import {element} from './card.js';
import {showCloseup} from './closeup.js';
import {FIGURES, addressOf, lastSeen, levelOf, shortOs, writeParts, hardware, mark, write} from './facts.js';

/** @param {HTMLElement} place */
export function createWide(place) {
  const list = element('div', 'wides');
  list.setAttribute('role', 'list');
  list.setAttribute('aria-label', t('fleet.machines'));
  const below = element('div', 'closeup');
  place.append(list, below);
  let closeupOf = '';
  let stopCloseup = () => {};
  /** @type {ReturnType<typeof build>[]} */
  let cards = [];
  const paintAll = () => cards.forEach(paint);
  const observer = new ResizeObserver(paintAll);
  observer.observe(list);
  return {
    /** @param {number[]} order */
    setOrder(order) {
      cards = order.map(build);
      list.dataset.count = String(cards.length);
      list.replaceChildren(...cards.map(({node}) => node));
      paintAll();
      const {ids, programs} = machines.value;
      const only = ids.length - programs === 1 && order.length === 1 ? ids[order[0]] : '';
      if (only !== closeupOf) {
        closeupOf = only;
        stopCloseup();
        below.replaceChildren();
        stopCloseup = only ? showCloseup(below.appendChild(element('div', 'closeup-grid')), only) : () => {};
      }
    },
    paint: paintAll,
    enter: () => cards[0]?.link.focus(),
    destroy() {
      observer.disconnect();
      stopCloseup();
    },
  };
}

/** @param {number} machine */
function build(machine) {
  const {ids, names, ips, os, labels, every} = machines.value;
  const node = element('div', 'wide panel');
  node.setAttribute('role', 'listitem');
  node.dataset.machine = ids[machine];
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'wide-link'));
  link.href = addressOf(ids[machine]);
  link.textContent = names[machine];
  const badge = createBadge();
  const sub = element('p', 'wide-sub');
  const facts = [ips[machine], shortOs(os[machine]), ...hardware(machines.value, machine), ...Object.values(labels[machine] ?? {})].filter(Boolean);
  const rhythm = t('fleet.every', {time: duration((every[machine] || 1000) / 1000)});
  const open = element('span', 'wide-open');
  render([t('fleet.open'), icon('chevron', 16)], open);
  open.setAttribute('aria-hidden', 'true');
  const head = element('div', 'wide-head');
  const title = element('div', 'wide-title');
  title.append(link, badge);
  const words = element('div', 'wide-words');
  words.append(title, sub);
  head.append(words, open);
  const figures = FIGURES.map(buildFigure);
  const row = element('div', 'wide-figures');
  row.append(...figures.map((figure) => figure.node));
  node.append(head, row);
  return {node, machine, link, badge, sub, facts, rhythm, figures};
}

/** @param {import('./facts.js').Figure} figure */
function buildFigure({key, column}) {
  const node = element('div', 'wide-figure');
  node.dataset.figure = column;
  const label = element('span', 'wide-label');
  label.textContent = t(`${key}.long`);
  if (column !== 'disk') {
    const range = document.createElement('small');
    range.textContent = t('fleet.minute');
    label.append(range);
  }
  const value = element('span', 'wide-value figure');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  node.append(label, value, canvas);
  return {node, value, canvas};
}

/** @param {ReturnType<typeof build>} card */
function paint({node, machine, badge, sub, facts, rhythm, figures}) {
  const {columns} = picture();
  if (machine >= columns.count) {
    return;
  }
  const state = columns.st[machine];
  const offline = state === OFFLINE;
  mark(node, 'data-state', STATE_KEYS[state]);
  setBadge(badge, state, columns.time > 0);
  writeParts(sub, [...facts, offline ? lastSeen(columns.last[machine]) : rhythm]);
  FIGURES.forEach((figure, place) => {
    const value = offline ? NaN : columns[figure.column][machine];
    const level = levelOf(columns.lvl[machine], figure.shift);
    write(figures[place].value, figure.format(value, {digits: 1}));
    // An only machine without sensors has better things to fill its card with than a dash.
    figures[place].node.hidden = figure.column === 'temp' && machines.value.ids.length - machines.value.programs === 1 && columns.time > 0 && !offline && Number.isNaN(value);
    mark(figures[place].node, 'data-level', String(level));
    draw(figures[place].canvas, figure, machine, value, level);
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import('./facts.js').Figure} figure
 * @param {number} machine
 * @param {number} value
 * @param {number} level
 */
function draw(canvas, {column, span, fromZero}, machine, value, level) {
  const {columns} = picture();
  const {clientWidth: width, clientHeight: height} = canvas;
  if (width === 0) {
    return;
  }
  const context = sizeCanvas(canvas, width, height);
  const style = levelColours(level);
  if (column === 'disk') {
    drawGauge(context, width, height, value, style.line);
    return;
  }
  const newest = Math.floor(columns.time / 1000);
  drawSparkline(context, {x: 0, y: 0, width, height}, {seconds: columns.seconds[column], row: machine, newest, span, fromZero}, style);
}

/**
 * A row of small bars, filled from the start: there is no minute to show of a volume that fills in weeks.
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {number} value
 * @param {string} colour
 */
function drawGauge(context, width, height, value, colour) {
  const bars = Math.max(10, Math.floor((width + 4) / 9));
  const step = (width + 4) / bars;
  const tall = Math.min(height, 34);
  for (let bar = 0; bar < bars; bar++) {
    context.fillStyle = ((bar + 0.5) / bars) * 100 < value ? colour : colours().border;
    context.beginPath();
    context.roundRect(bar * step, height - tall, step - 4, tall, 2);
    context.fill();
  }
}
