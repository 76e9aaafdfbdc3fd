/** A password's field: it can be looked at, pasted into and filled in by the browser; and what is said below it while one is chosen. */
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {LEAST_SIGNS, MOST_SIGNS, passwordFault, signsOf} from '../core/door.js';
import {icon, outline} from './icons.js';

const EYE = 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z';
const CLOSED_EYE = 'M4 4l16 16M9.800 5.800A8 8 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a17 17 0 0 1-3 3.700M6.300 7.300A16 16 0 0 0 2.500 12S6 18.500 12 18.500a9 9 0 0 0 4.700-1.300M9.900 9.900a3 3 0 0 0 4.200 4.200';

/**
 * @param {{name: string, label: string, autocomplete: 'current-password'|'new-password', id?: string, note?: unknown, typed?: (text: string) => void, first?: boolean}} field
 *   `name` is its id as well unless another is given; `note` stands below it; `first` has the focus when its dialog opens
 */
export function passwordField({name, id = name, label, autocomplete, note = nothing, typed = () => {}, first = false}) {
  return html`<div class="form-field">
    <label for=${id}>${label}</label>
    <div class="reveal">
      <input class="field" id=${id} name=${name} type="password" autocomplete=${autocomplete} required ?autofocus=${first}
        autocapitalize="none" spellcheck="false" aria-describedby=${`${id}-note`} @input=${(/** @type {any} */ event) => typed(event.target.value)} @keyup=${warnOfCapitals}>
      <button type="button" class="button ghost square" aria-pressed="false" aria-label=${t('password.show')} title=${t('password.show')} aria-controls=${id} @click=${reveal}>${outline(EYE)}${outline(CLOSED_EYE)}</button>
    </div>
    <div id=${`${id}-note`}>${note}<p class="form-note" data-capitals hidden>${t('password.capitals')}</p></div>
  </div>`;
}

/** Whether a new password will do, said while it is typed. @param {string} password @param {string} name whose it shall be */
export function passwordNote(password, name) {
  const fault = passwordFault(password, name);
  if (fault === '') {
    return html`<p class="form-note" data-met>${icon('check', 14)}${t('password.met')}</p>`;
  }
  const words = password === '' ? t('password.rule', {n: LEAST_SIGNS})
    : fault === 'short' ? t('password.short', {n: number(LEAST_SIGNS - signsOf(password))})
      : t(`password.${fault}`, {most: number(MOST_SIGNS)});
  return html`<p class="form-note ${fault === 'short' ? '' : 'wrong'}">${words}</p>`;
}

/** @param {{currentTarget: HTMLButtonElement}} event */
function reveal({currentTarget: button}) {
  const shown = button.getAttribute('aria-pressed') !== 'true';
  button.setAttribute('aria-pressed', String(shown));
  button.parentElement.querySelector('input').type = shown ? 'text' : 'password';
}

/** @param {KeyboardEvent} event one that a password manager makes up knows nothing of keys */
function warnOfCapitals(event) {
  const on = event.getModifierState?.('CapsLock') === true;
  /** @type {HTMLElement} */ (event.target).closest('.form-field').querySelector('[data-capitals]').hidden = !on;
}
