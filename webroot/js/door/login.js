/** The log-in, which leads on to what was asked for. */
import {effect} from '../../vendor/signals-core.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {nextOf} from '../core/door.js';
import {caller} from '../net/session.js';
import {passwordField} from '../ui/password.js';
import {createAttempt, providerLink} from './attempt.js';
import {alertPlace, away, commandLine, openPage, outage} from './page.js';

/** Why the provider's answer let nobody in, by the word in the address. */
const REFUSALS = {
  begun: 'login.refused.begun',
  provider: 'login.refused.provider',
  role: 'login.refused.role',
  person: 'login.refused.person',
};

const next = new URL(`.${nextOf(location.search)}`, document.baseURI);
const refusal = REFUSALS[new URLSearchParams(location.search).get('refused')];
const attempt = createAttempt(outage);

function content() {
  return caller.value.setup ? noUsers() : form();
}

function form() {
  return html`
    <form class="door-form" @submit=${attempt.submit}>
      ${alertPlace(attempt.fault.value || troubles())}
      <div class="form-field"><label for="name">${t('door.name')}</label>
        <input class="field" id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64"></div>
      ${passwordField({name: 'password', label: t('door.password'), autocomplete: 'current-password'})}
      ${attempt.button('door-submit')}
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

/** Beside names and passwords. */
function withProvider() {
  const {provider} = caller.value;
  return provider ? html`<p class="door-aside">${providerLink(provider, nextOf(location.search), 'door-provider')}</p>` : nothing;
}

function noUsers() {
  return html`<div class="door-form"><p>${t('login.noUsers')}</p><p class="quiet">${t('login.noUsers.again')}</p>${commandLine('./atalaia admin link')}</div>${wayWithout()}`;
}

/** Where everybody may come in, nobody has to stay here. */
const wayWithout = () => (caller.value.kind === 'anonymous' ? html`<p class="door-aside"><a href=${next.href}>${t('login.without')}</a></p>` : nothing);

effect(() => {
  if (caller.value.kind === 'user') {
    location.replace(next);
  }
});

openPage('login.title', content);
