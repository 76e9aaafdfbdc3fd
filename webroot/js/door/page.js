/** The frame of the pages before the dashboard: one column, and what must be known of this door before a password is typed. */
import {effect, signal} from '../../vendor/signals-core.js';
import {html, nothing, render} from '../../vendor/lit-html.js';
import {addTexts, t} from '../core/i18n.js';
import {learnCaller} from '../net/api.js';
import {caller} from '../net/session.js';
import {followSystem, theme, toggleTheme} from '../shell/theme.js';
import {icon, logo} from '../ui/icons.js';

const AGAIN_AFTER = 3000;
/** A page that waits for a slow answer opens without it. */
const PATIENCE = 1500;

/** What keeps the gateway from saying who sits here; null when it said so. @type {import('../../vendor/signals-core.js').Signal<import('../net/api.js').ApiProblem|null>} */
export const away = signal(null);

/**
 * @param {string} title key of the heading
 * @param {() => unknown} content drawn anew when what it looks at changes
 */
export async function openPage(title, content) {
  const read = async (/** @type {string} */ path) => (await fetch(new URL(path, document.baseURI))).json();
  const asked = Promise.race([askWho(), new Promise((over) => setTimeout(over, PATIENCE))]);
  const [shared, own] = await Promise.all([read('i18n/en.json'), read('i18n/door/en.json'), asked]);
  addTexts({...shared, ...own});
  followSystem();
  document.title = `${t(title)} · Atalaia`;
  const app = document.getElementById('app');
  effect(() => render(frame(title, content()), app));
  app.querySelector('input')?.focus();
  // Somebody may set Atalaia up, or log in, in another tab meanwhile.
  addEventListener('focus', askWho);
  setInterval(() => (away.value || caller.value.setup) && askWho(), AGAIN_AFTER);
}

async function askWho() {
  try {
    await learnCaller();
    away.value = null;
  } catch (problem) {
    away.value = problem;
  }
}

/** @param {string} title @param {unknown} content */
function frame(title, content) {
  const dark = theme.value === 'dark';
  const words = t(dark ? 'theme.light' : 'theme.dark');
  return html`<div class="door">
    <header class="door-head">
      <button class="button ghost square" aria-label=${words} title=${words} @click=${toggleTheme}>${icon(dark ? 'sun' : 'moon')}</button>
    </header>
    <main class="door-main">
      <p class="door-brand">${logo(34)}<span>Atalaia</span></p>
      ${caller.value.insecure ? html`<div class="banner warn" role="note">${icon('shield')}<p>${t('door.insecure')}</p></div>` : nothing}
      <section class="door-card panel" aria-labelledby="title"><h1 id="title">${t(title)}</h1>${content}</section>
    </main>
  </div>`;
}

/** A line for a terminal, with a button that copies it. @param {string} command */
export function commandLine(command) {
  return html`<p class="door-command"><code><bdi dir="ltr">${command}</bdi></code>
    <button type="button" class="button ghost square" aria-label=${t('door.copy')} title=${t('door.copy')} @click=${(/** @type {any} */ event) => copy(event.currentTarget, command)}>${icon('copy', 16)}</button></p>`;
}

/** Where a page must not write to the clipboard, the line is selected. @param {HTMLElement} button @param {string} command */
async function copy(button, command) {
  try {
    await navigator.clipboard.writeText(command);
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling);
  }
}

/** What is wrong, in a place that screen readers watch from the start. @param {string} words */
export const alertPlace = (words) => html`<div role="alert">${words ? html`<p class="door-fault">${words}</p>` : nothing}</div>`;

/** @param {import('../net/api.js').ApiProblem} problem @returns {string} what went wrong with the gateway itself */
export function outage(problem) {
  return problem.status === 503 ? t('door.away') : problem.status === 0 ? t('door.unreachable') : problem.message;
}
