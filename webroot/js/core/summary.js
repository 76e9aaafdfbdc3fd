/** What the tiles say about the whole fleet, with its last minute. */
import {OFFLINE} from './columns.js';
import {SECONDS, clearSeconds, createSeconds, slotOf} from './ring.js';

/**
 * @typedef {object} Summary
 * @property {Uint32Array} counts of machines, by state number
 * @property {number} cpu average of the machines that report, NaN when none does
 * @property {number} ram
 * @property {number} rx sum, bytes per second
 * @property {number} hottest index of the machine, -1 when no machine has a temperature
 * @property {number} busiest index of the machine with the highest CPU, -1 when none reports
 * @property {{cpu: Float32Array, ram: Float32Array, rx: Float32Array, hot: Float32Array, busy: Float32Array}} seconds
 */

/** @returns {Summary} */
export function createSummary() {
  const seconds = {cpu: createSeconds(1), ram: createSeconds(1), rx: createSeconds(1), hot: createSeconds(1), busy: createSeconds(1)};
  return {counts: new Uint32Array(4), cpu: NaN, ram: NaN, rx: NaN, hottest: -1, busiest: -1, seconds};
}

/**
 * @param {Summary} summary
 * @returns {Summary}
 */
export function copySummary(summary) {
  const seconds = {};
  for (const [figure, values] of Object.entries(summary.seconds)) {
    seconds[figure] = values.slice();
  }
  return {...summary, counts: summary.counts.slice(), seconds};
}

/**
 * @param {Summary} summary
 * @param {import('./columns.js').Columns} columns just written
 * @param {number} before epoch ms of the frame before, 0 when there was none
 */
export function summarise(summary, columns, before) {
  summary.counts.fill(0);
  for (let machine = 0; machine < columns.count; machine++) {
    summary.counts[columns.st[machine]] += 1 - columns.guest[machine];
  }
  summary.cpu = mean(columns.cpu, columns.st);
  summary.ram = mean(columns.ram, columns.st);
  summary.rx = sum(columns.rx);
  summary.hottest = highest(columns.temp);
  summary.busiest = highest(columns.cpu);
  const second = Math.floor(columns.time / 1000);
  const slot = slotOf(second);
  const now = {
    cpu: summary.cpu, ram: summary.ram, rx: summary.rx,
    hot: columns.temp[summary.hottest] ?? NaN, busy: columns.cpu[summary.busiest] ?? NaN,
  };
  for (const [figure, values] of Object.entries(summary.seconds)) {
    clearSeconds(values, before === 0 ? second : Math.floor(before / 1000) + 1, second);
    values[slot] = now[figure];
  }
}

/**
 * The minute before the page was opened. Right only when the minute of every machine is known.
 * @param {Summary} summary
 * @param {import('./columns.js').Columns} columns
 */
export function rebuildMinute(summary, columns) {
  const {cpu, ram, rx, temp} = columns.seconds;
  for (let slot = 0; slot < SECONDS; slot++) {
    let [cpuSum, ramSum, rxSum, seen, hot, busy] = [0, 0, 0, 0, NaN, NaN];
    for (let at = slot; at < cpu.length; at += SECONDS) {
      if (Number.isNaN(cpu[at])) {
        continue;
      }
      seen++;
      cpuSum += cpu[at];
      ramSum += ram[at];
      rxSum += rx[at] || 0;
      hot = temp[at] > hot || Number.isNaN(hot) ? temp[at] : hot;
      busy = cpu[at] > busy || Number.isNaN(busy) ? cpu[at] : busy;
    }
    const known = seen > 0;
    summary.seconds.cpu[slot] = known ? cpuSum / seen : NaN;
    summary.seconds.ram[slot] = known ? ramSum / seen : NaN;
    summary.seconds.rx[slot] = known ? rxSum : NaN;
    summary.seconds.hot[slot] = hot;
    summary.seconds.busy[slot] = busy;
  }
}

/** @param {Summary} summary */
export function forgetSeconds(summary) {
  for (const values of Object.values(summary.seconds)) {
    values.fill(NaN);
  }
}

/**
 * @param {Float32Array} values
 * @param {Uint8Array} states an offline machine has no figure, whatever the frame still carries
 */
function mean(values, states) {
  let total = 0;
  let seen = 0;
  for (let machine = 0; machine < values.length; machine++) {
    if (states[machine] !== OFFLINE && !Number.isNaN(values[machine])) {
      total += values[machine];
      seen++;
    }
  }
  return seen === 0 ? NaN : total / seen;
}

/** @param {Float32Array} values */
function sum(values) {
  let total = NaN;
  for (const value of values) {
    if (!Number.isNaN(value)) {
      total = (Number.isNaN(total) ? 0 : total) + value;
    }
  }
  return total;
}

/** @param {Float32Array} values */
function highest(values) {
  let best = -1;
  for (let machine = 0; machine < values.length; machine++) {
    if (!Number.isNaN(values[machine]) && (best < 0 || values[machine] > values[best])) {
      best = machine;
    }
  }
  return best;
}
