/** The log-in, which leads on to what was asked for. */
import {effect, signal} from '../../vendor/signals-core.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {countdown, nextOf} from '../core/door.js';
import {tell} from '../net/api.js';
import {caller, noteCaller} from '../net/session.js';
import {passwordField} from '../ui/password.js';
import {alertPlace, away, commandLine, openPage, outage} from './page.js';

const UNAUTHENTICATED = 401;
const TOO_MANY = 429;

/** Why the provider's answer let nobody in, by the word in the address. */
const REFUSALS = {
  begun: 'login.refused.begun',
  provider: 'login.refused.provider',
  role: 'login.refused.role',
  person: 'login.refused.person',
};

const next = new URL(`.${nextOf(location.search)}`, document.baseURI);
const refusal = REFUSALS[new URLSearchParams(location.search).get('refused')];
const fault = signal('');
const busy = signal(false);
/** Seconds until the next attempt may be made. */
const wait = signal(0);

function content() {
  return caller.value.setup ? noUsers() : form();
}

function form() {
  const waits = wait.value > 0;
  const label = waits ? t('login.waits', {time: countdown(wait.value)}) : t(busy.value ? 'login.busy' : 'login.submit');
  return html`
    <form class="door-form" @submit=${submit}>
      ${alertPlace(fault.value || troubles())}
      <div class="form-field"><label for="name">${t('door.name')}</label>
        <input class="field" id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64"></div>
      ${passwordField({name: 'password', label: t('door.password'), autocomplete: 'current-password'})}
      <button class="button primary door-submit figure" aria-disabled=${busy.value || waits ? 'true' : nothing}>${label}</button>
    </form>
    ${withProvider()}
    ${wayWithout()}
    <details class="door-help"><summary>${t('login.help')}</summary><p>${t('login.help.text')}</p>${commandLine('./atalaia admin link')}</details>`;
}

/** What is wrong before anybody typed anything. */
function troubles() {
  if (away.value) {
    return outage(away.value);
  }
  return refusal ? t(refusal) : '';
}

/** Beside names and passwords; the provider leads back to what was asked for. */
function withProvider() {
  const provider = caller.value.provider;
  if (!provider) {
    return nothing;
  }
  const link = new URL(`api/v1/oidc/login?to=${encodeURIComponent(nextOf(location.search))}`, document.baseURI);
  return html`<p class="door-aside"><a class="button door-provider" href=${link.href}>${t('login.provider', {provider})}</a></p>`;
}

function noUsers() {
  return html`<div class="door-form"><p>${t('login.noUsers')}</p><p class="quiet">${t('login.noUsers.again')}</p>${commandLine('./atalaia admin link')}</div>${wayWithout()}`;
}

/** Where everybody may come in, nobody has to stay here. */
const wayWithout = () => (caller.value.kind === 'anonymous' ? html`<p class="door-aside"><a href=${next.href}>${t('login.without')}</a></p>` : nothing);

/** @param {SubmitEvent} event */
async function submit(event) {
  event.preventDefault();
  if (busy.value || wait.value > 0) {
    return;
  }
  const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
  busy.value = true;
  fault.value = '';
  try {
    // Whoever is known afterwards is led on, below.
    noteCaller(await tell('POST', '/api/v1/session', {name: data.get('name'), password: data.get('password')}));
  } catch (problem) {
    failed(problem);
  }
  busy.value = false;
}

/** @param {import('../net/api.js').ApiProblem} problem */
function failed(problem) {
  if (problem.status === TOO_MANY) {
    holdBack(Math.max(1, problem.retryAfter));
  } else {
    fault.value = problem.status === UNAUTHENTICATED ? t('login.wrong') : outage(problem);
  }
  const password = /** @type {HTMLInputElement} */ (document.getElementById('password'));
  password.focus();
  password.select();
}

/** The words are said once; the figure that runs is on the button. @param {number} seconds */
function holdBack(seconds) {
  const until = Date.now() + seconds * 1000;
  fault.value = t('login.tooMany', {time: countdown(seconds)});
  wait.value = seconds;
  const timer = setInterval(() => {
    wait.value = Math.max(0, Math.ceil((until - Date.now()) / 1000));
    if (wait.value === 0) {
      clearInterval(timer);
      fault.value = '';
    }
  }, 250);
}

effect(() => {
  if (caller.value.kind === 'user') {
    location.replace(next);
  }
});

openPage('login.title', content);
