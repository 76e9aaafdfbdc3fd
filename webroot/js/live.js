/** Brings the gateway's answers and frames into the store. */
import {effect} from '../vendor/signals-core.js';
import * as store from './core/store.js';
import {connect, losses, status, subscribe} from './net/eventbus.js';
import {ApiProblem, get, learnCaller, noteServerTime} from './net/api.js';
import {caller, goToLogIn, isChanging, may} from './net/session.js';
import {onRemembered} from './ui/memory.js';

const FLEET = 'atalaia.ui.v1.fleet';
const AT_MOST = 100;
const AGAIN_AFTER = 3000;
/** A frame leaves the gateway this long after the second it speaks of. */
const FRAME_AFTER = 400;
/** What is on the screen goes first; the rest is only for the minute of the summary. */
const REST_AFTER = 1500;
const COUNT_EVERY = 60_000;
/** With a new password the old connection goes a moment before the new session comes. */
const ASK_WHO_AFTER = 400;

/** @type {Set<string>} machines whose last minute was asked for */
const asked = new Set();
/** @type {Set<string>} */
const wanted = new Set();
let loading = false;
let collecting = false;
/** Whether a frame came since the connection opened: before it, the seconds of a break have no place to be filled in. */
let fresh = false;
let retryTimer = 0;
let stopFrames = () => {};

/** Starts everything; called once. */
export function start() {
  turn();
  effect(() => {
    const before = store.connection.peek();
    store.connection.value = status.value;
    if (status.value === 'live' && before === 'reconnecting') {
      asked.clear();
      loadFleet();
    }
    fresh &&= status.value === 'live';
  });
  effect(() => losses.value > 0 && setTimeout(askWho, ASK_WHO_AFTER));
  // With a new session there is no reason to wait for the next try.
  effect(() => caller.value.csrf && connect());
  // Whoever logs out in another tab wants nothing left to be read in this one.
  onRemembered('left', () => (caller.peek().anonymous ? location.reload() : goToLogIn()));
  document.addEventListener('visibilitychange', () => {
    turn();
    if (!document.hidden) {
      asked.clear();
      fresh = false;
      loadFleet();
    }
  });
  connect();
  loadFleet();
}

/** A connection ends with the session that opened it, and is refused to who may not read. */
async function askWho() {
  if (isChanging()) {
    return;
  }
  try {
    await learnCaller();
    if (!may('read')) {
      goToLogIn();
    }
  } catch {
    // The gateway is away: that is why.
  }
}

/** A page that nobody sees asks for no frames; the number in its title is kept in a cheaper way. */
function turn() {
  stopFrames();
  stopFrames = document.hidden ? countCritical() : subscribe(FLEET, received);
}

/** @returns {() => void} stops */
function countCritical() {
  const timer = setInterval(async () => {
    try {
      const {items} = await get('/api/v1/machines?state=critical&limit=100');
      store.critical.value = document.hidden ? items.length : store.critical.value;
    } catch {
      // The number waits for the next time, or for the page to be seen.
    }
  }, COUNT_EVERY);
  return () => clearInterval(timer);
}

/** @param {any} frame */
function received(frame) {
  noteServerTime(frame.t + FRAME_AFTER);
  if (!store.applyFrame(frame)) {
    loadFleet();
    return;
  }
  if (!fresh) {
    fresh = true;
    wantRecent([]);
  }
}

/** Asks for the list of machines; frames of another version come meanwhile and ask again, so only one question runs. */
export async function loadFleet() {
  if (loading) {
    return;
  }
  loading = true;
  clearTimeout(retryTimer);
  try {
    store.loadFleet(await get('/api/v1/fleet'));
  } catch (error) {
    store.failure.value = error instanceof ApiProblem ? error : new ApiProblem({status: 0, title: String(error)});
    retryTimer = setTimeout(loadFleet, AGAIN_AFTER);
  } finally {
    loading = false;
  }
}

/** For the summary of a fleet that is small enough: what is not on the screen, a little later. @param {string[]} ids */
export function wantRest(ids) {
  if (ids.length <= AT_MOST) {
    setTimeout(() => wantRecent(ids), REST_AFTER);
  }
}

/**
 * The minute before the page was opened, only for machines that are on the screen: for all of a thousand it would
 * weigh more than the page itself.
 * @param {string[]} ids
 */
export function wantRecent(ids) {
  for (const id of ids) {
    if (!asked.has(id)) {
      wanted.add(id);
    }
  }
  if (wanted.size > 0 && fresh && !collecting) {
    collecting = true;
    setTimeout(fetchRecent, 50);
  }
}

async function fetchRecent() {
  const ids = [...wanted].slice(0, AT_MOST);
  ids.forEach((id) => wanted.delete(id) && asked.add(id));
  try {
    store.applyRecent(await get(`/api/v1/fleet/recent?${ids.map((id) => `id=${encodeURIComponent(id)}`).join('&')}`));
  } catch {
    ids.forEach((id) => asked.delete(id));
  } finally {
    collecting = false;
    if (wanted.size > 0) {
      wantRecent([]);
    }
  }
}
