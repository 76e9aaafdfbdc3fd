/** A line to be copied. */
import {html} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {icon} from './icons.js';
import {toast} from './messages.js';

/** @param {string} text @param {string} label what it is, for who does not see it */
export function copyLine(text, label) {
  return html`<div class="copy-line"><code dir="ltr" tabindex="0" role="textbox" aria-readonly="true" aria-label=${label}>${text}</code>
    <button type="button" class="button" aria-label="${t('action.copy')}: ${label}" @click=${(event) => copy(text, event.currentTarget.parentNode.querySelector('code'))}>${icon('copy', 16)}${t('action.copy')}</button></div>`;
}

/** The clipboard exists only on secure origins; elsewhere the reader copies by hand. @param {string} text @param {Element} shown */
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('action.copied'));
  } catch {
    getSelection()?.selectAllChildren(shown);
    toast(t('action.selected'));
  }
}
