/** Who holds the link from the terminal becomes the administrator here. */
import {signal} from '../../vendor/signals-core.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {countdown, isName, passwordFault} from '../core/door.js';
import {tell} from '../net/api.js';
import {passwordField, passwordNote} from '../ui/password.js';
import {alertPlace, commandLine, openPage, outage} from './page.js';

const BAD_REQUEST = 400;
const FORBIDDEN = 403;
const TOO_MANY = 429;

const secret = location.hash.slice(1);
// Neither the history nor whoever looks at the address bar shall have it.
history.replaceState(null, '', location.pathname);

/** @type {import('../../vendor/signals-core.js').Signal<'open'|'missing'|'expired'>} */
const link = signal(secret === '' ? 'missing' : 'open');
const name = signal('');
const password = signal('');
const fault = signal('');
const busy = signal(false);

function content() {
  return link.value === 'open' ? form() : noLink();
}

function form() {
  const wrongName = name.value !== '' && !isName(name.value);
  return html`
    <p class="quiet">${t('setup.text')}</p>
    <form class="door-form" @submit=${submit}>
      ${alertPlace(fault.value)}
      <div class="form-field"><label for="name">${t('door.name')}</label>
        <input class="field" id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby="name-note" @input=${(/** @type {any} */ event) => (name.value = event.target.value)}>
        <p class="form-note ${wrongName ? 'wrong' : ''}" id="name-note">${t('setup.nameRule')}</p></div>
      ${passwordField({name: 'password', label: t('door.password'), autocomplete: 'new-password', typed: (text) => (password.value = text), note: passwordNote(password.value, name.value)})}
      <button class="button primary door-submit" aria-disabled=${busy.value ? 'true' : nothing}>${t(busy.value ? 'setup.busy' : 'setup.submit')}</button>
    </form>`;
}

function noLink() {
  return html`<div class="door-form">
    ${alertPlace(fault.value)}
    <p>${t(`setup.${link.value}`)}</p>
    ${commandLine('./atalaia admin link')}
    <p class="door-aside"><a href="login">${t('setup.logIn')}</a></p>
  </div>`;
}

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  const named = isName(name.value);
  const wrong = passwordFault(password.value, name.value);
  if (busy.value) {
    return;
  }
  if (!named || wrong) {
    fault.value = named ? t(`password.fault.${wrong}`) : t('setup.nameRule.broken');
    document.getElementById(named ? 'password' : 'name').focus();
    return;
  }
  busy.value = true;
  fault.value = '';
  try {
    await tell('POST', '/api/v1/setup', {secret, name: name.value.trim(), password: password.value});
    location.replace(document.baseURI);
    return;
  } catch (problem) {
    failed(problem);
  }
  busy.value = false;
}

/** @param {import('../net/api.js').ApiProblem} problem */
function failed(problem) {
  if (problem.status === FORBIDDEN) {
    link.value = 'expired';
    fault.value = problem.message;
  } else if (problem.status === TOO_MANY) {
    fault.value = t('login.tooMany', {time: countdown(Math.max(1, problem.retryAfter))});
  } else {
    fault.value = problem.status === BAD_REQUEST ? problem.message : outage(problem);
  }
}

openPage('setup.title', content);
