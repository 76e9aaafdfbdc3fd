/** The summary of the fleet: states as filter buttons, averages, the machine that stands out. */
import {t} from '../../core/i18n.js';
import {bitRate, celsius, clock, number, percent} from '../../core/format.js';
import {machines, picture} from '../../core/store.js';
import {stateIcon} from '../../ui/icons.js';
import {STATE_KEYS, stateWord} from '../../ui/badge.js';
import {levelColours} from '../../ui/colours.js';
import {drawSparkline, sizeCanvas} from '../../ui/sparkline.js';
import {element} from './card.js';
import {addressOf, mark, write} from './facts.js';

const ORDER = [2, 1, 0, 3];

/**
 * @param {HTMLElement} place
 * @param {(state: number) => void} toggleState
 */
export function createTiles(place, toggleState) {
  place.className = 'tiles';
  const states = createStates(toggleState);
  const tiles = ['cpu', 'ram', 'rx', 'top'].map(createTile);
  place.append(states.node, ...tiles.map(({node}) => node));
  const paint = () => {
    const {columns, summary} = picture();
    states.paint(columns, summary);
    const newest = Math.floor(columns.time / 1000);
    paintTile(tiles[0], percent(summary.cpu), summary.seconds.cpu, newest, 30, false);
    paintTile(tiles[1], percent(summary.ram), summary.seconds.ram, newest, 30, false);
    paintTile(tiles[2], bitRate(summary.rx), summary.seconds.rx, newest, 2000, true);
    const hot = summary.hottest >= 0;
    const machine = hot ? summary.hottest : summary.busiest;
    write(tiles[3].label, t(hot ? 'tiles.hottest' : 'tiles.busiest'));
    name(tiles[3].link, machine);
    paintTile(tiles[3], hot ? celsius(columns.temp[machine]) : percent(columns.cpu[machine]),
      hot ? summary.seconds.hot : summary.seconds.busy, newest, hot ? 20 : 30, false);
  };
  const observer = new ResizeObserver(paint);
  observer.observe(place);
  return {paint, setStates: states.press, destroy: () => observer.disconnect()};
}

/** @param {(state: number) => void} toggleState */
function createStates(toggleState) {
  const node = element('section', 'tile tile-states panel');
  const head = element('div', 'tile-head');
  const label = element('h2', 'tile-label');
  label.textContent = t('tiles.states');
  const time = element('span', 'tile-time figure');
  head.append(label, time);
  const buttons = element('div', 'tile-buttons');
  const bar = element('div', 'share');
  bar.setAttribute('aria-hidden', 'true');
  const parts = ORDER.map((state) => {
    const button = element('button', 'state-button');
    button.dataset.state = STATE_KEYS[state];
    button.setAttribute('aria-pressed', 'false');
    button.title = t('tiles.filter', {state: stateWord(state)});
    const count = element('b', 'figure');
    const word = element('span', '');
    word.append(stateIcon(state, 15), stateWord(state));
    button.append(count, word);
    button.addEventListener('click', () => toggleState(state));
    const share = element('i', '');
    share.dataset.state = STATE_KEYS[state];
    buttons.append(button);
    bar.append(share);
    return {state, button, count, share};
  });
  node.append(head, buttons, bar);
  return {
    node,
    paint(columns, {counts}) {
      write(time, columns.time > 0 ? clock(columns.time) : '');
      for (const {state, count, share} of parts) {
        write(count, number(columns.time > 0 ? counts[state] : null));
        share.style.flexGrow = String(counts[state]);
        share.hidden = counts[state] === 0;
      }
    },
    /** @param {Set<number>} pressed */
    press: (pressed) => parts.forEach(({state, button}) => mark(button, 'aria-pressed', String(pressed.has(state)))),
  };
}

/** @param {string} key */
function createTile(key) {
  const node = element('section', `tile tile-${key} panel`);
  const label = element('h2', 'tile-label');
  label.textContent = key === 'top' ? '' : t(`tiles.${key}`);
  const line = element('p', 'tile-line');
  const value = element('span', 'tile-value figure');
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'tile-link'));
  link.hidden = true;
  line.append(value, link);
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  node.append(label, line, canvas);
  return {node, label, value, link, canvas};
}

/**
 * @param {HTMLAnchorElement} link
 * @param {number} machine
 */
function name(link, machine) {
  link.hidden = machine < 0;
  if (machine >= 0) {
    write(link, machines.value.names[machine] ?? '');
    mark(link, 'href', addressOf(machines.value.ids[machine] ?? ''));
  }
}

/**
 * @param {ReturnType<typeof createTile>} tile
 * @param {string} text
 * @param {Float32Array} seconds
 * @param {number} newest
 * @param {number} span
 * @param {boolean} fromZero
 */
function paintTile({value, canvas}, text, seconds, newest, span, fromZero) {
  write(value, text);
  const {clientWidth: width, clientHeight: height} = canvas;
  if (width > 0) {
    drawSparkline(sizeCanvas(canvas, width, height), {x: 0, y: 0, width, height}, {seconds, row: 0, newest, span, fromZero}, levelColours(0));
  }
}
