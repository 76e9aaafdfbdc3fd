/** What every page must say first: the connection, the storage, an open door. */
import {effect, signal} from '../../vendor/signals-core.js';
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {clock} from '../core/format.js';
import {connection, history, newest} from '../core/store.js';
import {connect} from '../net/eventbus.js';
import {caller} from '../net/session.js';
import {icon} from '../ui/icons.js';
import {toast} from '../ui/messages.js';

/** Shorter breaks are not worth moving the page for. */
const PATIENCE = 1200;

/** @param {HTMLElement} region */
export function keepBanners(region) {
  const lost = signal(false);
  let timer = 0;
  effect(() => {
    const gone = connection.value === 'reconnecting';
    clearTimeout(timer);
    if (gone && !lost.peek()) {
      timer = setTimeout(() => (lost.value = true), PATIENCE);
    } else if (!gone && lost.peek()) {
      lost.value = false;
      toast(t('connection.back'));
    }
  });
  effect(() => {
    const {insecure, anonymous} = caller.value;
    document.documentElement.toggleAttribute('data-lost', lost.value);
    render([
      lost.value ? lostBanner() : nothing,
      history.value ? nothing : banner('warn', 'database', t('banner.history'), 'status'),
      insecure ? banner('note', 'shield', t('banner.insecure'), 'note') : nothing,
      anonymous ? banner('note', 'open', t(`banner.anonymous.${anonymous}`), 'note') : nothing,
    ], region);
  });
}

function lostBanner() {
  const {time} = newest();
  const text = time === 0 ? t('banner.never') : t('banner.lost', {time: clock(time)});
  return banner('warn', 'unplugged', text, 'alert',
    html`<button class="button" @click=${connect}>${t('action.retry')}</button>`);
}

/**
 * @param {string} kind
 * @param {'database'|'open'|'shield'|'unplugged'} picture
 * @param {string} text
 * @param {string} role
 * @param {unknown} [action]
 */
function banner(kind, picture, text, role, action = nothing) {
  return html`<div class="banner ${kind}" role=${role}>${icon(picture)}<p>${text}</p>${action}</div>`;
}
