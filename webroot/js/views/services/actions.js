/** What an operator does here: let a node hand over its roles, let an instance rest, let it serve again. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {ApiProblem, tell} from '../../net/api.js';
import {openDialog} from '../../ui/dialog.js';
import {problemText, toast} from '../../ui/messages.js';

const LONGEST_REASON = 200;

/** @param {string} node its name @param {boolean} draining whether it does so already */
export function askDrain(node, draining) {
  ask(draining ? 'services.drainEnd' : 'services.drain', {node}, () => tell('POST', `/api/v1/nodes/${encodeURIComponent(node)}/drain`, {end: draining}));
}

/** @param {import('../../core/services.js').Entry} entry a registration */
export function askRest({id, name}) {
  ask('services.rest', {name}, (reason) => tell('PUT', `${path(id)}/maintenance`, {reason}), 'services.rest.missing');
}

/** @param {import('../../core/services.js').Entry} entry a registration that rests */
export async function serveAgain({id, name}) {
  await tell('DELETE', `${path(id)}/maintenance`).then(() => toast(t('services.serve.done', {name})), (problem) => toast(said(problem)));
}

/** @param {string} id */
const path = (id) => `/api/v1/registrations/${encodeURIComponent(id)}`;

/** @param {unknown} problem */
const said = (problem) => problemText(problem instanceof ApiProblem ? problem : null);

/**
 * Asks before it is done, stays open with the reason when it could not be done, and takes no second order meanwhile.
 * @param {string} key of the texts: the order itself, and behind it .title, .text, .busy, .done
 * @param {Record<string, string>} words in them
 * @param {(reason: string) => Promise<unknown>} order
 * @param {string} [missing] key of what is said to who gives no reason, where one is needed
 */
function ask(key, words, order, missing) {
  const dialog = openDialog({label: t(`${key}.title`, words), className: 'order-dialog'});
  let running = false;

  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const reason = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('reason') ?? '').trim();
    if (running) {
      return;
    }
    if (missing && reason === '') {
      draw(t(missing));
      return;
    }
    running = true;
    draw();
    await order(reason).then(done, failed);
  };

  const done = () => {
    dialog.close();
    toast(t(`${key}.done`, words));
  };

  /** Whoever closed it meanwhile is told nevertheless. @param {unknown} problem */
  const failed = (problem) => {
    running = false;
    if (dialog.element.isConnected) {
      draw(said(problem));
    } else {
      toast(said(problem));
    }
  };

  const draw = (error = '') => dialog.draw(html`<form class="dialog-form" @submit=${submit} novalidate>
    <h2>${t(`${key}.title`, words)}</h2>
    <p class="quiet">${t(`${key}.text`, words)}</p>
    ${missing ? html`<label class="dialog-field"><span>${t(`${key}.reason`)}</span><input name="reason" type="text" autocomplete="off" maxlength=${LONGEST_REASON} autofocus @input=${() => error && draw()}></label>` : nothing}
    ${error ? html`<p class="dialog-error" role="alert">${error}</p>` : nothing}
    <div class="dialog-buttons">
      <button type="button" class="button" @click=${dialog.close}>${t('range.cancel')}</button>
      <button type="submit" class="button primary" aria-disabled=${running ? 'true' : nothing}>${t(running ? `${key}.busy` : key)}</button>
    </div>
  </form>`);
  draw();
}
