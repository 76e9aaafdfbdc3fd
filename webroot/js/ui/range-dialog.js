/** From and to by hand. The fields are in the reader's own zone, and say so. */
import {zoneName} from '../core/format.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {openDialog} from './dialog.js';
import {LONGEST} from './range-model.js';

const SHORTEST = 10_000;

/**
 * @param {import('./range-model.js').Span} span shown at first
 * @param {number} now
 * @param {(span: import('./range-model.js').Span) => void} onApply
 */
export function openRangeDialog(span, now, onApply) {
  const dialog = openDialog({label: t('range.custom.title'), className: 'range-dialog'});
  const draw = (error) => dialog.draw(form(span, error, submit, dialog.close));
  const submit = (event) => {
    event.preventDefault();
    const entered = new FormData(event.target);
    const [from, to] = ['from', 'to'].map((name) => Date.parse(String(entered.get(name))));
    const error = problem(from, to, now);
    draw(error);
    if (error) {
      return;
    }
    onApply({from, to: Math.min(to, now)});
    dialog.close();
  };
  draw(null);
}

function problem(from, to, now) {
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return 'range.error.missing';
  }
  if (to - from < SHORTEST) {
    return 'range.error.order';
  }
  if (from > now) {
    return 'range.error.future';
  }
  return to - from > LONGEST ? 'range.error.long' : null;
}

function form(span, error, submit, close) {
  return html`<form class="dialog-form" @submit=${submit} novalidate>
    <h2>${t('range.custom.title')}</h2>
    ${field('from', t('range.from'), span.from)} ${field('to', t('range.to'), span.to)}
    <p class="quiet">${t('range.zone', {zone: zoneName()})}</p>
    ${error ? html`<p class="dialog-error" role="alert">${t(error)}</p>` : nothing}
    <div class="dialog-buttons">
      <button type="button" class="button" @click=${close}>${t('range.cancel')}</button>
      <button type="submit" class="button primary">${t('range.apply')}</button>
    </div>
  </form>`;
}

function field(name, label, time) {
  return html`<label class="dialog-field">
    <span>${label}</span>
    <input type="datetime-local" name=${name} step="1" required .defaultValue=${localIso(time)} />
  </label>`;
}

/** The format of a datetime-local field, in the reader's zone. */
function localIso(time) {
  const date = new Date(time);
  return new Date(time - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
