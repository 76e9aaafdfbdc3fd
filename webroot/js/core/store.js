/**
 * What the page knows about the fleet. Signals tell that something changed; the figures themselves lie in typed arrays
 * that are written in place, once a second, so that a thousand machines cost no garbage.
 */
import {batch, signal} from '../../vendor/signals-core.js';
import {CRITICAL, carryOver, copyColumns, createColumns, forgetMinute, writeFrame, writeRecent} from './columns.js';
import {copySummary, createSummary, forgetSeconds, rebuildMinute, summarise} from './summary.js';

/**
 * @typedef {object} Machines
 * @property {string} version "" before the first answer
 * @property {string[]} ids
 * @property {string[]} names
 * @property {string[]} ips
 * @property {string[]} os
 * @property {number[]} cores
 * @property {number[]} memory bytes
 * @property {number[]} every interval of the samples in ms
 * @property {Record<string, string>[]} labels
 * @property {number} programs how many of them are programs that send their own samples, and no machines
 * @property {Map<string, number>} byId
 * @typedef {{columns: import('./columns.js').Columns, summary: import('./summary.js').Summary}} Picture
 */

/** @type {Machines} */
const NONE = {version: '', ids: [], names: [], ips: [], os: [], cores: [], memory: [], every: [], labels: [], programs: 0, byId: new Map()};
const WHOLE_MINUTE = 100;
/** A frame that is older by more than this is not late: the gateway's clock was set back. */
export const CLOCK_STEP = 5_000;

export const machines = signal(NONE);
/** Grows when there is something new to draw; stands still while paused. */
export const frameTick = signal(0);
export const paused = signal(false);
/** Time of the pause in epoch ms, 0 while live. */
export const pausedAt = signal(0);
export const history = signal(true);
export const thresholds = signal(/** @type {any} */ (null));
export const gateway = signal({node: '', product: 'Atalaia', version: ''});
export const critical = signal(0);
/** @type {import('../../vendor/signals-core.js').Signal<'connecting'|'live'|'reconnecting'>} */
export const connection = signal('connecting');
/** Problem of the last question for the list of machines, null when it was answered. */
export const failure = signal(/** @type {any} */ (null));

let columns = createColumns(0);
let summary = createSummary();
/** @type {Picture|null} */
let still = null;

/** @returns {Picture} what is to be drawn: the live picture, or the one of the moment of the pause */
export function picture() {
  return still ?? {columns, summary};
}

/** @returns {import('./columns.js').Columns} the newest figures, paused or not */
export function newest() {
  return columns;
}

/** @param {any} body answer of GET /api/v1/fleet */
export function loadFleet(body) {
  const byId = new Map(body.id.map((id, machine) => [id, machine]));
  const next = createColumns(body.id.length);
  carryOver(columns, machines.value.byId, next, body.id);
  next.guest.set(body.id.map((_, machine) => Number(body.kind?.[machine] === 'guest')));
  columns = next;
  still = paused.value ? {columns: copyColumns(columns), summary: copySummary(summary)} : null;
  batch(() => {
    failure.value = null;
    history.value = body.history !== false;
    thresholds.value = body.thresholds ?? null;
    gateway.value = {node: body.gateway, product: body.product?.name ?? 'Atalaia', version: body.product?.version ?? ''};
    machines.value = {
      version: body.v, ids: body.id, names: body.name, ips: body.ip, os: body.os, cores: body.cores,
      memory: body.memory, every: body.every, labels: body.labels, programs: columns.guest.reduce((sum, one) => sum + one, 0), byId,
    };
    frameTick.value++;
  });
}

/**
 * @param {any} frame
 * @returns {boolean} false when the frame speaks of another list of machines than ours
 */
export function applyFrame(frame) {
  if (frame.v !== machines.value.version) {
    return false;
  }
  if (columns.time - frame.t > CLOCK_STEP) {
    forgetMinute(columns);
    forgetSeconds(summary);
  }
  if (frame.t <= columns.time) {
    return true;
  }
  const before = columns.time;
  writeFrame(columns, frame);
  summarise(summary, columns, before);
  batch(() => {
    history.value = frame.history !== false;
    critical.value = summary.counts[CRITICAL];
    if (!paused.value) {
      frameTick.value++;
    }
  });
  return true;
}

/** @param {any} body answer of GET /api/v1/fleet/recent */
export function applyRecent(body) {
  for (const [id, recent] of Object.entries(body.machines)) {
    const machine = machines.value.byId.get(id);
    if (machine !== undefined) {
      writeRecent(columns, machine, recent, body.t);
      // A card that is scrolled to during a pause has a minute before the pause, too.
      if (still) {
        writeRecent(still.columns, machine, recent, body.t);
      }
    }
  }
  if (columns.count <= WHOLE_MINUTE) {
    rebuildMinute(summary, columns);
  }
  frameTick.value++;
}

/**
 * Freezes what is drawn; frames go on arriving, so that the end of the pause shows the newest at once.
 * @param {boolean} wanted
 */
export function setPaused(wanted) {
  still = wanted ? {columns: copyColumns(columns), summary: copySummary(summary)} : null;
  batch(() => {
    paused.value = wanted;
    pausedAt.value = wanted ? Date.now() : 0;
    frameTick.value++;
  });
}

/** @returns {number} machines whose state is another than at the moment of the pause */
export function changedSincePause() {
  let changed = 0;
  for (let machine = 0; still && machine < columns.count; machine++) {
    changed += columns.st[machine] === still.columns.st[machine] ? 0 : 1;
  }
  return changed;
}
