/**
 * How a chart writes its figures. The axis keeps one unit for all its labels, chosen by the largest figure in sight; the
 * legend writes each figure with a unit of its own.
 */
import {bitRate, byteRate, celsius, number, percent} from '../core/format.js';

/**
 * @typedef {object} Unit
 * @property {string} raw name of the stored unit, for exports
 * @property {(value: number|null|undefined) => string} format
 * @property {(low: number|null, high: number|null) => [number, number]} range
 * @property {(high: number) => {factor: number, label: string}} axis
 * @property {number[]} [splits] fixed axis lines
 * @property {(value: number) => string} [tick] label of an axis line; without it the figure in the axis' unit
 */

const upFromZero = (least) => (low, high) => [0, niceCeiling(Math.max(least, (high ?? 0) * 1.08))];

/** @type {Unit} */
export const PERCENT = {
  raw: 'percent',
  format: (value) => percent(value, {digits: 1}),
  tick: (value) => percent(value),
  splits: [0, 25, 50, 75, 100],
  range: () => [0, 100],
  axis: () => ({factor: 1, label: '%'}),
};

/** @type {Unit} */
export const LOAD = {
  raw: '1',
  format: (value) => number(value, 2, 2),
  range: upFromZero(1),
  axis: () => ({factor: 1, label: ''}),
};

/** @type {Unit} */
export const CELSIUS = {
  raw: 'celsius',
  format: celsius,
  range: (low, high) => [Math.floor(((low ?? 20) - 4) / 10) * 10, Math.ceil(((high ?? 80) + 4) / 10) * 10],
  axis: () => ({factor: 1, label: '°C'}),
};

/** @type {Unit} */
export const DISK_RATE = {
  raw: 'bytes/s',
  format: byteRate,
  range: upFromZero(10_000),
  axis: (high) => decimal(high, 1, 'B/s'),
};

/** @type {Unit} */
export const NETWORK_RATE = {
  raw: 'bytes/s',
  format: bitRate,
  range: (low, high) => upFromZero(10_000)(low, (high ?? 0) * 8).map((edge) => edge / 8),
  axis: (high) => decimal(high * 8, 1 / 8, 'b/s'),
};

/** A figure of which nothing is known but its value. @type {Unit} */
export const ANYTHING = {
  raw: '1',
  format: (value) => number(value, 3, 0),
  range: (low, high) => {
    const [least, most] = [Math.min(0, low ?? 0), Math.max(0, high ?? 1)];
    return [least < 0 ? -niceCeiling(-least * 1.08) : 0, most > 0 ? niceCeiling(most * 1.08) : 1];
  },
  axis: (high) => decimal(Math.max(0, high), 1, ''),
};

function decimal(high, base, suffix) {
  const steps = ['', 'k', 'M', 'G', 'T'];
  const step = high >= 1e12 ? 4 : high >= 1e9 ? 3 : high >= 1e6 ? 2 : high >= 1e3 ? 1 : 0;
  return {factor: base * 1000 ** step, label: steps[step] + suffix};
}

/** Next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten: the scale moves seldom and its lines stay round. */
export function niceCeiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = value / power;
  return power * ([1, 1.5, 2, 3, 4, 5, 6, 8].find((candidate) => lead <= candidate + 1e-9) ?? 10);
}

/** Round axis lines inside a range, at most `count`, counted in the axis' own unit. */
export function niceSplits(low, high, factor, count) {
  const span = (high - low) / factor;
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((candidate) => rough <= candidate * power * (1 + 1e-9));
  const splits = [];
  for (let at = Math.ceil(low / factor / step - 1e-9) * step; at <= high / factor + step * 1e-6; at += step) {
    splits.push(at * factor + 0);
  }
  return splits;
}
