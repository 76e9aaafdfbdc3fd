/** All that is known of one instance. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {dateTime, duration, number} from '../../core/format.js';
import {serverNow} from '../../net/api.js';
import {may} from '../../net/session.js';
import {icon} from '../../ui/icons.js';
import {openDialog} from '../../ui/dialog.js';
import {rightButton, takes} from '../../ui/right.js';
import {askRest, serveAgain} from './actions.js';
import {sign} from './signs.js';

const MOST_CHANGES = 20;

/**
 * @param {import('../../core/services.js').Entry} entry
 * @param {() => void} closed
 */
export function openInstance(entry, closed) {
  const dialog = openDialog({label: entry.name, className: 'sheet instance'});
  dialog.element.addEventListener('close', closed);
  const draw = (/** @type {import('../../core/services.js').Entry|undefined} */ now) => dialog.draw(html`
    <header class="sheet-head"><h2>${entry.name}</h2>${now ? sign(now.health) : nothing}
      <button class="button ghost square" aria-label=${t('action.close')} @click=${dialog.close}>${icon('close')}</button></header>
    <div class="sheet-body" tabindex="0" role="region" aria-label=${entry.name}>${now ? content(now) : html`<p class="quiet">${t('services.removed')}</p>`}</div>`);
  draw(entry);
  return {id: entry.id, draw, close: dialog.close};
}

/** @param {import('../../core/services.js').Entry} entry */
function content(entry) {
  const {role, kind, address, node, health, detail, maintenance, since, latency, history, raw} = entry;
  const facts = [
    [t('services.kind'), t(`services.kind.${kind}`)],
    [t('services.address'), html`<bdi dir="ltr" class="mono">${address}</bdi>`],
    [t('services.node'), html`<bdi dir="ltr">${node}</bdi>`],
    [t('services.since'), `${duration((serverNow() - since) / 1000)} (${dateTime(since)})`],
    latency === null ? null : [t('services.latency'), t('services.ms', {value: number(latency, 1)})],
    role ? null : [t('services.id'), html`<bdi dir="ltr" class="mono">${raw.id}</bdi>`],
    raw.tags?.length ? [t('services.tags'), html`<ul class="chips">${raw.tags.map((tag) => html`<li class="chip">${tag}</li>`)}</ul>`] : null,
    role ? null : [t('services.weight'), number(raw.weight)],
    raw.leaseMs ? [t('services.lease'), t('services.leaseText', {time: duration(raw.leaseMs / 1000)})] : null,
    ...Object.entries(raw.meta ?? {}).map(([key, value]) => [html`<bdi dir="ltr">${key}</bdi>`, html`<bdi>${value}</bdi>`]),
  ].filter(Boolean);
  return html`
    ${maintenance === null ? nothing : html`<p class="reason rest">${icon('wrench', 16)}${t('services.restsBecause', {why: maintenance})}</p>`}
    ${raw.healthStale ? html`<p class="reason">${t('services.healthStale')}</p>` : nothing}
    ${detail ? html`<p class="reason" data-health=${health}>${detail}</p>` : nothing}
    <dl class="facts-list">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    ${role ? nothing : html`<p class="order">${rightButton('operate', {act: () => (maintenance === null ? askRest(entry) : serveAgain(entry))},
      html`${icon('wrench', 16)}${t(maintenance === null ? 'services.rest' : 'services.serve')}`)}${may('operate') ? nothing : html`<span class="quiet">${takes('operate')}</span>`}</p>`}
    ${raw.checks?.length ? html`<h3>${t('services.checks')}</h3><ul class="checks">${raw.checks.map(check)}</ul>` : nothing}
    ${raw.watchers?.length ? html`<h3>${t('services.watchers')}</h3><ul class="checks">${raw.watchers.map(watcher)}</ul>` : nothing}
    <h3>${t('services.history')}</h3>
    ${history?.length ? html`<ol class="changes">${history.slice(0, MOST_CHANGES).map(change)}</ol>` : html`<p class="quiet">${t('services.noHistory')}</p>`}`;
}

/** @param {any} check */
function check({kind, target, everyMs, health, detail, latencyMs}) {
  const took = typeof latencyMs === 'number' ? t('services.ms', {value: number(latencyMs, 1)}) : '';
  return html`<li><b>${t(`services.kind.${kind}`)}</b>${target ? html`<bdi dir="ltr" class="mono">${target}</bdi>` : nothing}
    <span class="quiet">${t('services.every', {time: duration(everyMs / 1000)})}</span><span class="end figure quiet">${took}</span>${health ? sign(health) : nothing}${
  detail ? html`<small>${detail}</small>` : nothing}</li>`;
}

/** @param {any} watcher */
function watcher({name, health, detail}) {
  return html`<li><b><bdi dir="ltr">${name}</bdi></b><span class="end"></span>${sign(health)}${detail ? html`<small>${detail}</small>` : nothing}</li>`;
}

/** @param {import('../../core/services.js').Change} one */
function change({at, health, detail}) {
  return html`<li><time class="figure" datetime=${new Date(at).toISOString()}>${dateTime(at)}</time>${sign(health)}<span class="quiet">${detail}</span></li>`;
}
