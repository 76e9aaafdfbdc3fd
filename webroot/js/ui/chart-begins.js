/** Where the history begins: a quiet line and its words. Nothing is missing before it, so nothing is hatched there. */
import {clock, dateTime} from '../core/format.js';
import {t} from '../core/i18n.js';
import {fade, palette} from './chart-palette.js';

const DAY = 86_400_000;

/**
 * @param {number|null} begins
 * @param {{from: number, to: number}} span
 * @returns {string} nothing when the beginning is out of sight
 */
export function beginsText(begins, {from, to}) {
  if (begins === null || begins <= from || begins >= to) {
    return '';
  }
  const time = to - from > DAY / 2 ? dateTime(begins) : clock(begins, {seconds: to - from < 150_000});
  return t('chart.begins', {time});
}

/**
 * The words stand in the empty part, or behind the line where that part is too narrow for them.
 * @param {uPlot} plot
 * @param {number|null} begins
 * @param {{from: number, to: number}} span
 */
export function drawBeginning(plot, begins, span) {
  const text = beginsText(begins, span);
  if (text === '') {
    return;
  }
  const {ctx: pen, bbox} = plot;
  const ratio = devicePixelRatio || 1;
  const {axis, surface} = palette.value;
  const x = Math.round(plot.valToPos(begins, 'x', true));
  pen.save();
  pen.strokeStyle = fade(axis, 0.6);
  pen.lineWidth = ratio;
  pen.setLineDash([2 * ratio, 3 * ratio]);
  pen.beginPath();
  pen.moveTo(x, bbox.top);
  pen.lineTo(x, bbox.top + bbox.height);
  pen.stroke();
  pen.setLineDash([]);
  pen.font = `${11 * ratio}px Inter, Vazirmatn, system-ui, sans-serif`;
  pen.textBaseline = 'bottom';
  const room = x - bbox.left - 10 * ratio;
  const before = pen.measureText(text).width <= room;
  pen.textAlign = before ? 'right' : 'left';
  const at = [x + (before ? -5 : 5) * ratio, bbox.top + bbox.height - 5 * ratio];
  pen.strokeStyle = surface;
  pen.lineWidth = 3 * ratio;
  pen.lineJoin = 'round';
  pen.strokeText(text, ...at);
  pen.fillStyle = axis;
  pen.fillText(text, ...at);
  pen.restore();
}
