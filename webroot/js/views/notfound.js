/** For addresses that lead nowhere. */
import {html, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {setTitle} from '../shell/title.js';

/** @type {import('../shell/router.js').View['mount']} */
export function mount(element, {url}) {
  setTitle(t('notfound.title'));
  render(html`<div class="empty">
    <h1>${t('notfound.title')}</h1>
    <p>${t('notfound.text', {path: url.pathname})}</p>
    <a class="button primary" href="./">${t('notfound.action')}</a>
  </div>`, element);
  return () => render(null, element);
}
