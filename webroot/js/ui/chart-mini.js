/** A small picture of one line from 0 to 100 percent, for many of a kind side by side. */
import {percent} from '../core/format.js';
import {firstRowAfter} from '../core/history-read.js';
import {fade, palette} from './chart-palette.js';

/** @param {string} label */
export function createMini(label) {
  const element = document.createElement('figure');
  element.className = 'mini';
  const caption = document.createElement('figcaption');
  const name = document.createElement('span');
  name.textContent = label;
  const value = document.createElement('b');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  caption.append(name, value);
  element.append(caption, canvas);
  return {
    element,
    /** @param {import('../core/history.js').Timeline} timeline @param {number} index */
    draw(timeline, index, span, latest) {
      value.textContent = percent(latest ?? null, {digits: 1});
      paint(canvas, timeline.t, timeline.tracks[index].avg, span);
    },
  };
}

function paint(canvas, times, values, {from, to}) {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (width === 0) {
    return;
  }
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, {width, height});
  }
  const pen = canvas.getContext('2d');
  pen.clearRect(0, 0, width, height);
  pen.strokeStyle = palette.value.c1;
  pen.fillStyle = fade(palette.value.c1, 0.13);
  pen.lineWidth = 1.2 * ratio;
  let run = [];
  const flush = () => {
    if (run.length > 1) {
      stroke(pen, run, height);
    }
    run = [];
  };
  for (let row = Math.max(0, firstRowAfter(times, from) - 1); row < times.length && times[row] <= to; row++) {
    if (values[row] === null) {
      flush();
    } else if (values[row] !== undefined) {
      run.push([((times[row] - from) / (to - from)) * width, height - 1 - ((height - 2) * values[row]) / 100]);
    }
  }
  flush();
}

function stroke(pen, run, height) {
  pen.beginPath();
  for (const [x, y] of run) {
    pen.lineTo(x, y);
  }
  pen.stroke();
  pen.lineTo(run[run.length - 1][0], height);
  pen.lineTo(run[0][0], height);
  pen.fill();
}
