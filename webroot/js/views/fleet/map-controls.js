/** The legend of the heat map and its two choices. */
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {stateBadge} from '../../ui/badge.js';
import {SCALES} from './map-scale.js';

/**
 * @param {HTMLElement} place
 * @param {{by: string, group: string, labels: string[], change: (wish: {by?: string, group?: string}) => void}} model
 */
export function drawControls(place, {by, group, labels, change}) {
  const {format, low, high} = SCALES[by];
  render(html`
    <label>${t('map.by')} <select class="field" .value=${by} @change=${(event) => change({by: event.target.value})}>${Object.keys(SCALES).map((key) => html`
      <option value=${key} ?selected=${key === by}>${t(`sort.${key}`)}</option>`)}</select></label>
    ${labels.length === 0 ? nothing : html`<label>${t('map.group')} <select class="field" @change=${(event) => change({group: event.target.value})}>
      <option value="-" ?selected=${group === ''}>${t('map.together')}</option>${labels.map((label) => html`
      <option value=${label} ?selected=${label === group}>${label}</option>`)}</select></label>`}
    <span class="ramp figure" dir="ltr"><span>${format(low)}</span>${[0, 1, 2, 3, 4, 5, 6].map((step) => html`<i class="h${step}"></i>`)}<span>${format(high)}</span></span>
    <span class="map-states">${[2, 1, 3].map(stateBadge)}</span>`, place);
}
