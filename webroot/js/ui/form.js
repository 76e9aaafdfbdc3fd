/** A form in a dialog: it stays open with the reason when its order could not be done, and takes no second one meanwhile. */
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {ApiProblem} from '../net/api.js';
import {openDialog} from './dialog.js';
import {problemText, toast} from './messages.js';

/**
 * @param {object} form
 * @param {string} form.title
 * @param {string} [form.text]
 * @param {(redraw: () => void) => unknown} [form.fields]
 * @param {string} form.submit word of the button
 * @param {boolean} [form.danger] what it does cannot be taken back
 * @param {(data: FormData) => Promise<unknown>} form.order
 * @param {(answer: any) => void} form.done the dialog is closed already
 * @param {(close: () => void) => unknown} [form.more] other things to do, at the other end of the buttons
 * @param {string} [form.className]
 */
export function openForm({title, text, fields, submit, danger, order, done, more, className = ''}) {
  const dialog = openDialog({label: title, className: `form-dialog ${className}`});
  let running = false;
  let error = '';

  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (running) {
      return;
    }
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    running = true;
    error = '';
    draw();
    await order(data).then((answer) => {
      dialog.close();
      done(answer);
    }, failed);
  };

  /** Whoever closed it meanwhile is told nevertheless. @param {unknown} problem */
  const failed = (problem) => {
    running = false;
    error = sentence(problem);
    if (dialog.element.isConnected) {
      draw();
    } else {
      toast(error);
    }
  };

  const draw = () => dialog.draw(html`<form class="dialog-form" @submit=${send} novalidate>
    <h2>${title}</h2>
    ${text ? html`<p class="quiet">${text}</p>` : nothing}
    ${fields?.(draw) ?? nothing}
    ${error ? html`<p class="dialog-error" role="alert">${error}</p>` : nothing}
    <div class="dialog-buttons">
      ${more ? html`<div class="dialog-more">${more(dialog.close)}</div>` : nothing}
      <button type="button" class="button" @click=${dialog.close}>${t('range.cancel')}</button>
      <button type="submit" class="button ${danger ? 'danger' : 'primary'}" aria-disabled=${running ? 'true' : nothing}>${submit}</button>
    </div>
  </form>`);
  draw();
  return dialog;
}

/** @param {unknown} problem what the server says stands without time and number: its rule is what the reader needs */
export function sentence(problem) {
  if (!(problem instanceof ApiProblem) || problem.status === 0 || problem.status >= 500) {
    return problemText(problem instanceof ApiProblem ? problem : null);
  }
  const said = problem.message.replace(/^member '\w+' /, '');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}
