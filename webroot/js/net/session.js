/** Who sits before the page, what they may do, and the ways to the log-in: over the page for who was here, away from it for who never was. */
import {signal} from '../../vendor/signals-core.js';

/**
 * @typedef {'ingest'|'read'|'operate'|'admin'} Right
 * @typedef {{kind: 'unknown'|'user'|'token'|'anonymous'|'nobody', name: string, role?: string, rights: Right[], csrf?: string,
 *   insecure?: boolean, anonymous?: string, setup?: boolean, provider?: string}} Caller as GET /api/v1/session tells it; unknown until then
 */

/** @type {import('../../vendor/signals-core.js').Signal<Caller>} */
export const caller = signal({kind: 'unknown', name: '', rights: []});

/**
 * Inside an effect or a computed it is followed: a page redraws itself when its reader may do more or less.
 * @param {Right} right
 */
export const may = (right) => caller.value.rights.includes(right);

/** @param {Caller} told the answer of whatever tells who one is */
export function noteCaller(told) {
  if (JSON.stringify(told) !== JSON.stringify(caller.peek())) {
    caller.value = told;
  }
}

/** Answers to what was asked with the old session may come this much later than the new one, in ms. */
const LATE = 1500;

let leaving = false;
let changing = 0;
/** The dialog over the page, while it waits for its reader. @type {Promise<boolean>|null} */
let dialog = null;

/**
 * For whoever is refused for want of a session. Whose session ended logs in again in a dialog, and the page stays as it is meanwhile; who never had
 * one is led to the log-in page.
 * @param {Caller} asker who it was when it was asked
 * @returns {Promise<boolean>} whether the same reader has a new session now, so that it may be asked once more
 */
export async function isBack(asker) {
  const {kind, name, csrf} = caller.peek();
  if (csrf !== asker.csrf) {
    return name === asker.name;
  }
  if (kind !== 'user') {
    goToLogIn();
    return false;
  }
  if (leaving || isChanging()) {
    return false;
  }
  dialog ??= import('../shell/again.js').then(({logInAgain}) => logInAgain()).catch(() => false).finally(() => (dialog = null));
  return dialog;
}

/** Leaves for the log-in, which leads back to what is in the address bar now. The whole page goes: nothing of it stays for the next reader. */
export async function goToLogIn() {
  if (leaving || isChanging()) {
    return;
  }
  leaving = true;
  try {
    const {logInSearch} = await import('../core/door.js');
    location.replace(new URL(`login${logInSearch(hereInside())}`, document.baseURI));
  } catch {
    // The gateway went away just now. Whatever is asked next leads there.
    leaving = false;
  }
}

/** Whether the session is being replaced by another one: who asks meanwhile may seem to be nobody. */
export const isChanging = () => changing > 0;

/**
 * A new password ends the old session a moment before this page has the new one: until then nobody is led to the log-in.
 * @template T
 * @param {() => Promise<T>} order
 * @returns {Promise<T>}
 */
export async function changeSession(order) {
  changing++;
  try {
    return await order();
  } finally {
    setTimeout(() => changing--, LATE);
  }
}

/** @returns {string} the address, counted from the base: "/services?q=shop" */
export function hereInside() {
  return location.href.slice(new URL(document.baseURI).href.length - 1);
}
