/** A timeline that goes on: live points at its end, old ones off its beginning. Pure. */
import {firstRowAfter, lastTime} from './history-read.js';

const KINDS = ['avg', 'min', 'max'];

/** @typedef {import('./history.js').Timeline} Timeline */

/** A missing figure is `undefined`: the line passes over it. Only a gap is `null`, and that breaks the line. */
export function finite(value) {
  return Number.isFinite(value) ? value : undefined;
}

/** A row of nulls, on which every line ends. */
export function insertBreak(timeline, row, time) {
  timeline.t.splice(row, 0, time);
  for (const track of timeline.tracks) {
    for (const kind of KINDS) {
      track[kind].splice(row, 0, null);
    }
  }
}

/**
 * Adds a live point. While one bucket of the range holds several samples, the newest bucket absorbs them, so a chart
 * never holds more points than its range needs. Without any value it is no point, yet a sign of life: a machine of another
 * gateway sends its state only, and that is no gap.
 * @param {Timeline} timeline
 * @param {number} time
 * @param {Record<string, number|null|undefined>} values by track id
 * @param {number} every expected distance of samples, ms
 */
export function append(timeline, time, values, every) {
  const last = lastTime(timeline);
  if (time <= last) {
    return false;
  }
  const heard = lastHeard(timeline);
  timeline.heard = Math.max(heard, time);
  if (Object.keys(values).length === 0) {
    return false;
  }
  const openGap = timeline.gaps[timeline.gaps.length - 1];
  if (openGap && openGap.to > time) {
    openGap.to = time;
  }
  if (time - heard > gapLimit(timeline, every)) {
    if (!openGap || openGap.from < last) {
      timeline.gaps.push({from: heard, to: time, reason: 'no samples'});
    }
    insertBreak(timeline, timeline.t.length, (heard + time) / 2);
  } else if (timeline.step > 1.5 * every && time < last + timeline.step) {
    absorb(timeline, time - last, values, every);
    return true;
  }
  pushPoint(timeline, bucketStart(timeline, last, time, every), values);
  return true;
}

/** @returns {number} when the machine was heard of last, with figures or without */
export function lastHeard(timeline) {
  return Math.max(timeline.heard, lastTime(timeline));
}

/** Longer silence than this is a gap and not jitter. */
export function gapLimit(timeline, every) {
  return timeline.t.length === 0 ? Infinity : 3 * Math.max(timeline.step, every) + 500;
}

function bucketStart(timeline, last, time, every) {
  const {step} = timeline;
  if (step <= 1.5 * every || !Number.isFinite(last)) {
    return time;
  }
  return last + Math.floor((time - last) / step) * step;
}

function pushPoint(timeline, time, values) {
  timeline.t.push(time);
  for (const track of timeline.tracks) {
    const value = finite(values[track.id]);
    for (const kind of KINDS) {
      track[kind].push(value);
    }
  }
}

function absorb(timeline, sinceStart, values, every) {
  const row = timeline.t.length - 1;
  const count = Math.max(2, Math.round(sinceStart / every) + 1);
  for (const track of timeline.tracks) {
    const value = finite(values[track.id]);
    if (value === undefined) {
      continue;
    }
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
  if (rows < 32) {
    return;
  }
  timeline.t.splice(0, rows);
  for (const track of timeline.tracks) {
    for (const kind of KINDS) {
      track[kind].splice(0, rows);
    }
  }
  timeline.gaps = timeline.gaps.filter((gap) => gap.to > from);
}
