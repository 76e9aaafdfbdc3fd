/**
 * The time range of a page. Pure. A base (the last so long, or fixed) and maybe a zoom inside it; both live in the address,
 * so a link shows the same to another reader. Without a wish in the address the base is automatic: it grows with the
 * history of the machine until it has its full length, so that the first minutes fill the charts.
 *
 * @typedef {{from: number, to: number}} Span
 * @typedef {{kind: 'live', length: number, automatic?: boolean} | {kind: 'fixed', from: number, to: number}} Base
 * @typedef {{base: Base, zoom: Span|null}} Range
 */

const MINUTE = 60_000;
export const PRESETS = {'15m': 15 * MINUTE, '1h': 60 * MINUTE, '6h': 360 * MINUTE, '24h': 1440 * MINUTE};
const AUTOMATIC = 'auto';
const AUTOMATIC_LENGTH = 15 * MINUTE;
const AUTOMATIC_AT_LEAST = 2 * MINUTE;
const SHORTEST = 10_000;
export const LONGEST = 366 * 1440 * MINUTE;

/** @param {Record<string, string|undefined>} state @returns {Range} */
export function parseRange({r, from, to}) {
  const span = parseSpan(from, to);
  const outer = /^(\d+)-(\d+)$/.exec(r ?? '');
  const base = outer ? parseSpan(outer[1], outer[2]) : null;
  if (base) {
    return {base: {kind: 'fixed', ...base}, zoom: span};
  }
  const length = Object.hasOwn(PRESETS, r ?? '') ? PRESETS[r] : null;
  if (span && length === null && r !== AUTOMATIC) {
    return {base: {kind: 'fixed', ...span}, zoom: null};
  }
  return {base: length === null ? automatic() : {kind: 'live', length}, zoom: span};
}

/** @returns {Base} */
const automatic = () => ({kind: 'live', length: AUTOMATIC_LENGTH, automatic: true});

function parseSpan(from, to) {
  const [start, end] = [Number(from) * 1000, Number(to) * 1000];
  return start > 0 && end - start >= 1000 && end - start <= LONGEST ? {from: start, to: end} : null;
}

/** @param {Range} range @returns {{r: string|null, from: number|null, to: number|null}} for the address, epoch seconds */
export function rangeState({base, zoom}) {
  const inner = zoom ?? (base.kind === 'fixed' ? base : null);
  const seconds = inner
    ? {from: Math.floor(inner.from / 1000), to: Math.ceil(inner.to / 1000)}
    : {from: null, to: null};
  if (base.kind === 'live') {
    return {r: !base.automatic ? presetOf(base.length) : zoom ? AUTOMATIC : null, ...seconds};
  }
  return {r: zoom ? `${Math.floor(base.from / 1000)}-${Math.ceil(base.to / 1000)}` : null, ...seconds};
}

export function presetOf(length) {
  return Object.keys(PRESETS).find((name) => PRESETS[name] === length) ?? null;
}

/** @param {Range} range */
export const isLive = ({base, zoom}) => base.kind === 'live' && zoom === null;

/**
 * @param {Range} range
 * @param {number} now
 * @param {number|null} [begins] of the machine's history
 * @returns {Span} what the charts show
 */
export function shownSpan(range, now, begins = null) {
  return range.zoom ?? baseSpan(range, now, begins);
}

/**
 * @param {Range} range
 * @param {number} now
 * @param {number|null} [begins]
 * @returns {Span} what the brush strip shows: it always holds the zoom
 */
export function baseSpan({base, zoom}, now, begins = null) {
  if (base.kind === 'fixed') {
    return {from: base.from, to: base.to};
  }
  const length = base.automatic ? automaticLength(base.length, now - (begins ?? -Infinity)) : base.length;
  const live = {from: now - length, to: now};
  if (!zoom || zoom.from >= live.from) {
    return live;
  }
  if (zoom.to - zoom.from >= length) {
    return zoom;
  }
  const middle = (zoom.from + zoom.to) / 2;
  const to = Math.min(now, middle + length / 2);
  return {from: to - length, to};
}

const automaticLength = (longest, age) => Math.min(longest, Math.max(AUTOMATIC_AT_LEAST, age));

/** @param {Range} range @param {Span} span @returns {Range} */
export function zoomTo(range, span, now) {
  const length = Math.max(SHORTEST, Math.min(LONGEST, span.to - span.from));
  const to = Math.min(now, Math.max(span.to, span.from + length));
  const zoom = {from: to - length, to};
  const {base} = range;
  if (base.kind === 'live' || (zoom.from >= base.from && zoom.to <= base.to)) {
    return {base, zoom};
  }
  return {base: {kind: 'fixed', ...zoom}, zoom: null};
}

/** Half a window back (-1) or on (1). On past the present means live again. */
export function shifted(range, direction, now, begins = null) {
  const span = shownSpan(range, now, begins);
  const step = (direction * (span.to - span.from)) / 2;
  if (direction > 0 && span.to + step >= now && range.base.kind === 'live') {
    return reset(range);
  }
  return zoomTo(range, {from: span.from + step, to: span.to + step}, now);
}

/** Twice as much (factor 2) or half (0.5). A live range goes through the presets and stays live. */
export function scaled(range, factor, now) {
  if (isLive(range)) {
    const lengths = Object.values(PRESETS);
    const next = lengths[lengths.indexOf(range.base.length) + (factor > 1 ? 1 : -1)];
    return next ? {base: {kind: 'live', length: next}, zoom: null} : range;
  }
  const span = shownSpan(range, now);
  const extra = ((factor - 1) * (span.to - span.from)) / 2;
  return zoomTo(range, {from: span.from - extra, to: span.to + extra}, now);
}

/** @param {Range} range @returns {Range} the base without a zoom */
export const reset = ({base}) => ({base, zoom: null});

/** @param {Range} range @returns {Range} */
export function goLive({base}) {
  return {base: base.kind === 'live' ? base : automatic(), zoom: null};
}
