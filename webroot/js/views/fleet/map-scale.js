/** What a colour of the heat map means, for each figure it can show. */
import {bitRate, celsius, percent} from '../../core/format.js';

const STEPS = 7;
const share = (value) => value / 100;

/**
 * @typedef {object} Scale
 * @property {(value: number) => number} place 0..1
 * @property {(value: number) => string} format
 * @property {number} low
 * @property {number} high
 */

/** @type {Record<string, Scale>} networks differ by powers of ten, so their scale is logarithmic */
export const SCALES = {
  cpu: {place: share, format: percent, low: 0, high: 100},
  ram: {place: share, format: percent, low: 0, high: 100},
  disk: {place: share, format: percent, low: 0, high: 100},
  temp: {place: (value) => (value - 30) / 60, format: celsius, low: 30, high: 90},
  rx: {place: (value) => Math.log10(Math.max(1, value) / 1250) / 5, format: bitRate, low: 1250, high: 125000000},
};

/**
 * @param {string} by
 * @param {number} value
 * @returns {number} step of the ramp, -1 for a missing figure
 */
export function stepOf(by, value) {
  if (Number.isNaN(value)) {
    return -1;
  }
  return Math.max(0, Math.min(STEPS - 1, Math.floor(SCALES[by].place(value) * STEPS)));
}
