/** Figures as people read them. Missing is "–" and is never confused with zero. No DOM, so that plain engines can test it. */
import {locale} from './i18n.js';

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const DISK_RATE = ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s'];
const NETWORK_RATE = ['b/s', 'kb/s', 'Mb/s', 'Gb/s', 'Tb/s'];
const TINY = 1e-9;
const MISSING = '–';
const NARROW_SPACE = '\u202f';
const ISOLATE = '\u2066';
const POP = '\u2069';

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @type {Map<string, Intl.DateTimeFormat>} */
const dateFormats = new Map();

/**
 * Rounds down, so that a figure just below a threshold never reads as the threshold.
 * @param {number|null|undefined} value
 * @param {{digits?: number}} [options] digits after the point for values below ten
 */
export function percent(value, options) {
  if (isMissing(value)) {
    return MISSING;
  }
  const places = value < 10 && value !== 0 ? options?.digits ?? 0 : 0;
  const factor = 10 ** places;
  return `${digits(Math.floor(value * factor + TINY) / factor, places, places)}%`;
}

/** @param {number|null|undefined} value bytes; binary units, for memory and volumes */
export function bytes(value) {
  return isMissing(value) ? MISSING : scaled(value, 1024, BINARY, 100);
}

/** @param {number|null|undefined} value bytes per second; decimal units, for disks */
export function byteRate(value) {
  return isMissing(value) ? MISSING : scaled(value, 1000, DISK_RATE, 10);
}

/** @param {number|null|undefined} bytesPerSecond shown as decimal bits per second, for networks */
export function bitRate(bytesPerSecond) {
  return isMissing(bytesPerSecond) ? MISSING : scaled(bytesPerSecond * 8, 1000, NETWORK_RATE, 10);
}

/** @param {number|null|undefined} value */
export function celsius(value) {
  return isMissing(value) ? MISSING : join(digits(Math.floor(value + TINY), 0), '°C');
}

/**
 * @param {number|null|undefined} value
 * @param {number} [places] most digits after the point
 * @param {number} [least] digits after the point, for figures that stand beside each other
 */
export function number(value, places = 0, least = 0) {
  return isMissing(value) ? MISSING : digits(value, places, least);
}

/** @param {number|null|undefined} seconds the two largest parts: "37 days", "4 h 12 min", "42 s" */
export function duration(seconds) {
  if (isMissing(seconds)) {
    return MISSING;
  }
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 2 * 86400) {
    return days(Math.floor(whole / 86400));
  }
  if (whole >= 86400) {
    return two(days(1), Math.floor((whole % 86400) / 3600), 'h');
  }
  if (whole >= 3600) {
    return two(join(digits(Math.floor(whole / 3600), 0), 'h'), Math.floor((whole % 3600) / 60), 'min');
  }
  if (whole >= 60) {
    return two(join(digits(Math.floor(whole / 60), 0), 'min'), whole % 60, 's');
  }
  return join(digits(whole, 0), 's');
}

/** @param {number} count */
function days(count) {
  return new Intl.NumberFormat(locale(), {style: 'unit', unit: 'day', unitDisplay: 'long'}).format(count);
}

/**
 * @param {string} first
 * @param {number} second
 * @param {string} unit
 */
function two(first, second, unit) {
  return second === 0 ? first : `${first} ${join(digits(second, 0), unit)}`;
}

/**
 * @param {number|null|undefined} time epoch milliseconds
 * @param {{seconds?: boolean}} [options]
 */
export function clock(time, options) {
  const seconds = options?.seconds ?? true;
  return date(time, seconds ? 'clock' : 'minute', {
    hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hourCycle: 'h23',
  });
}

/** @param {number|null|undefined} time epoch milliseconds */
export function dateTime(time) {
  return date(time, 'dateTime', {
    year: 'numeric', month: 'short', day: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
}

/**
 * @param {number|null|undefined} time
 * @param {string} name of the cached format
 * @param {Intl.DateTimeFormatOptions} options
 */
function date(time, name, options) {
  if (isMissing(time)) {
    return MISSING;
  }
  const key = `${locale()}/${name}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale(), options);
    dateFormats.set(key, format);
  }
  return format.format(time);
}

/** @returns {string} the reader's zone as an offset, "UTC+3:30" */
export function zoneName() {
  const minutes = -new Date().getTimezoneOffset();
  if (minutes === 0) {
    return 'UTC';
  }
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** @param {unknown} value */
function isMissing(value) {
  return typeof value !== 'number' || Number.isNaN(value);
}

/**
 * @param {number} value
 * @param {number} most digits after the point
 * @param {number} [least]
 */
function digits(value, most, least = 0) {
  const key = `${locale()}/${least}/${most}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale(), {minimumFractionDigits: least, maximumFractionDigits: most});
    formats.set(key, format);
  }
  return format.format(value);
}

/**
 * The pair is isolated from the direction of the text around it and cannot break over a line, which string concatenation in
 * a template would not give.
 * @param {string} figure
 * @param {string} unit
 */
function join(figure, unit) {
  return ISOLATE + figure + NARROW_SPACE + unit + POP;
}

/**
 * Steps up to the unit that leaves at most three digits, counting the rounding: 999.7 kb/s is 1 Mb/s, never 1,000 kb/s.
 * @param {number} value
 * @param {number} base 1000 or 1024
 * @param {string[]} units
 * @param {number} fine values below this keep one digit after the point
 */
function scaled(value, base, units, fine) {
  let rest = value;
  let step = 0;
  while (step < units.length - 1 && Math.abs(rest) >= base - 0.5) {
    rest /= base;
    step++;
  }
  const withPoint = step > 0 && Math.abs(rest) < fine - 0.05;
  return join(digits(rest, withPoint ? 1 : 0), units[step]);
}
