/** What a chart draws beside its lines: hatched gaps, bands from minimum to maximum, threshold lines. */
import {firstRowAfter} from '../core/history-read.js';
import {fade, palette} from './chart-palette.js';

/** @type {WeakMap<object, CanvasPattern>} */
const hatches = new WeakMap();

function hatch(context, ratio) {
  const colours = palette.value;
  let known = hatches.get(colours);
  if (known) {
    return known;
  }
  const tile = document.createElement('canvas');
  const size = Math.round(6 * ratio);
  tile.width = tile.height = size;
  const pen = tile.getContext('2d');
  pen.strokeStyle = colours.forced ? colours.text : fade(colours.axis, 0.5);
  pen.lineWidth = ratio;
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  known = context.createPattern(tile, 'repeat');
  hatches.set(colours, known);
  return known;
}

/** @param {uPlot} plot @param {import('../core/history.js').Gap[]} gaps */
export function drawGaps(plot, gaps) {
  const {ctx: context, bbox} = plot;
  context.save();
  context.fillStyle = hatch(context, devicePixelRatio || 1);
  for (const {from, to} of gaps) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (right > left) {
      context.fillRect(left, bbox.top, Math.max(1, right - left), bbox.height);
    }
  }
  context.restore();
}

/**
 * One closed shape for each unbroken run of points.
 * @param {uPlot} plot
 * @param {import('../core/history.js').Timeline} timeline
 * @param {(index: number) => {shown: boolean, colour: string}} look
 */
export function drawBands(plot, timeline, look) {
  if (!timeline.banded) {
    return;
  }
  const {ctx: context, bbox} = plot;
  const first = Math.max(0, firstRowAfter(timeline.t, plot.scales.x.min) - 1);
  const last = Math.min(timeline.t.length - 1, firstRowAfter(timeline.t, plot.scales.x.max));
  const pixels = timeline.t.slice(first, last + 1).map((time) => plot.valToPos(time, 'x', true));
  context.save();
  context.beginPath();
  context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  context.clip();
  timeline.tracks.forEach((track, index) => {
    const {shown, colour} = look(index);
    if (!shown) {
      return;
    }
    context.fillStyle = fade(colour, 0.22);
    for (const run of runs(track, first, last)) {
      fillRun(plot, context, track, run, pixels, first);
    }
  });
  context.restore();
}

function* runs(track, first, last) {
  let run = [];
  for (let row = first; row <= last; row++) {
    if (track.max[row] === null) {
      if (run.length > 1) {
        yield run;
      }
      run = [];
    } else if (track.max[row] !== undefined) {
      run.push(row);
    }
  }
  if (run.length > 1) {
    yield run;
  }
}

function fillRun(plot, context, track, run, pixels, first) {
  context.beginPath();
  for (const row of run) {
    context.lineTo(pixels[row - first], plot.valToPos(track.max[row], 'y', true));
  }
  for (let at = run.length - 1; at >= 0; at--) {
    context.lineTo(pixels[run[at] - first], plot.valToPos(track.min[run[at]], 'y', true));
  }
  context.fill();
}

/** @param {uPlot} plot @param {{value: number, level: 1|2}[]} thresholds */
export function drawThresholds(plot, thresholds) {
  const {ctx: context, bbox} = plot;
  const ratio = devicePixelRatio || 1;
  context.save();
  context.lineWidth = ratio;
  context.setLineDash([5 * ratio, 4 * ratio]);
  for (const {value, level} of thresholds) {
    if (value < plot.scales.y.min || value > plot.scales.y.max) {
      continue;
    }
    const y = Math.round(plot.valToPos(value, 'y', true)) + 0.5;
    context.strokeStyle = level === 2 ? palette.value.crit : palette.value.warn;
    context.beginPath();
    context.moveTo(bbox.left, y);
    context.lineTo(bbox.left + bbox.width, y);
    context.stroke();
  }
  context.restore();
}
