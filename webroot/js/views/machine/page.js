/** What all parts of the machine page share: the machine, its frames, the time range, and the clock that draws. */
import {serverNow} from '../../net/api.js';
import {computed, signal} from '../../../vendor/signals-core.js';
import {CLOCK_STEP, history, paused} from '../../core/store.js';
import {CursorGroup} from '../../ui/chart-cursor.js';
import {baseSpan, isLive, shownSpan} from '../../ui/range-model.js';
import {readAddress, searchOf, writeAddress} from './address.js';
import {knowSeries} from './series.js';

export const OFFLINE = 3;
const REMEMBERED = 130_000;
const FRESH = 3_500;
/** A range that is being dragged is asked for once, when it rests. */
const SETTLED_AFTER = 120;
/** Which time it is after a step of the gateway's clock, the next frame of the fleet says. */
const KNOWN_AFTER = 1_500;

/**
 * @typedef {ReturnType<typeof createPage>} Page
 * @typedef {{load: (why?: string) => void, onFrame: (frame: any) => void, draw: () => void, destroy: () => void}} Feed
 */

/** @param {string} id @param {AbortSignal} signalOfLeave */
export function createPage(id, signalOfLeave) {
  const address = readAddress();
  const page = {
    id,
    leave: signalOfLeave,
    /** Answer of GET /machines/{id}; null until it comes. */
    machine: signal(null),
    /** Why the machine cannot be shown. */
    problem: signal(null),
    frame: signal(null),
    /** A frame whose device names are worth showing, even when its figures are old. */
    known: signal(null),
    processes: signal(null),
    /** Time of the oldest sample of a complete answer; only for gateways that do not say when the history begins. */
    oldest: signal(Infinity),
    range: signal(address.range),
    hidden: new Map(address.hidden),
    cursor: new CursorGroup(),
    /** @type {Set<Feed>} */
    feeds: new Set(),
    frames: [],
    /** Distance of live frames; longer while the page is hidden. */
    every: 1000,
    pausedAt: null,
  };
  page.live = computed(() => isLive(page.range.value));
  page.state = computed(() => page.frame.value?.st ?? page.machine.value?.state ?? null);
  page.offline = computed(() => page.state.value === OFFLINE);
  /** The frame whose figures count as present. */
  page.present = computed(() => (page.offline.value ? null : page.frame.value));
  /** When the history of the machine begins; null while nobody knows. */
  page.begins = computed(() => page.machine.value?.firstSeen ?? (Number.isFinite(page.oldest.value) ? page.oldest.value : null));
  page.series = knowSeries(page);
  page.historyDown = computed(() => !history.value);
  return Object.assign(page, clockOf(page), motionsOf(page));
}

function clockOf(page) {
  const newest = () => newestOf(page);
  const now = () => {
    const server = serverNow();
    return Math.abs(server - newest()) < FRESH ? newest() : server;
  };
  /** The right edge of a live range; it stands still while the reader has paused. */
  const edge = () => page.pausedAt ?? now();
  const shown = () => shownSpan(page.range.value, edge(), page.begins.value);
  const base = () => baseSpan(page.range.value, edge(), page.begins.value);
  return {
    now,
    shown,
    view: {span: shown, live: () => page.live.value, slack: 0},
    /** Of the strip: a zoom changes what it marks and not what it holds. */
    wholeView: {span: base, live: () => page.range.value.base.kind === 'live', slack: 0.02},
  };
}

function motionsOf(page) {
  let settling = 0;
  const show = (range) => {
    page.range.value = range;
    page.cursor.place(null);
    page.redraw();
    clearTimeout(settling);
    settling = setTimeout(() => page.reload('range'), SETTLED_AFTER);
  };
  return {
    /** @param {import('../../ui/range-model.js').Range} range */
    setRange(range) {
      show(range);
      writeAddress(page);
    },
    /** The reader went back to an address with another range. */
    followAddress() {
      if (searchOf(page) !== location.search) {
        show(readAddress().range);
      }
    },
    setHidden(chart, hidden) {
      page.hidden.set(chart, hidden);
      writeAddress(page);
    },
    reload(why) {
      for (const feed of page.feeds) {
        feed.load(why);
      }
    },
    redraw() {
      for (const feed of page.feeds) {
        feed.draw();
      }
      page.cursor.refresh();
    },
    receive(frame) {
      if (newestOf(page) - frame.t > CLOCK_STEP) {
        page.frames.length = 0;
        clearTimeout(settling);
        settling = setTimeout(() => page.reload('back'), KNOWN_AFTER);
      }
      if (frame.t <= Math.max(0, newestOf(page))) {
        takeState(page, frame);
        return;
      }
      const {processes, ...rest} = frame;
      page.series.check(rest);
      page.frames.push(rest);
      while (page.frames[0].t < frame.t - REMEMBERED) {
        page.frames.shift();
      }
      for (const feed of page.feeds) {
        feed.onFrame(rest);
      }
      if (paused.value) {
        return;
      }
      if (processes) {
        page.processes.value = processes;
      }
      if (rest.cpu) {
        page.known.value = rest;
      }
      page.frame.value = rest;
    },
  };
}

const newestOf = (page) => page.frames[page.frames.length - 1]?.t ?? -Infinity;

/** A machine that falls silent changes its state without a new sample: the frame has the time of the last one. */
function takeState(page, {t, st, since, reasons}) {
  const last = page.frames[page.frames.length - 1];
  if (t !== last?.t || (st === last.st && JSON.stringify(reasons) === JSON.stringify(last.reasons))) {
    return;
  }
  const changed = {...last, st, since, reasons};
  page.frames[page.frames.length - 1] = changed;
  if (!paused.value) {
    page.frame.value = changed;
  }
}
