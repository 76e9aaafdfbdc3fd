/** Which calls are held back, and who may do what only one may do. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {duration, number} from '../../core/format.js';
import {serverNow} from '../../net/api.js';
import {sign} from './signs.js';

/** Each instance of a service may have one: a hundred that hold nothing back are not drawn before somebody asks for them. */
let closedShown = false;

/** @param {import('../../core/cluster.js').Breaker[]} breakers @param {() => void} redraw */
export function drawBreakers(breakers, redraw) {
  const toggled = (/** @type {Event} */ event) => {
    closedShown = /** @type {HTMLDetailsElement} */ (event.currentTarget).open;
    redraw();
  };
  const held = breakers.filter(({state}) => state !== 'closed');
  const closed = breakers.filter(({state}) => state === 'closed');
  return html`<section class="panel lines" aria-labelledby="breakers-title">
    <h2 id="breakers-title">${t('services.breakers')}</h2>
    ${held.length === 0 ? html`<p class="quiet all-good">${t(breakers.length ? 'services.allClosed' : 'services.noBreakers')}</p>` : html`<ul>${held.map(breaker)}</ul>`}
    ${closed.length === 0 ? nothing : html`<details ?open=${closedShown} @toggle=${toggled}><summary>${t('services.closedCount', {n: number(closed.length)})}</summary>
      ${closedShown ? html`<ul>${closed.map(breaker)}</ul>` : nothing}</details>`}
  </section>`;
}

/** @param {import('../../core/cluster.js').Breaker} breaker */
function breaker({what, where, by, state, failures, nextTry}) {
  const facts = [by ? t('services.askedBy', {node: by}) : '', failures ? t('services.failuresInRow', {n: number(failures)}) : '',
    nextTry ? t('services.nextTry', {time: duration(Math.max(0, (nextTry - serverNow()) / 1000))}) : t(`services.${state}Text`)].filter(Boolean);
  return html`<li data-breaker=${state}><div><b>${what}</b>${where ? html` <span class="quiet">${t('services.on')} <bdi dir="ltr">${where}</bdi></span>` : nothing}
    <small>${facts.map((fact, place) => html`${place ? ' · ' : nothing}<bdi>${fact}</bdi>`)}</small></div>${sign(state)}</li>`;
}

/** @param {any[]} leases null where the gateway does not tell */
export function drawLeases(leases) {
  return html`<section class="panel lines leases" aria-labelledby="leases-title">
    <h2 id="leases-title">${t('services.leases')}</h2>
    ${leases.length === 0 ? html`<p class="quiet all-good">${t('services.noLeases')}</p>` : html`<ul>${leases.map(lease)}</ul>`}
  </section>`;
}

/** @param {any} lease */
function lease({name, owner, ownerName, fence, length, held}) {
  return html`<li data-lease=${name} title=${t('services.length', {time: duration(length / 1000)})}><div class="one-line"><b>${name}</b>
    <small>${t('services.fence', {n: number(fence)})}</small></div>
    ${held ? html`<span class="holder" title=${owner ?? nothing}><bdi dir="ltr">${ownerName || owner}</bdi></span>` : sign('free')}</li>`;
}
