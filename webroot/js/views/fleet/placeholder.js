/** What stands in the place of the machines when there are none to show: why, and what to do. */
import {html, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {problemText, toast} from '../../ui/messages.js';
import {loadFleet} from '../../live.js';
import {icon} from '../../ui/icons.js';

/**
 * @param {HTMLElement} place
 * @param {'loading'|'failure'|'empty'|'nomatch'} key
 * @param {import('../../net/api.js').ApiProblem|null} problem
 * @param {() => void} clear
 */
export function drawPlaceholder(place, key, problem, clear) {
  place.className = key === 'loading' ? 'skeletons' : '';
  render({loading, empty, nomatch: () => nomatch(clear), failure: () => failure(problem)}[key](), place);
}

function loading() {
  return html`<p class="visually-hidden" role="status">${t('fleet.loading')}</p>${[...'12345678'].map(() => html`<div class="skeleton"></div>`)}`;
}

function empty() {
  const command = t('fleet.empty.command');
  return html`<div class="empty">
    <span class="waiting" aria-hidden="true"></span>
    <h2>${t('fleet.empty.title')}</h2>
    <p>${t('fleet.empty.text')}</p>
    <div class="command"><code dir="ltr">${command}</code>
      <button class="button" @click=${() => copy(command)}>${icon('copy', 16)}${t('action.copy')}</button></div>
    <p>${t('fleet.empty.waiting')}</p>
  </div>`;
}

/** @param {string} text the clipboard exists only on secure origins; elsewhere the reader copies by hand */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('action.copied'));
  } catch {
    getSelection()?.selectAllChildren(document.querySelector('.command code'));
    toast(t('action.selected'));
  }
}

/** @param {() => void} clear */
function nomatch(clear) {
  return html`<div class="empty">
    <h2>${t('fleet.nomatch.title')}</h2>
    <p>${t('fleet.nomatch.text')}</p>
    <button class="button primary" @click=${clear}>${t('action.clear')}</button>
  </div>`;
}

/** @param {import('../../net/api.js').ApiProblem|null} problem */
function failure(problem) {
  return html`<div class="empty">
    <h2>${t('error.title')}</h2>
    <p>${problemText(problem)}</p>
    <button class="button primary" @click=${loadFleet}>${t('action.retry')}</button>
  </div>`;
}
