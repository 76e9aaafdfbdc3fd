/** The uPlot instance of a chart: scales, axes and lines. */
import uPlot from '../../vendor/uplot.js';
import {clock, number} from '../core/format.js';
import {firstRowAfter} from '../core/history-read.js';
import {drawBands, drawGaps, drawThresholds} from './chart-draw.js';
import {drawBeginning} from './chart-begins.js';
import {dashOf, fade, palette} from './chart-palette.js';
import {dayLabel} from './chart-time.js';
import {niceSplits} from './chart-units.js';

const AXIS_FONT = '11px Inter, Vazirmatn, system-ui, sans-serif';
const PADDING_END = 10;
/** Of "10:30" and "10:30:15" in CSS pixels. */
const NARROW_LABEL = 32;
const WIDE_LABEL = 50;
const DAY = 86_400_000;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 90].map((count) => count * DAY),
];

/**
 * @typedef {object} PlotModel what the plot reads whenever it draws
 * @property {import('../core/history.js').Timeline} timeline
 * @property {{from: number, to: number}} window
 * @property {import('./chart-units.js').Unit} unit
 * @property {{id: string, label: string, colour: string}[]} tracks
 * @property {Set<string>} hidden
 * @property {boolean} area fill below the first line
 * @property {() => {value: number, level: 1|2}[]} thresholds
 * @property {() => import('../core/history.js').Gap[]} gaps
 * @property {() => number|null} begins when the history begins, if it is known
 */

/**
 * @param {HTMLElement} target
 * @param {PlotModel} model
 * @param {{width: number, height: number}} size
 * @param {{onCursor: (plot: uPlot) => void, onSelect: (from: number, to: number) => void, onReset: () => void}} events
 */
export function createPlot(target, model, size, events) {
  return new uPlot(
    {
      ...size,
      ms: 1,
      legend: {show: false},
      padding: [8, PADDING_END, 0, 0],
      scales: {
        x: {time: true, auto: false, range: (_, min, max) => [min, max]},
        y: {range: () => yRange(model)},
      },
      series: [{}, ...model.tracks.map((track, index) => line(model, track, index))],
      axes: [timeAxis(), valueAxis(model)],
      cursor: cursorOptions(events),
      hooks: {
        drawClear: [(plot) => drawGaps(plot, model.gaps()), (plot) => drawUnder(plot, model)],
        draw: [(plot) => drawThresholds(plot, model.thresholds()), (plot) => drawBeginning(plot, model.begins(), model.window)],
        setCursor: [events.onCursor],
        setSelect: [(plot) => select(plot, events)],
      },
    },
    plotData(model),
    target,
  );
}

function drawUnder(plot, model) {
  drawBands(plot, model.timeline, (index) => ({
    shown: !model.hidden.has(model.tracks[index]?.id),
    colour: palette.value[model.tracks[index]?.colour] ?? palette.value.axis,
  }));
}

/** uPlot cannot place a scale over no points at all. */
export function plotData({timeline}) {
  if (timeline.t.length > 0) {
    return [timeline.t, ...timeline.tracks.map((track) => track.avg)];
  }
  return [[0, 1], ...timeline.tracks.map(() => [null, null])];
}

function line(model, track, index) {
  const colour = () => palette.value[track.colour];
  return {
    label: track.label,
    show: !model.hidden.has(track.id),
    stroke: colour,
    width: 1.4,
    dash: dashOf(index),
    fill: index === 0 && model.area ? () => fade(colour(), 0.13) : undefined,
    spanGaps: false,
    points: {show: false},
  };
}

function yRange({timeline, unit, tracks, hidden, window: {from, to}}) {
  let low = null;
  let high = null;
  const first = Math.max(0, firstRowAfter(timeline.t, from - 1));
  const last = firstRowAfter(timeline.t, to);
  timeline.tracks.forEach((track, index) => {
    if (hidden.has(tracks[index]?.id)) {
      return;
    }
    for (let row = first; row < last; row++) {
      if (track.avg[row] == null) {
        continue;
      }
      const bottom = track.min[row] ?? track.avg[row];
      const top = track.max[row] ?? track.avg[row];
      if (low === null || bottom < low) {
        low = bottom;
      }
      if (high === null || top > high) {
        high = top;
      }
    }
  });
  return unit.range(low, high);
}

function timeAxis() {
  return {
    stroke: () => palette.value.axis,
    font: AXIS_FONT,
    size: 26,
    gap: 6,
    space: 64,
    grid: {stroke: () => palette.value.grid, width: 1},
    ticks: {show: false},
    incrs: TIME_STEPS,
    splits: (_, __, low, high, step) => roundTimes(low, high, step),
    values: (plot, splits, __, ___, step) => splits.map((time) => (fits(plot, time, step) ? timeLabel(time, step) : '')),
  };
}

/** A label whose half would hang out of the canvas is left out. */
function fits({bbox, scales}, time, step) {
  const share = (scales.x.max - time) / (scales.x.max - scales.x.min);
  const half = step < MINUTE ? WIDE_LABEL / 2 : NARROW_LABEL / 2;
  return (share * bbox.width) / (devicePixelRatio || 1) + PADDING_END >= half;
}

/** Round in the reader's zone: full hours of UTC are half hours elsewhere. */
function roundTimes(low, high, step) {
  const zone = new Date(low).getTimezoneOffset() * MINUTE;
  const times = [];
  for (let time = Math.ceil((low - zone) / step) * step + zone; time <= high; time += step) {
    times.push(time);
  }
  return times;
}

function timeLabel(time, step) {
  const midnight = new Date(time).getHours() === 0 && new Date(time).getMinutes() === 0;
  if (step >= DAY || (midnight && step >= MINUTE)) {
    return dayLabel(time);
  }
  return clock(time, {seconds: step < MINUTE});
}

function valueAxis({unit}) {
  const factorOf = (plot) => unit.axis(plot.scales.y.max ?? 1).factor;
  return {
    side: document.documentElement.dir === 'rtl' ? 1 : 3,
    stroke: () => palette.value.axis,
    font: AXIS_FONT,
    size: 46,
    gap: 7,
    grid: {stroke: () => palette.value.grid, width: 1},
    ticks: {show: false},
    splits: (plot, _, low, high) =>
      unit.splits ?? niceSplits(low, high, factorOf(plot), Math.max(2, Math.floor(plot.height / 36))),
    values: (plot, splits) => splits.map((value) => unit.tick?.(value) ?? number(value / factorOf(plot), 2)),
  };
}

function cursorOptions({onReset}) {
  return {
    y: false,
    drag: {x: true, y: false, setScale: false, dist: 6},
    points: {size: 7, width: 1.5, stroke: () => palette.value.surface},
    bind: {dblclick: () => onReset},
  };
}

function select(plot, {onSelect}) {
  const {left, width} = plot.select;
  if (width < 4) {
    return;
  }
  onSelect(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
  plot.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
}
