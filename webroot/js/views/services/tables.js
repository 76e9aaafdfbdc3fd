/** The tables of the services page. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {dateTime, duration, number} from '../../core/format.js';
import {serverNow} from '../../net/api.js';
import {stateIcon} from '../../ui/icons.js';
import {STATE_KEYS} from '../../ui/badge.js';

/** Health in the shapes of the states: one language of signs for the whole page. */
const SHAPES = {passing: 0, closed: 0, 'half-open': 1, failing: 2, open: 2};
const UNKNOWN = 3;

/** @param {any[]} items */
export function drawServices(items) {
  if (items.length === 0) {
    return html`<div class="empty"><p>${t('services.empty')}</p></div>`;
  }
  const worstFirst = [...items].sort((a, b) => shapeOf(b.health) % UNKNOWN - shapeOf(a.health) % UNKNOWN || (a.service < b.service ? -1 : 1));
  return html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('services.title')}><table class="data">
    <thead><tr>
      <th scope="col">${t('services.service')}</th><th scope="col">${t('services.node')}</th><th scope="col">${t('services.health')}</th>
      <th scope="col" class="end">${t('services.latency')}</th><th scope="col" class="end">${t('services.since')}</th><th scope="col">${t('services.detail')}</th>
    </tr></thead>
    <tbody>${worstFirst.map(({service, node, host, health, latencyMs, since, detail, checkedAt, address}) => html`<tr>
      <th scope="row" title=${address ?? nothing}>${service}</th>
      <td><bdi dir="ltr">${node}</bdi>${host && host !== node ? html` <span class="quiet">${host}</span>` : nothing}</td>
      <td title=${checkedAt ? t('services.checkedAt', {time: dateTime(checkedAt)}) : nothing}>${sign(health)}</td>
      <td class="end">${latencyMs === null || latencyMs === undefined ? number(null) : t('services.ms', {value: number(latencyMs, 1)})}</td>
      <td class="end" title=${dateTime(since)}>${duration((serverNow() - since) / 1000)}</td>
      <td class="quiet">${detail}</td>
    </tr>`)}</tbody></table></div>`;
}

/** @param {any[]} breakers */
export function drawBreakers(breakers) {
  if (breakers.length === 0) {
    return nothing;
  }
  return html`<section class="breakers"><h2>${t('services.breakers')}</h2>
    <div class="panel scroll" tabindex="0" role="region" aria-label=${t('services.breakers')}><table class="data">
      <thead><tr><th scope="col">${t('services.breaker')}</th><th scope="col">${t('services.breakerState')}</th>
        <th scope="col" class="end">${t('services.failures')}</th><th scope="col">${t('services.detail')}</th></tr></thead>
      <tbody>${breakers.map(({name, state, failures}) => html`<tr>
        <th scope="row">${name}</th><td>${sign(state)}</td><td class="end">${number(failures)}</td><td class="quiet">${t(`services.${state}Text`)}</td>
      </tr>`)}</tbody></table></div></section>`;
}

/** @param {string} health */
function sign(health) {
  const shape = shapeOf(health);
  return html`<span class="badge" data-state=${STATE_KEYS[shape]}>${stateIcon(shape)}${t(`services.${health}`)}</span>`;
}

/** @param {string} health */
function shapeOf(health) {
  return SHAPES[health] ?? UNKNOWN;
}
