/**
 * Timelines: what a chart draws, made from an answer of GET /query and kept going by live frames.
 * Pure: no DOM, no clock of its own.
 *
 * @typedef {{from:number, to:number, reason?:string}} Gap
 * @typedef {{id:string, avg:(number|null|undefined)[], min:(number|null|undefined)[], max:(number|null|undefined)[]}} Track
 * @typedef {{step:number, t:number[], tracks:Track[], gaps:Gap[], banded:boolean}} Timeline
 * @typedef {{metric:string, labels:Record<string,string>, t:number[], min:number[], avg:number[], max:number[]}} Series
 * @typedef {{series:Series[], gaps?:Gap[], step?:number, complete?:boolean, note?:string}} Answer
 * @typedef {{series:Series, rising:boolean}} Part  `rising`: the line grows when this part grows
 * @typedef {{id:string, label:string, parts:Part[], combine:(values:(number|undefined)[]) => (number|undefined)}} Line
 */

/**
 * @param {{machine:string, metrics:string[], labels?:Record<string,string>, from:number, to:number, points:number,
 *   as:'raw'|'rate'}} question
 */
export function queryPath({ machine, metrics, labels = {}, from, to, points, as }) {
  const parameters = [['machine', machine]];
  for (const metric of metrics) parameters.push(['metric', metric]);
  for (const [name, value] of Object.entries(labels)) parameters.push([`label.${name}`, value]);
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
    gaps: (answer.gaps ?? []).map(({ from, to, reason }) => ({ from, to, reason })),
    banded: false,
  };
  timeline.banded = timeline.tracks.some(hasSpread);
  breakAtGaps(timeline);
  return timeline;
}

/** @returns {Timeline} an empty one, for a chart that has live points only */
export function emptyTimeline(lineIds, step) {
  const tracks = lineIds.map((id) => ({ id, avg: [], min: [], max: [] }));
  return { step, t: [], tracks, gaps: [], banded: false };
}

function unionOfTimes(lines) {
  const seen = new Set();
  for (const line of lines) for (const part of line.parts) for (const time of part.series.t) seen.add(time);
  return Array.from(seen).sort((a, b) => a - b);
}

/**
 * A part's extremes are combined into bounds of the line's extremes. They are exact when one part moves and the others
 * rest, and never hide a peak.
 */
function trackOf(line, rowOf) {
  const count = rowOf.size;
  const columns = line.parts.map(({ series, rising }) => ({
    avg: spread(series.t, series.avg, rowOf),
    low: spread(series.t, (rising ? series.min : series.max) ?? series.avg, rowOf),
    high: spread(series.t, (rising ? series.max : series.min) ?? series.avg, rowOf),
  }));
  const combined = (kind) =>
    Array.from({ length: count }, (_, row) => finite(line.combine(columns.map((column) => column[kind][row]))));
  return { id: line.id, avg: combined('avg'), min: combined('low'), max: combined('high') };
}

function spread(times, values, rowOf) {
  const column = new Array(rowOf.size).fill(undefined);
  times.forEach((time, index) => (column[rowOf.get(time)] = values[index] ?? undefined));
  return column;
}

/** A missing figure is `undefined`: the line passes over it. Only a gap is `null`, and that breaks the line. */
function finite(value) {
  return Number.isFinite(value) ? value : undefined;
}

function hasSpread(track) {
  return track.max.some((high, row) => high - track.min[row] > 1e-9 * Math.abs(high));
}

function breakAtGaps(timeline) {
  for (const gap of timeline.gaps) {
    const row = firstRowAfter(timeline.t, gap.from);
    if (row > 0 && row < timeline.t.length) insertBreak(timeline, row, (timeline.t[row - 1] + timeline.t[row]) / 2);
  }
}

function insertBreak(timeline, row, time) {
  timeline.t.splice(row, 0, time);
  for (const track of timeline.tracks) for (const kind of ['avg', 'min', 'max']) track[kind].splice(row, 0, null);
}

/** @returns {number} first row later than `time`; the length when there is none */
export function firstRowAfter(times, time) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @returns {number} row of the point nearest in time, or -1 */
export function nearestRow(times, time) {
  if (times.length === 0) return -1;
  const after = firstRowAfter(times, time);
  if (after === 0) return 0;
  if (after === times.length) return after - 1;
  return times[after] - time < time - times[after - 1] ? after : after - 1;
}

