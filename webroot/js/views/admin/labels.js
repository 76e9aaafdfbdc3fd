/** Labels as rows of a form: a name and a value each. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {icon} from '../../ui/icons.js';

const MOST = 32;

/**
 * @param {Record<string, string>} labels
 * @param {Record<string, string>} fixed those of the agent, for the reader to know
 * @returns {(redraw: () => void) => unknown}
 */
export function labelFields(labels, fixed) {
  const rows = Object.entries(labels).sort().map(([name, value]) => ({name, value}));
  const agent = Object.entries(fixed).sort();
  return (redraw) => html`<fieldset class="labels"><legend>${t('machines.labels')}</legend>
    <p class="quiet">${t('machines.labels.hint')}</p>
    ${rows.map((row, at) => html`<div class="label-row">
      <input name="label-name" aria-label=${t('machines.label.name', {n: at + 1})} placeholder="site" maxlength="63" autocomplete="off" spellcheck="false" autocapitalize="none" .value=${row.name} @input=${(event) => (row.name = event.target.value)}>
      <input name="label-value" aria-label=${t('machines.label.value', {n: at + 1})} placeholder="lisbon" maxlength="200" autocomplete="off" .value=${row.value} @input=${(event) => (row.value = event.target.value)}>
      <button type="button" class="button ghost square" aria-label=${t('machines.label.remove', {n: at + 1})} @click=${() => {
        rows.splice(at, 1);
        redraw();
      }}>${icon('close', 16)}</button></div>`)}
    ${rows.length < MOST ? html`<button type="button" class="button label-add" @click=${(event) => {
      rows.push({name: '', value: ''});
      redraw();
      event.target.closest('fieldset').querySelector('.label-row:last-of-type input')?.focus();
    }}>${t('machines.label.add')}</button>` : nothing}
    ${agent.length ? html`<p class="quiet">${t('machines.labels.agent')} ${agent.map(([name, value]) => html`<span class="tag"><bdi dir="ltr">${name}: ${value}</bdi></span> `)}</p>` : nothing}
  </fieldset>`;
}

/** Rows that were left empty are none. @param {FormData} data @returns {Record<string, string>} */
export function readLabels(data) {
  const values = data.getAll('label-value').map(String);
  return Object.fromEntries(data.getAll('label-name').map((name, at) => [String(name).trim(), values[at].trim()]).filter(([name, value]) => name || value));
}
