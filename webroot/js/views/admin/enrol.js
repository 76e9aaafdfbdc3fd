/** One line for one machine: made, copied, and waited for until the machine is here. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {commandFor, fetches, isLoopback} from '../../core/enrolment.js';
import {clock} from '../../core/format.js';
import {get, serverNow, tell} from '../../net/api.js';
import {copyLine} from '../../ui/copy.js';
import {openDialog} from '../../ui/dialog.js';
import {sentence} from '../../ui/form.js';

const LOOK = 1500;
const TOKENS = '/api/v1/machine-tokens';

/** @param {() => void} changed */
export async function addMachine(changed) {
  const dialog = openDialog({label: t('enrol.title'), className: 'form-dialog wide-form', keep: true});
  dialog.draw(frame(html`<p class="quiet" role="status">${t('enrol.making')}</p>`, dialog.close));
  try {
    const made = await tell('POST', '/api/v1/enrolments', {});
    if (dialog.element.isConnected) {
      wait(dialog, made, changed);
    }
  } catch (problem) {
    dialog.draw(frame(html`<p class="dialog-error" role="alert">${sentence(problem)}</p>`, dialog.close));
  }
}

/** @param {unknown} content @param {() => void} close */
function frame(content, close) {
  return html`<div class="dialog-form"><h2>${t('enrol.title')}</h2>${content}
    <div class="dialog-buttons"><button class="button" @click=${close}>${t('action.close')}</button></div></div>`;
}

/**
 * @param {ReturnType<typeof openDialog>} dialog
 * @param {{id: string, enrolment: string, ends: number, authority?: string, agentPackage?: string}} made
 * @param {() => void} changed
 */
function wait(dialog, made, changed) {
  /** @type {{id: string, name: string}|null} */
  let here = null;
  let machine = '';
  const line = commandFor(location, made);

  const look = async () => {
    try {
      machine ||= (await get(TOKENS)).items.find(({enrolmentId}) => enrolmentId === made.id)?.machine ?? '';
      here = machine ? await get(`/api/v1/machines/${encodeURIComponent(machine)}`).catch(() => null) : null;
    } catch {
      // The next look may do better; meanwhile the line stays right.
    }
    if (!dialog.element.isConnected) {
      return;
    }
    draw();
    if (here) {
      changed();
    } else {
      timer = setTimeout(look, LOOK);
    }
  };
  const draw = () => dialog.draw(frame(html`
    <p class="quiet">${t(fetches(location, made) ? 'enrol.fetches' : 'enrol.text')}</p>
    ${copyLine(line, t('enrol.line'))}
    <ul class="notes">
      <li>${t('enrol.ends', {time: clock(made.ends, {seconds: false})})}</li>
      ${made.authority ? html`<li>${t('enrol.authority')}</li>` : nothing}
      ${location.protocol === 'http:' && !local() ? html`<li class="bad">${t('enrol.insecure')}</li>` : nothing}
      ${local() ? html`<li class="bad">${t('enrol.local')}</li>` : nothing}
      ${made.agentPackage && !fetches(location, made) ? html`<li><a href=${made.agentPackage.slice(1)} download>${t('enrol.package')}</a></li>` : nothing}
      <li>${t('enrol.needs')} ${t('enrol.keeps')}</li>
    </ul>
    <div class="waiting-line" role="status" data-here=${here ? 'yes' : 'no'}>${status()}</div>`, dialog.close));
  const status = () => {
    if (here) {
      return html`<span class="here-mark" aria-hidden="true">✓</span><span><bdi>${t('enrol.here', {name: here.name})}</bdi> <a href="machines/${encodeURIComponent(here.id)}" @click=${dialog.close}>${t('enrol.open')}</a></span>`;
    }
    if (machine) {
      return html`<span class="waiting" aria-hidden="true"></span>${t('enrol.enrolled')}`;
    }
    return serverNow() < made.ends ? html`<span class="waiting" aria-hidden="true"></span>${t('enrol.waiting')}` : t('enrol.over');
  };
  dialog.element.addEventListener('close', () => clearTimeout(timer));
  draw();
  /** @type {HTMLElement} */ (dialog.element.querySelector('.copy-line .button')).focus();
  let timer = setTimeout(look, LOOK);
}

const local = () => isLoopback(location.hostname);
