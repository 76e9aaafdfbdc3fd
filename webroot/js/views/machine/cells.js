/** Cells that several tables share. */
import {percent} from '../../core/format.js';
import {html, nothing} from '../../../vendor/lit-html.js';
import {stateIcon} from '../../ui/icons.js';
import {stateWord} from '../../ui/badge.js';

/**
 * A share as bar and figure; a level adds its shape and its word, so colour is never alone.
 * @param {number|null|undefined} value percent
 * @param {0|1|2} level
 */
export function meter(value, level) {
  const known = value !== null && value !== undefined;
  return html`<span class="gauge" data-severity=${level}>
    <span class="gauge-bar" aria-hidden="true"><i style="inline-size:${known ? Math.max(0, Math.min(100, value)) : 0}%"></i></span>
    <b class="figure">${percent(known ? value : null, {digits: 1})}</b>
    ${level > 0 ? html`<span class="gauge-level" title=${stateWord(level)}>${stateIcon(level)}<span class="visually-hidden">${stateWord(level)}</span></span>` : ''}
  </span>`;
}

/**
 * The cell that chooses what the chart below shows.
 * @param {string} name @param {boolean} chosen @param {() => void} choose
 */
export function chooser(name, chosen, choose) {
  return html`<th scope="row">
    <button type="button" class="chooser" aria-pressed=${String(chosen)} @click=${choose}><bdi dir="ltr">${name}</bdi></button>
  </th>`;
}

/** @param {string[]} labels @param {number[]} figures the columns that hold figures */
export function tableHead(labels, figures) {
  return html`<thead>
    <tr>
      ${labels.map((label, index) => html`<th scope="col" class=${figures.includes(index) ? 'figure' : ''}>${label}</th>`)}
    </tr>
  </thead>`;
}

/** Instead of an empty table. */
export function emptyRows(rows, text) {
  return rows.length === 0 ? html`<p class="table-empty">${text}</p>` : nothing;
}
