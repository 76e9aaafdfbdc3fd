/** Times and words that the pages of administrators share. */
import {html} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {dateTime, duration} from '../../core/format.js';
import {serverNow} from '../../net/api.js';

export const DAY = 86_400_000;
const MINUTE = 60_000;

/** Notes are kept to the minute. @param {number|null|undefined} time epoch milliseconds */
export function ago(time) {
  if (!time) {
    return html`<span class="quiet">${t('admin.never')}</span>`;
  }
  const passed = serverNow() - time;
  const text = passed < MINUTE ? t('admin.now') : t('admin.ago', {time: duration(rough(passed))});
  return html`<time datetime=${new Date(time).toISOString()} title=${dateTime(time)}>${text}</time>`;
}

/** Of long ago nobody wants to know the minutes. @param {number} passed ms @returns {number} seconds */
function rough(passed) {
  const seconds = passed / 1000;
  return seconds < 3600 ? Math.floor(seconds / 60) * 60 : seconds < 86400 ? Math.floor(seconds / 3600) * 3600 : Math.floor(seconds / 86400) * 86400;
}

/** @param {number} time epoch milliseconds, in the past or to come */
export function day(time) {
  const text = new Date(time).toLocaleDateString('en', {year: 'numeric', month: 'short', day: 'numeric'});
  return html`<time datetime=${new Date(time).toISOString()} title=${dateTime(time)}>${text}</time>`;
}

/** @param {number} [time] epoch ms @returns {string} "Europe/Lisbon, UTC+1" */
export function zone(time = Date.now()) {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offset = -new Date(time).getTimezoneOffset();
  const hours = `${offset < 0 ? '−' : '+'}${Math.floor(Math.abs(offset) / 60)}${offset % 60 ? `:${String(Math.abs(offset) % 60).padStart(2, '0')}` : ''}`;
  return name === 'UTC' ? 'UTC' : `${name}, UTC${hours}`;
}

/** A time for tables, in ISO 8601. @param {number|null|undefined} time */
export const iso = (time) => (time ? new Date(time).toISOString() : '');

/** Every part of a list. @param {(path: string) => Promise<any>} get @param {string} path with or without parameters @param {number} [most] */
export async function whole(get, path, most = 10_000) {
  const items = [];
  let after = '';
  do {
    const part = await get(path + (after ? `${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}` : ''));
    items.push(...part.items);
    after = part.next ?? '';
  } while (after && items.length < most);
  return items;
}
