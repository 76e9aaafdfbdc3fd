/** A session that ended: its reader logs in again over the page, which keeps what it shows, and what was typed, meanwhile. */
import {effect} from '../../vendor/signals-core.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {createAttempt, providerLink} from '../door/attempt.js';
import {get, learnCaller} from '../net/api.js';
import {caller, goToLogIn, hereInside, noteCaller} from '../net/session.js';
import {openDialog} from '../ui/dialog.js';
import {problemText} from '../ui/messages.js';
import {passwordField} from '../ui/password.js';
import {needTexts} from './router.js';

const UNAVAILABLE = 503;
/** So begin the names of those whom the provider knows: they have no password here. */
const FEDERATED = 'oidc:';

/** @returns {Promise<boolean>} whether the same reader has a new session; who gives up goes to the log-in page */
export async function logInAgain() {
  const before = caller.peek();
  const [told] = await Promise.all([get('/api/v1/session'), needTexts('i18n/door/en.json')]);
  if (told.kind === 'user') {
    // Another tab was faster.
    noteCaller(told);
    return cameBack(before);
  }
  return new Promise((resolve) => ask(before.name, told.provider, before, resolve));
}

/** A page that somebody else may not see, or may do more with, is loaded anew for them. @param {import('../net/session.js').Caller} before */
function cameBack(before) {
  const {name, csrf} = caller.value;
  if (csrf !== before.csrf && name !== before.name) {
    location.reload();
  }
  return csrf !== before.csrf && name === before.name;
}

/**
 * @param {string} name
 * @param {string|undefined} provider with which one may log in as well
 * @param {import('../net/session.js').Caller} before
 * @param {(back: boolean) => void} resolve
 */
function ask(name, provider, before, resolve) {
  const dialog = openDialog({label: t('again.title'), className: 'account-dialog', keep: true});
  const attempt = createAttempt((problem) => (problem.status === UNAVAILABLE ? t('again.away') : problemText(problem)));
  const elsewhere = provider && name.startsWith(FEDERATED);
  let back = false;

  const draw = effect(() => dialog.draw(html`<form class="dialog-form" @submit=${attempt.submit}>
    <h2>${t('again.title')}</h2>
    <p class="quiet">${t(elsewhere ? 'again.text.provider' : 'again.text')}</p>
    ${elsewhere ? nothing : fields(name)}
    ${attempt.fault.value ? html`<p class="dialog-error" role="alert">${attempt.fault.value}</p>` : nothing}
    ${provider && !elsewhere ? providerLink(provider, hereInside()) : nothing}
    <div class="dialog-buttons">
      <button type="button" class="button" @click=${dialog.close}>${t('range.cancel')}</button>
      ${elsewhere ? providerLink(provider, hereInside(), 'primary', true) : attempt.button('')}
    </div>
  </form>`));
  const watch = effect(() => {
    back = cameBack(before);
    if (back) {
      dialog.close();
    }
  });
  // Its reader may have logged in in another tab.
  const look = () => learnCaller().catch(() => {});
  addEventListener('focus', look);
  dialog.element.addEventListener('close', async () => {
    draw();
    watch();
    removeEventListener('focus', look);
    if (!back) {
      await goToLogIn();
    }
    resolve(back);
  });
}

/** @param {string} name whose session it was; somebody else may take over */
function fields(name) {
  return html`<div class="form-field"><label for="again-name">${t('door.name')}</label>
      <input class="field" id="again-name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" value=${name.startsWith(FEDERATED) ? '' : name}></div>
    ${passwordField({name: 'password', id: 'again-password', label: t('door.password'), autocomplete: 'current-password', first: true})}`;
}
