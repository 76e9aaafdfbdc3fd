/** What an operator does here: let a node hand over its roles, let an instance rest, let it serve again. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {ApiProblem, tell} from '../../net/api.js';
import {openDialog} from '../../ui/dialog.js';
import {problemText, toast} from '../../ui/messages.js';

const LONGEST_REASON = 200;

/** @param {string} node its name @param {boolean} draining whether it does so already */
export function askDrain(node, draining) {
  ask({
    title: t(draining ? 'services.drainEnd.title' : 'services.drain.title', {node}),
    text: t(draining ? 'services.drainEnd.text' : 'services.drain.text', {node}),
    label: t(draining ? 'services.drainEnd' : 'services.drain'),
    busy: t(draining ? 'services.drainEnd.busy' : 'services.drain.busy'),
    done: t(draining ? 'services.drainEnd.done' : 'services.drain.done', {node}),
    order: () => tell('POST', `/api/v1/nodes/${encodeURIComponent(node)}/drain`, {end: draining}),
  });
}

/** @param {import('../../core/services.js').Entry} entry a registration */
export function askRest({id, name}) {
  ask({
    title: t('services.rest.title', {name}), text: t('services.rest.text', {name}), label: t('services.rest'), busy: t('services.rest.busy'),
    done: t('services.rest.done', {name}), reason: true,
    order: (reason) => tell('PUT', `${path(id)}/maintenance`, {reason}),
  });
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
 * @param {{title: string, text: string, label: string, busy: string, done: string, reason?: boolean, order: (reason: string) => Promise<unknown>}} question
 */
function ask({title, text, label, busy, done, reason = false, order}) {
  const dialog = openDialog({label: title, className: 'order-dialog'});
  let running = false;
  let error = '';

  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const why = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('reason') ?? '').trim();
    if (running || (reason && why === '')) {
      error = running ? error : t('services.rest.missing');
      draw();
      return;
    }
    running = true;
    error = '';
    draw();
    try {
      await order(why);
      dialog.close();
      toast(done);
    } catch (problem) {
      running = false;
      error = said(problem);
      draw();
    }
  };

  const mended = () => {
    if (error) {
      error = '';
      draw();
    }
  };

  const draw = () => dialog.draw(html`<form class="dialog-form" @submit=${submit} novalidate>
    <h2>${title}</h2>
    <p class="quiet">${text}</p>
    ${reason ? html`<label class="dialog-field"><span>${t('services.rest.reason')}</span><input name="reason" type="text" autocomplete="off" maxlength=${LONGEST_REASON} autofocus @input=${mended}></label>` : nothing}
    ${error ? html`<p class="dialog-error" role="alert">${error}</p>` : nothing}
    <div class="dialog-buttons">
      <button type="button" class="button" @click=${dialog.close}>${t('range.cancel')}</button>
      <button type="submit" class="button primary" aria-disabled=${running ? 'true' : nothing}>${running ? busy : label}</button>
    </div>
  </form>`);
  draw();
}
