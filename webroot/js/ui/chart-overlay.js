/** What covers a plot that has nothing to draw: a skeleton, an error with a way out, or a calm reason. */
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';

/**
 * @typedef {{kind: 'loading'} | {kind: 'empty', title: string, text?: string}
 *   | {kind: 'error', title: string, text: string, requestId: string, retry: () => void}} Overlay
 */

/** @param {HTMLElement} target @param {Overlay|null} state */
export function showOverlay(target, state) {
  target.hidden = state === null;
  if (state === null) {
    render(nothing, target);
    return;
  }
  target.dataset.kind = state.kind;
  if (state.kind === 'loading') {
    render(html`<div class="chart-skeleton" aria-hidden="true"></div>`, target);
  } else if (state.kind === 'empty') {
    render(html`<p class="chart-empty"><b>${state.title}</b>${state.text ?? nothing}</p>`, target);
  } else {
    render(problem(state), target);
  }
}

function problem({title, text, requestId, retry}) {
  return html`<div class="chart-error">
    <b>${title}</b>
    <p>${text}</p>
    ${requestId ? html`<p class="chart-request">${t('chart.error.request')} <code><bdi dir="ltr">${requestId}</bdi></code></p>` : nothing}
    <button type="button" class="button" @click=${retry}>${t('chart.error.retry')}</button>
  </div>`;
}
