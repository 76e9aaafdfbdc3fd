/** Keys that work everywhere. A view adds its own with `onKey` and takes them back when it goes. */
import {signal} from '../../vendor/signals-core.js';
import {recall, remember} from '../ui/memory.js';
import {navigate} from './router.js';
import {togglePause} from './pill.js';
import {toggleTheme} from './theme.js';

const GO = {f: '/', s: '/services'};
const CHORD_WITHIN = 1200;
const OFF = 'off';

/** Whoever dictates, or rests a hand on the keyboard, can have single keys without an effect. */
export const singleKeys = signal(recall('keys') !== OFF);

/** @type {Map<string, (event: KeyboardEvent) => void>} */
const ofView = new Map();
let chordUntil = 0;

/** @param {boolean} wanted */
export function setSingleKeys(wanted) {
  singleKeys.value = wanted;
  remember('keys', wanted ? 'on' : OFF);
}

/** @param {string} key @returns {string} for the end of a tool tip: " (t)", as long as the key does something */
export const keyHint = (key) => (singleKeys.value ? ` (${key})` : '');

/**
 * @param {Record<string, (event: KeyboardEvent) => void>} keys by `KeyboardEvent.key`
 * @returns {() => void} takes them back
 */
export function onKey(keys) {
  Object.entries(keys).forEach(([key, action]) => ofView.set(key, action));
  return () => Object.entries(keys).forEach(([key, action]) => ofView.get(key) === action && ofView.delete(key));
}

/** @param {{openPalette: () => void, openHelp: () => void}} actions */
export function listen({openPalette, openHelp}) {
  const everywhere = {'?': openHelp, t: toggleTheme, ' ': togglePause, g: () => (chordUntil = Date.now() + CHORD_WITHIN)};
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event) || isOff(event)) {
      return;
    }
    const action = chord(event.key) ?? ofView.get(event.key) ?? everywhere[event.key];
    if (action) {
      event.preventDefault();
      action(event);
    }
  });
}

/** @param {string} key the second key of "g f" */
function chord(key) {
  const path = Date.now() < chordUntil ? GO[key] : undefined;
  chordUntil = 0;
  return path && (() => navigate(path));
}

/**
 * While typing, in a dialog, or where the key has a meaning of its own (Space on a button), the page keeps its hands off.
 * @param {KeyboardEvent} event
 */
function isBusy(event) {
  const target = event.target instanceof Element ? event.target : document.body;
  if (document.querySelector('dialog[open]') || target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) {
    return true;
  }
  return event.key === ' ' && target.closest('button, a, summary, input, [role=slider], [tabindex]:not(main)') !== null;
}

/** @param {KeyboardEvent} event Escape and the arrows have names; a key of one character is what can be pressed by accident */
function isOff({key}) {
  return !singleKeys.value && key.length === 1;
}
