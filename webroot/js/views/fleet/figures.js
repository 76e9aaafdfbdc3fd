/** The five figures of a machine: where they stand in the columns and how they are written and drawn. */
import {bitRate, celsius, percent} from '../../core/format.js';

/**
 * @typedef {object} Figure
 * @property {string} key of the text
 * @property {'cpu'|'ram'|'disk'|'rx'|'temp'} column
 * @property {(value: number, options?: {digits?: number}) => string} format
 * @property {number} shift place of its two bits in the level, -1 when it has no thresholds
 * @property {number} span least height of its sparkline, in its unit
 * @property {boolean} fromZero
 */

/** @type {Figure[]} */
export const FIGURES = [
  {key: 'figure.cpu', column: 'cpu', format: percent, shift: 0, span: 30, fromZero: false},
  {key: 'figure.ram', column: 'ram', format: percent, shift: 2, span: 30, fromZero: false},
  {key: 'figure.disk', column: 'disk', format: percent, shift: 4, span: 100, fromZero: true},
  {key: 'figure.rx', column: 'rx', format: bitRate, shift: -1, span: 2000, fromZero: true},
  {key: 'figure.temp', column: 'temp', format: celsius, shift: -1, span: 20, fromZero: false},
];

/**
 * @param {number} levels of one machine
 * @param {number} shift
 * @returns {number} 0 normal, 1 alert, 2 critical
 */
export function levelOf(levels, shift) {
  return shift < 0 ? 0 : (levels >> shift) & 3;
}
