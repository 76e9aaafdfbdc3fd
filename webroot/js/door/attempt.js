/** An attempt to log in: what the log-in page and the dialog over a page have in common. */
import {signal} from '../../vendor/signals-core.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {countdown} from '../core/door.js';
import {tell} from '../net/api.js';
import {noteCaller} from '../net/session.js';

const UNAUTHENTICATED = 401;
const TOO_MANY = 429;

/** @param {(problem: import('../net/api.js').ApiProblem) => string} outage what is said when the gateway itself cannot do it */
export function createAttempt(outage) {
  const fault = signal('');
  const busy = signal(false);
  /** Seconds until the next attempt may be made. */
  const wait = signal(0);
  const held = () => busy.value || wait.value > 0;

  /** @param {SubmitEvent} event of a form with the fields `name` and `password`; whoever is known afterwards is in `caller` */
  async function submit(event) {
    event.preventDefault();
    if (held()) {
      return;
    }
    const form = /** @type {HTMLFormElement} */ (event.target);
    const data = new FormData(form);
    busy.value = true;
    fault.value = '';
    try {
      noteCaller(await tell('POST', '/api/v1/session', {name: data.get('name'), password: data.get('password')}));
    } catch (problem) {
      failed(problem);
      const password = form.elements.namedItem('password');
      password.focus();
      password.select();
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

  const label = () => (wait.value > 0 ? t('login.waits', {time: countdown(wait.value)}) : t(busy.value ? 'login.busy' : 'login.submit'));
  /** @param {string} look its classes */
  const button = (look) => html`<button type="submit" class="button primary figure ${look}" aria-disabled=${held() ? 'true' : nothing}>${label()}</button>`;
  return {fault, submit, button};
}

/** The way to the provider, which leads back to what was asked for. @param {string} provider its name @param {string} to counted from the base @param {boolean} [first] whether it has the focus when its dialog opens */
export function providerLink(provider, to, look = '', first = false) {
  const link = new URL(`api/v1/oidc/login?to=${encodeURIComponent(to)}`, document.baseURI);
  return html`<a class="button ${look}" href=${link.href} target="_self" ?autofocus=${first}>${t('login.provider', {provider})}</a>`;
}
