/**
 * Timelines: what a chart draws, made from an answer of GET /query and kept going by live frames.
 * Pure: no DOM, no clock of its own.
 *
 * @typedef {{from:number, to:number, reason?:string}} Gap
 * @typedef {{id:string, avg:(number|null|undefined)[], min:(number|null|undefined)[], max:(number|null|undefined)[]}} Track
 * @typedef {{step:number, t:number[], tracks:Track[], gaps:Gap[], banded:boolean, heard:number}} Timeline
 *   `heard`: time of the newest live frame
 * @typedef {{metric:string, labels:Record<string,string>, t:number[], min:number[], avg:number[], max:number[]}} Series
 * @typedef {{series:Series[], gaps?:Gap[], step?:number, complete?:boolean, note?:string}} Answer
 * @typedef {{series:Series, rising:boolean}} Part  `rising`: the line grows when this part grows
 * @typedef {{id:string, label:string, parts:Part[], combine:(values:(number|undefined)[]) => (number|undefined)}} Line
 */
import {finite, insertBreak} from './history-live.js';
import {firstRowAfter} from './history-read.js';

/**
 * @param {{machine:string, metrics:string[], labels?:Record<string,string>, from:number, to:number, points:number,
 *   as:'raw'|'rate'}} question
 */
export function queryPath({machine, metrics, labels = {}, from, to, points, as}) {
  const parameters = [['machine', machine]];
  for (const metric of metrics) {
    parameters.push(['metric', metric]);
  }
  for (const [name, value] of Object.entries(labels)) {
    parameters.push([`label.${name}`, value]);
  }
  parameters.push(['from', Math.floor(from)], ['to', Math.ceil(to)], ['points', clampPoints(points)], ['as', as]);
  return '/api/v1/query?' + parameters.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
}

function clampPoints(points) {
  return Math.max(60, Math.min(5000, Math.round(points) || 600));
}

/**
 * @param {Answer} answer
 * @param {Line[]} lines
 * @returns {Timeline}
 */
export function toTimeline(answer, lines) {
  const times = unionOfTimes(lines);
  const rowOf = new Map(times.map((time, row) => [time, row]));
  const timeline = {
    step: answer.step ?? 1000,
    t: times,
    tracks: lines.map((line) => trackOf(line, rowOf)),
    gaps: (answer.gaps ?? []).map(({from, to, reason}) => ({from, to, reason})),
    banded: false,
    heard: -Infinity,
  };
  timeline.banded = timeline.tracks.some(hasSpread);
  breakAtGaps(timeline);
  return timeline;
}

/** @returns {Timeline} an empty one, for a chart that has live points only */
export function emptyTimeline(lineIds, step) {
  const tracks = lineIds.map((id) => ({id, avg: [], min: [], max: []}));
  return {step, t: [], tracks, gaps: [], banded: false, heard: -Infinity};
}

function unionOfTimes(lines) {
  const seen = new Set();
  for (const line of lines) {
    for (const part of line.parts) {
      for (const time of part.series.t) {
        seen.add(time);
      }
    }
  }
  return Array.from(seen).sort((a, b) => a - b);
}

/**
 * A part's extremes are combined into bounds of the line's extremes. They are exact when one part moves and the others
 * rest, and never hide a peak.
 */
function trackOf(line, rowOf) {
  const count = rowOf.size;
  const columns = line.parts.map(({series, rising}) => ({
    avg: spread(series.t, series.avg, rowOf),
    low: spread(series.t, (rising ? series.min : series.max) ?? series.avg, rowOf),
    high: spread(series.t, (rising ? series.max : series.min) ?? series.avg, rowOf),
  }));
  const combined = (kind) =>
    Array.from({length: count}, (_, row) => finite(line.combine(columns.map((column) => column[kind][row]))));
  return {id: line.id, avg: combined('avg'), min: combined('low'), max: combined('high')};
}

function spread(times, values, rowOf) {
  const column = new Array(rowOf.size).fill(undefined);
  times.forEach((time, index) => (column[rowOf.get(time)] = values[index] ?? undefined));
  return column;
}

function hasSpread(track) {
  return track.max.some((high, row) => high - track.min[row] > 1e-9 * Math.abs(high));
}

function breakAtGaps(timeline) {
  for (const gap of timeline.gaps) {
    const row = firstRowAfter(timeline.t, gap.from);
    if (row > 0 && row < timeline.t.length) {
      insertBreak(timeline, row, (timeline.t[row - 1] + timeline.t[row]) / 2);
    }
  }
}
