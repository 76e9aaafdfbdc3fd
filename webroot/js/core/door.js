/** What the pages before the dashboard decide without asking anybody: where to go on, and what a name and a password must be. */
import {buildSearch, parseSearch} from './urlstate.js';

export const LEAST_SIGNS = 12;
export const MOST_SIGNS = 128;

const HOME = '/';
/** A path of our own: no second slash, which would name another host, and nothing that browsers read as one or skip. */
const INSIDE = /^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/;
const DOORS = /^\/(login|setup)(\.html)?([/?#]|$)/;
const NAME = /^[\p{L}\p{M}\p{N}._@+-]{1,64}$/u;

/** @param {string} path "/services?q=shop", counted from the base @returns {string} "" or "?next=…" */
export function logInSearch(path) {
  return buildSearch({next: insideOr(path)}, {next: HOME});
}

/**
 * Whoever makes somebody follow a link to the log-in must not be able to lead them elsewhere behind it.
 * @param {string} search of the log-in's address
 * @returns {string} a path of this dashboard, counted from the base; never a whole address
 */
export function nextOf(search) {
  return insideOr(parseSearch(search).next ?? HOME);
}

/** @param {string} path */
function insideOr(path) {
  return INSIDE.test(path) && !DOORS.test(path) ? path : HOME;
}

/** As the gateway counts: keyboards may write one sign in several ways. @param {string} password */
export function signsOf(password) {
  return [...password.normalize('NFKC')].length;
}

/**
 * @param {string} password
 * @param {string} name whose it shall be
 * @returns {'short'|'long'|'name'|''} what is wrong with it
 */
export function passwordFault(password, name) {
  const signs = signsOf(password);
  if (signs < LEAST_SIGNS) {
    return 'short';
  }
  if (signs > MOST_SIGNS) {
    return 'long';
  }
  return same(password) === same(name.trim()) ? 'name' : '';
}

/** @param {string} name */
export function isName(name) {
  return NAME.test(same(name.trim()));
}

/** @param {string} text */
const same = (text) => text.normalize('NFKC').toLowerCase();

/** @param {number} seconds @returns {string} "0:23", "15:00" */
export function countdown(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
