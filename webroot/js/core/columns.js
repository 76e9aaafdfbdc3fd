/** The fleet as columns: one array for each figure, one place in it for each machine. No object per machine, nothing to collect per second. */
import {SECONDS, clearSeconds, createSeconds, slotOf} from './ring.js';

export const NORMAL = 0;
export const ALERT = 1;
export const CRITICAL = 2;
export const OFFLINE = 3;

const FIGURES = ['cpu', 'ram', 'disk', 'rx', 'tx', 'temp'];
const REMEMBERED = ['cpu', 'ram', 'rx', 'tx', 'temp'];

/**
 * @typedef {object} Columns
 * @property {number} count
 * @property {number} time epoch ms of the newest frame, 0 before the first
 * @property {Float32Array} cpu
 * @property {Float32Array} ram
 * @property {Float32Array} disk
 * @property {Float32Array} rx
 * @property {Float32Array} tx
 * @property {Float32Array} temp
 * @property {Uint8Array} st state
 * @property {Uint8Array} guest 1 for a program that sends its own samples
 * @property {Uint8Array} lvl level of cpu | ram<<2 | disk<<4
 * @property {Float64Array} last epoch ms of the last sample
 * @property {Record<string, Float32Array>} seconds the last minute of cpu, ram, rx, tx and temp
 */

/**
 * @param {number} count
 * @returns {Columns}
 */
export function createColumns(count) {
  const columns = {count, time: 0, st: new Uint8Array(count), guest: new Uint8Array(count), lvl: new Uint8Array(count), last: new Float64Array(count), seconds: {}};
  for (const figure of FIGURES) {
    columns[figure] = new Float32Array(count).fill(NaN);
  }
  for (const figure of REMEMBERED) {
    columns.seconds[figure] = createSeconds(count);
  }
  return columns;
}

/**
 * @param {Columns} columns
 * @returns {Columns} a still picture for the time of a pause
 */
export function copyColumns(columns) {
  const copy = {...columns, st: columns.st.slice(), lvl: columns.lvl.slice(), last: columns.last.slice(), seconds: {}};
  for (const figure of FIGURES) {
    copy[figure] = columns[figure].slice();
  }
  for (const figure of REMEMBERED) {
    copy.seconds[figure] = columns.seconds[figure].slice();
  }
  return copy;
}

/**
 * @param {Columns} columns
 * @param {any} frame a live frame of the same version
 */
export function writeFrame(columns, frame) {
  const second = Math.floor(frame.t / 1000);
  const before = Math.floor(columns.time / 1000);
  for (const figure of FIGURES) {
    fill(columns[figure], frame[figure]);
  }
  for (const figure of REMEMBERED) {
    const seconds = columns.seconds[figure];
    clearSeconds(seconds, columns.time === 0 ? second : before + 1, second);
    const values = columns[figure];
    for (let machine = 0, at = slotOf(second); machine < columns.count; machine++, at += SECONDS) {
      seconds[at] = values[machine];
    }
  }
  columns.st.set(frame.st);
  columns.lvl.set(frame.lvl);
  columns.last.set(frame.last);
  columns.time = frame.t;
}

/**
 * @param {Float32Array} target
 * @param {(number|null)[]|undefined} values
 */
function fill(target, values) {
  for (let machine = 0; machine < target.length; machine++) {
    target[machine] = values?.[machine] ?? NaN;
  }
}

/**
 * After a step of the clock the seconds of the old time would stand among those of the new one.
 * @param {Columns} columns as if no frame had come yet
 */
export function forgetMinute(columns) {
  columns.time = 0;
  for (const figure of REMEMBERED) {
    columns.seconds[figure].fill(NaN);
  }
}

/**
 * Fills what happened before the page was opened; never touches seconds that live frames have written.
 * @param {Columns} columns
 * @param {number} machine
 * @param {Record<string, (number|null)[]>} recent
 * @param {number} time epoch ms of the last point
 */
export function writeRecent(columns, machine, recent, time) {
  const newest = columns.time === 0 ? Math.floor(time / 1000) : Math.floor(columns.time / 1000);
  const last = Math.floor(time / 1000);
  for (const figure of REMEMBERED) {
    const values = recent[figure] ?? [];
    const seconds = columns.seconds[figure];
    for (let point = 0; point < values.length; point++) {
      const second = last - (values.length - 1 - point);
      const at = machine * SECONDS + slotOf(second);
      if (second <= newest && second > newest - SECONDS && Number.isNaN(seconds[at])) {
        seconds[at] = values[point] ?? NaN;
      }
    }
  }
}

/**
 * @param {Columns} from
 * @param {Map<string, number>} fromIndex
 * @param {Columns} to
 * @param {string[]} ids of `to`; machines known before keep their minute
 */
export function carryOver(from, fromIndex, to, ids) {
  to.time = from.time;
  ids.forEach((id, machine) => {
    const old = fromIndex.get(id);
    if (old === undefined) {
      return;
    }
    for (const figure of [...FIGURES, 'st', 'lvl', 'last']) {
      to[figure][machine] = from[figure][old];
    }
    for (const figure of REMEMBERED) {
      to.seconds[figure].set(from.seconds[figure].subarray(old * SECONDS, (old + 1) * SECONDS), machine * SECONDS);
    }
  });
}
