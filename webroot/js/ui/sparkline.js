/** The last minute as a small line. Time always runs from left to right, in every language. */
import {SECONDS, slotOf} from '../core/ring.js';

/**
 * @typedef {object} Box
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/**
 * Gives a canvas its pixels; the drawing is in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function sizeCanvas(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/**
 * The scale is the line's own, but never finer than `span`: noise of one percent must not look like a storm.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {{seconds: Float32Array, row: number, newest: number, span: number, fromZero?: boolean}} data `newest` in whole seconds
 * @param {{line: string, area: string}} style
 */
export function drawSparkline(context, box, {seconds, row, newest, span, fromZero = false}, style) {
  let [low, high] = [Infinity, -Infinity];
  const start = row * SECONDS;
  for (let slot = start; slot < start + SECONDS; slot++) {
    low = seconds[slot] < low ? seconds[slot] : low;
    high = seconds[slot] > high ? seconds[slot] : high;
  }
  if (low > high) {
    return;
  }
  const bottom = fromZero ? 0 : Math.max(0, Math.min(low, (low + high - span) / 2));
  const range = Math.max(span, high - bottom);
  const floor = box.y + box.height;
  const y = (value) => floor - 1.5 - ((value - bottom) / range) * (box.height - 3);
  const x = (index) => box.x + (index / (SECONDS - 1)) * box.width;
  eachRun(seconds, start, newest, (from, to, at) => {
    context.beginPath();
    context.moveTo(x(from), y(at(from)));
    for (let index = from + 1; index <= to; index++) {
      context.lineTo(x(index), y(at(index)));
    }
    if (from === to) {
      context.lineTo(x(from) + 1.5, y(at(from)));
    }
    context.strokeStyle = style.line;
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    context.stroke();
    context.lineTo(x(to), floor);
    context.lineTo(x(from), floor);
    context.closePath();
    context.fillStyle = style.area;
    context.globalCompositeOperation = 'destination-over';
    context.fill();
    context.globalCompositeOperation = 'source-over';
  });
}

/**
 * Runs of seconds without a gap: a gap is never bridged.
 * @param {Float32Array} seconds
 * @param {number} start
 * @param {number} newest
 * @param {(from: number, to: number, at: (index: number) => number) => void} draw
 */
function eachRun(seconds, start, newest, draw) {
  const at = (index) => seconds[start + slotOf(newest - SECONDS + 1 + index)];
  let from = -1;
  for (let index = 0; index <= SECONDS; index++) {
    const there = index < SECONDS && !Number.isNaN(at(index));
    if (there && from < 0) {
      from = index;
    } else if (!there && from >= 0) {
      draw(from, index - 1, at);
      from = -1;
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {number} percent
 * @param {string} colour
 * @param {string} track
 */
export function drawBar(context, box, percent, colour, track) {
  const radius = box.height / 2;
  context.fillStyle = track;
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, radius);
  context.fill();
  if (!Number.isNaN(percent)) {
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(box.x, box.y, Math.max(box.height, (box.width * Math.min(100, percent)) / 100), box.height, radius);
    context.fill();
  }
}
