/** The cursor of a chart by keyboard and by finger. */
import {nearestRow} from '../core/history-read.js';

const HOLD = 320;
const SLACK = 10;

/**
 * By keyboard, in the chart that has the focus. Time runs left to right in every language.
 * @param {HTMLElement} target
 * @param {{times: () => number[], window: () => {from: number, to: number}, group: import('./chart-cursor.js').CursorGroup,
 *   toggleTable: () => void}} chart
 */
export function bindKeys(target, chart) {
  target.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (!handle(event, chart)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}

function handle(event, chart) {
  const {group} = chart;
  switch (event.key) {
    case 'ArrowLeft':
      return move(chart, event.shiftKey ? -10 : -1);
    case 'ArrowRight':
      return move(chart, event.shiftKey ? 10 : 1);
    case 'Home':
      return move(chart, -Infinity);
    case 'End':
      return move(chart, Infinity);
    case 'Enter':
      group.pin(!group.pinned);
      return true;
    case 't':
    case 'T':
      chart.toggleTable();
      return true;
    case 'Escape':
      if (group.time === null) {
        return false;
      }
      group.place(null);
      return true;
    default:
      return false;
  }
}

function move({times, window: span, group}, steps) {
  const {from, to} = span();
  const inside = times().filter((time) => time >= from && time <= to);
  if (inside.length === 0) {
    return true;
  }
  const start = group.time === null ? inside.length - 1 + (steps < 0 ? 0 : 1) : nearestRow(inside, group.time);
  const row = Math.max(0, Math.min(inside.length - 1, start + steps));
  group.place(inside[row]);
  return true;
}

/**
 * By finger: press and hold, then slide. A short touch still scrolls the page.
 * @param {HTMLElement} target
 * @param {{move: (clientX: number) => void, end: () => void}} cursor
 */
export function bindTouch(target, cursor) {
  let timer = 0;
  let start = null;
  let holding = false;
  const stop = () => {
    clearTimeout(timer);
    if (holding) {
      cursor.end();
    }
    holding = false;
    start = null;
  };
  target.addEventListener(
    'touchstart',
    (event) => {
      stop();
      if (event.touches.length !== 1) {
        return;
      }
      start = event.touches[0];
      timer = setTimeout(() => {
        holding = true;
        cursor.move(start.clientX);
      }, HOLD);
    },
    {passive: true},
  );
  target.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0];
      if (holding) {
        event.preventDefault();
        cursor.move(touch.clientX);
      } else if (start && Math.hypot(touch.clientX - start.clientX, touch.clientY - start.clientY) > SLACK) {
        stop();
      }
    },
    {passive: false},
  );
  target.addEventListener('touchend', stop);
  target.addEventListener('touchcancel', stop);
  target.addEventListener('contextmenu', (event) => holding && event.preventDefault());
}
