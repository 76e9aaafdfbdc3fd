/**
 * The time range of a page. Pure. A base (the last so long, or fixed) and maybe a zoom inside it; both live in the address,
 * so a link shows the same to another reader.
 *
 * @typedef {{from: number, to: number}} Span
 * @typedef {{kind: 'live', length: number} | {kind: 'fixed', from: number, to: number}} Base
 * @typedef {{base: Base, zoom: Span|null}} Range
 */

const MINUTE = 60_000;
export const PRESETS = {'15m': 15 * MINUTE, '1h': 60 * MINUTE, '6h': 360 * MINUTE, '24h': 1440 * MINUTE};
export const DEFAULT_PRESET = '1h';
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
  if (span && !(r in PRESETS)) {
    return {base: {kind: 'fixed', ...span}, zoom: null};
  }
  return {base: {kind: 'live', length: PRESETS[r] ?? PRESETS[DEFAULT_PRESET]}, zoom: span};
}

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
    return {r: presetOf(base.length), ...seconds};
  }
  return {r: zoom ? `${Math.floor(base.from / 1000)}-${Math.ceil(base.to / 1000)}` : null, ...seconds};
}

export function presetOf(length) {
  return Object.keys(PRESETS).find((name) => PRESETS[name] === length) ?? null;
}

/** @param {Range} range */
export const isLive = ({base, zoom}) => base.kind === 'live' && zoom === null;

/** @param {Range} range @param {number} now @returns {Span} what the charts show */
export function shownSpan(range, now) {
  return range.zoom ?? baseSpan(range, now);
}

/** @param {Range} range @param {number} now @returns {Span} what the brush strip shows: it always holds the zoom */
export function baseSpan({base, zoom}, now) {
  if (base.kind === 'fixed') {
    return {from: base.from, to: base.to};
  }
  const live = {from: now - base.length, to: now};
  if (!zoom || zoom.from >= live.from) {
    return live;
  }
  if (zoom.to - zoom.from >= base.length) {
    return zoom;
  }
  const middle = (zoom.from + zoom.to) / 2;
  const to = Math.min(now, middle + base.length / 2);
  return {from: to - base.length, to};
}

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
export function shifted(range, direction, now) {
  const span = shownSpan(range, now);
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
  return {base: base.kind === 'live' ? base : {kind: 'live', length: PRESETS[DEFAULT_PRESET]}, zoom: null};
}
