/** Questions to a timeline. Pure. */

/** @typedef {import('./history.js').Timeline} Timeline */

/** @returns {number} first row later than `time`; the length when there is none */
export function firstRowAfter(times, time) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] > time) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

/** @returns {number} row of the point nearest in time, or -1 */
export function nearestRow(times, time) {
  if (times.length === 0) {
    return -1;
  }
  const after = firstRowAfter(times, time);
  if (after === 0) {
    return 0;
  }
  if (after === times.length) {
    return after - 1;
  }
  return times[after] - time < time - times[after - 1] ? after : after - 1;
}

/** @param {Timeline} timeline */
export function lastTime(timeline) {
  return timeline.t.length ? timeline.t[timeline.t.length - 1] : -Infinity;
}

/** @returns {{latest?:number, min?:number, max?:number, maxAt?:number}} of one track inside a window */
export function summarise(timeline, track, from, to) {
  const found = {};
  for (let row = firstRowAfter(timeline.t, from - 1); row < timeline.t.length && timeline.t[row] <= to; row++) {
    const value = track.avg[row];
    if (value == null) {
      continue;
    }
    found.latest = value;
    const low = track.min[row] ?? value;
    const high = track.max[row] ?? value;
    if (found.min === undefined || low < found.min) {
      found.min = low;
    }
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
    const slot = Math.min(limit - 1, Math.floor((timeline.t[row] - from) / width));
    let current = rows[rows.length - 1];
    if (!current || current.slot !== slot) {
      current = {slot, t: timeline.t[row], sums: timeline.tracks.map(() => ({sum: 0, count: 0}))};
      rows.push(current);
    }
    timeline.tracks.forEach((track, index) => {
      const value = track.avg[row];
      if (value == null) {
        return;
      }
      current.sums[index].sum += value;
      current.sums[index].count += 1;
    });
  }
  return rows.map(({t, sums}) => ({t, values: sums.map(({sum, count}) => (count ? sum / count : null))}));
}