/**
 * Adds a live point. While one bucket of the range holds several samples, the newest bucket absorbs them, so a chart
 * never holds more points than its range needs.
 * @param {Timeline} timeline
 * @param {number} time
 * @param {Record<string, number|null|undefined>} values by track id
 * @param {number} every expected distance of samples, ms
 */
export function append(timeline, time, values, every) {
  const last = lastTime(timeline);
  if (time <= last) return false;
  const openGap = timeline.gaps[timeline.gaps.length - 1];
  if (openGap && openGap.to > time) openGap.to = time;
  if (time - last > gapLimit(timeline, every)) {
    if (!openGap || openGap.from < last) timeline.gaps.push({ from: last, to: time, reason: 'no samples' });
    insertBreak(timeline, timeline.t.length, (last + time) / 2);
  } else if (timeline.step > 1.5 * every && time < last + timeline.step) {
    absorb(timeline, time - last, values, every);
    return true;
  }
  pushPoint(timeline, bucketStart(timeline, last, time, every), values);
  return true;
}

export function lastTime(timeline) {
  return timeline.t.length ? timeline.t[timeline.t.length - 1] : -Infinity;
}

/** Longer silence than this is a gap and not jitter. */
export function gapLimit(timeline, every) {
  return timeline.t.length === 0 ? Infinity : 3 * Math.max(timeline.step, every) + 500;
}

function bucketStart(timeline, last, time, every) {
  const { step } = timeline;
  if (step <= 1.5 * every || !Number.isFinite(last)) return time;
  return last + Math.floor((time - last) / step) * step;
}

function pushPoint(timeline, time, values) {
  timeline.t.push(time);
  for (const track of timeline.tracks) {
    const value = finite(values[track.id]);
    for (const kind of ['avg', 'min', 'max']) track[kind].push(value);
  }
}

function absorb(timeline, sinceStart, values, every) {
  const row = timeline.t.length - 1;
  const count = Math.max(2, Math.round(sinceStart / every) + 1);
  for (const track of timeline.tracks) {
    const value = finite(values[track.id]);
    if (value === undefined) continue;
    const before = track.avg[row] ?? value;
    track.avg[row] = before + (value - before) / count;
    track.min[row] = Math.min(track.min[row] ?? value, value);
    track.max[row] = Math.max(track.max[row] ?? value, value);
  }
  timeline.banded = true;
}

/** Drops what lies before `from`; in batches, because moving arrays each second costs more than the room. */
export function prune(timeline, from) {
  const rows = firstRowAfter(timeline.t, from) - 1;
  if (rows < 32) return;
  timeline.t.splice(0, rows);
  for (const track of timeline.tracks) for (const kind of ['avg', 'min', 'max']) track[kind].splice(0, rows);
  timeline.gaps = timeline.gaps.filter((gap) => gap.to > from);
}

/** @returns {{latest?:number, min?:number, max?:number, maxAt?:number}} of one track inside a window */
export function summarise(timeline, track, from, to) {
  const found = {};
  for (let row = firstRowAfter(timeline.t, from - 1); row < timeline.t.length && timeline.t[row] <= to; row++) {
    const value = track.avg[row];
    if (value == null) continue;
    found.latest = value;
    const low = track.min[row] ?? value;
    const high = track.max[row] ?? value;
    if (found.min === undefined || low < found.min) found.min = low;
    if (found.max === undefined || high > found.max) {
      found.max = high;
      found.maxAt = timeline.t[row];
    }
  }
  return found;
}

/**
 * At most `limit` rows for the table view: each row is the average of its share of the window.
 * @returns {{t:number, values:(number|null)[]}[]}
 */
export function tableRows(timeline, from, to, limit = 60) {
  const width = Math.max(1, (to - from) / limit);
  const rows = [];
  for (let row = firstRowAfter(timeline.t, from - 1); row < timeline.t.length && timeline.t[row] <= to; row++) {
    const slot = Math.floor((timeline.t[row] - from) / width);
    let current = rows[rows.length - 1];
    if (!current || current.slot !== slot) {
      current = { slot, t: timeline.t[row], sums: timeline.tracks.map(() => ({ sum: 0, count: 0 })) };
      rows.push(current);
    }
    timeline.tracks.forEach((track, index) => {
      const value = track.avg[row];
      if (value == null) return;
      current.sums[index].sum += value;
      current.sums[index].count += 1;
    });
  }
  return rows.map(({ t, sums }) => ({ t, values: sums.map(({ sum, count }) => (count ? sum / count : null)) }));
}
