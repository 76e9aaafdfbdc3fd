/** Days on axes and strips, as the reader's language writes them. */
import {clock} from '../core/format.js';
import {locale} from '../core/i18n.js';

const HALF_DAY = 43_200_000;
/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {number} time epoch ms @returns {string} "Nov 21" */
export function dayLabel(time) {
  let format = formats.get(locale());
  if (!format) {
    format = new Intl.DateTimeFormat(locale(), {month: 'short', day: 'numeric'});
    formats.set(locale(), format);
  }
  return format.format(time);
}

/** @returns {string} time of day, and the day where the time alone would fit two days */
export function edgeLabel(time, {from, to}) {
  const minute = clock(time, {seconds: false});
  return to - from > HALF_DAY ? `${dayLabel(time)} ${minute}` : minute;
}
