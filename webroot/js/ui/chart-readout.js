/** The figures at the cursor, or the newest ones: in the legend, in words for screen readers, and the time beside the line. */
import {clock, dateTime} from '../core/format.js';
import {firstRowAfter, nearestRow} from '../core/history-read.js';

const DAY = 86_400_000;
const STALE = 15_000;

/**
 * @param {HTMLElement} slider what has the focus while the cursor moves by keys
 * @param {{show: (textOf: (index: number) => string) => void}|null} legend
 * @param {import('./chart-plot.js').PlotModel} model
 * @param {number|null} time of the cursor
 * @param {number} edge right end of the window
 */
export function writeReadout(slider, legend, model, time, edge) {
  const {
    timeline,
    tracks,
    unit,
    window: {from, to},
  } = model;
  const row = time === null ? newestRow(timeline, edge) : rowAt(timeline, time);
  const textOf = (index) => unit.format(timeline.tracks[index]?.avg[row] ?? null);
  legend?.show(textOf);
  if (time === null || document.activeElement !== slider) {
    return;
  }
  const spoken = tracks.map((track, index) => `${track.label} ${textOf(index)}`);
  slider.setAttribute('aria-valuetext', [clock(time), ...spoken].join(', '));
  slider.setAttribute(
    'aria-valuenow',
    String(Math.max(0, Math.min(100, Math.round((100 * (time - from)) / (to - from))))),
  );
}

/** Row of the newest point in sight; none when it is so old that it would pass for a present value. */
function newestRow({t: times, step}, edge) {
  const row = firstRowAfter(times, edge) - 1;
  return edge - times[row] > 3 * step + STALE ? -1 : row;
}

/** Row at the cursor; none where the nearest point is far away. */
function rowAt({t: times, step}, time) {
  const row = nearestRow(times, time);
  return Math.abs(times[row] - time) > 3 * step + 1000 ? -1 : row;
}

/**
 * @param {HTMLElement} chip
 * @param {HTMLElement} field the drawing area
 * @param {{from: number, to: number}} span
 * @param {number|null} time null hides it
 * @param {number} left in pixels of the drawing area
 * @param {import('../core/history.js').Gap[]} gaps why there is nothing at the cursor
 */
export function placeChip(chip, field, span, time, left, gaps) {
  chip.hidden = time === null;
  if (time === null) {
    return;
  }
  const reason = gaps.find((gap) => gap.from < time && time < gap.to)?.reason;
  const moment = span.to - span.from > DAY ? dateTime(time) : clock(time);
  chip.textContent = reason ? `${moment} · ${reason}` : moment;
  const half = chip.offsetWidth / 2;
  chip.style.left = `${field.offsetLeft + Math.max(half, Math.min(field.clientWidth - half, left))}px`;
}
