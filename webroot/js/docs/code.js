/** Text to be copied. */
import {html} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {icon} from '../ui/icons.js';

/** @param {string} text @param {string} name for those who cannot see it */
export const codeBox = (text, name) => html`<div class="doc-code">
  <pre tabindex="0" role="group" aria-label=${name} dir="ltr"><code>${text}</code></pre>
  <button class="button ghost square" aria-label=${t('apidoc.copy')} title=${t('apidoc.copy')} @click=${copy}>${icon('copy')}</button>
</div>`;

/** @param {MouseEvent & {currentTarget: HTMLButtonElement}} event */
async function copy({currentTarget: button}) {
  await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent);
  button.setAttribute('aria-label', t('apidoc.copied'));
  button.title = t('apidoc.copied');
}
