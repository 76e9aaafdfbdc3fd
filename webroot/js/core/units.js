/**
 * Joining of a number and its unit. The pair is isolated from the direction of the text around it and cannot break
 * over a line, which string concatenation in a template would not give.
 */
import {locale} from './i18n.js';

export const MISSING = '–';
const NARROW_SPACE = '\u202f';
const ISOLATE = '\u2066';
const POP = '\u2069';

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {unknown} value */
export function isMissing(value) {
  return typeof value !== 'number' || Number.isNaN(value);
}

/**
 * @param {number} value
 * @param {number} most digits after the point
 * @param {number} [least]
 */
export function digits(value, most, least = 0) {
  const key = `${locale()}/${least}/${most}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), {minimumFractionDigits: least, maximumFractionDigits: most});
    formats.set(key, format);
  }
  return format.format(value);
}

/**
 * @param {string} figure
 * @param {string} unit
 */
export function join(figure, unit) {
  return ISOLATE + figure + NARROW_SPACE + unit + POP;
}

/**
 * Steps up to the unit that leaves at most three digits, counting the rounding: 999.7 kb/s is 1 Mb/s, never 1,000 kb/s.
 * @param {number} value
 * @param {number} base 1000 or 1024
 * @param {string[]} units
 * @param {number} fine values below this keep one digit after the point
 */
export function scaled(value, base, units, fine) {
  let rest = value;
  let step = 0;
  while (step < units.length - 1 && Math.abs(rest) >= base - 0.5) {
    rest /= base;
    step++;
  }
  const withPoint = step > 0 && Math.abs(rest) < fine - 0.05;
  return join(digits(rest, withPoint ? 1 : 0), units[step]);
}
