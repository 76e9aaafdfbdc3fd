/** What people do about themselves: another password, and leaving, here or everywhere. */
import {signal, effect} from '../../vendor/signals-core.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {passwordFault} from '../core/door.js';
import {tell} from '../net/api.js';
import {caller, noteCaller} from '../net/session.js';
import {openDialog} from '../ui/dialog.js';
import {problemText, toast} from '../ui/messages.js';
import {passwordField, passwordNote} from '../ui/password.js';
import {needTexts} from './router.js';

const SESSION = '/api/v1/session';

export async function logOut() {
  await tell('DELETE', SESSION).then(gone, (problem) => toast(problemText(problem)));
}

export async function logOutEverywhere() {
  await needTexts('i18n/door/en.json');
  askFor('everywhere', () => nothing, () => tell('DELETE', `${SESSION}?everywhere=true`).then(gone));
}

export async function changePassword() {
  await needTexts('i18n/door/en.json');
  const wish = signal('');
  const {name} = caller.peek();
  const fields = () => html`
    <input type="text" name="username" autocomplete="username" .value=${name} hidden>
    ${passwordField({name: 'old', label: t('change.old'), autocomplete: 'current-password', first: true})}
    ${passwordField({name: 'password', label: t('change.new'), autocomplete: 'new-password', typed: (text) => (wish.value = text), note: passwordNote(wish.value, name)})}`;
  askFor('change', fields, async (form) => {
    const [old, password] = ['old', 'password'].map((field) => String(form.get(field)));
    if (passwordFault(password, name)) {
      return t('change.fault');
    }
    noteCaller(await tell('PUT', '/api/v1/me/password', {old, password}));
    toast(t('change.done'));
    return '';
  });
}

/** Where everybody may come in nobody is asked to log in. */
function gone() {
  location.assign(new URL(caller.peek().anonymous ? './' : 'login', document.baseURI));
}

/**
 * A question that stays open with the reason when it could not be done, and takes no second answer meanwhile.
 * @param {'everywhere'|'change'} key of its texts
 * @param {() => unknown} fields followed by what they look at
 * @param {(form: FormData) => Promise<string|void>} order answers what is still wrong
 */
function askFor(key, fields, order) {
  const dialog = openDialog({label: t(`${key}.title`), className: 'account-dialog'});
  const fault = signal('');
  const busy = signal(false);

  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy.peek()) {
      return;
    }
    busy.value = true;
    fault.value = '';
    try {
      fault.value = (await order(new FormData(/** @type {HTMLFormElement} */ (event.target)))) ?? '';
      if (fault.value === '') {
        dialog.close();
      }
    } catch (problem) {
      fault.value = key === 'change' && problem.status === 403 ? t('change.wrong') : problemText(problem);
    }
    busy.value = false;
  };

  const stop = effect(() => dialog.draw(html`<form class="dialog-form" @submit=${submit}>
    <h2>${t(`${key}.title`)}</h2>
    <p class="quiet">${t(`${key}.text`)}</p>
    ${fields()}
    ${fault.value ? html`<p class="dialog-error" role="alert">${fault.value}</p>` : nothing}
    <div class="dialog-buttons">
      <button type="button" class="button" @click=${dialog.close}>${t('range.cancel')}</button>
      <button type="submit" class="button primary" aria-disabled=${busy.value ? 'true' : nothing}>${t(`${key}.submit`)}</button>
    </div>
  </form>`));
  dialog.element.addEventListener('close', stop);
}
