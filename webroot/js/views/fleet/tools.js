/** The row above the list: filter, sort, view. */
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {number} from '../../core/format.js';
import {singleKeys} from '../../shell/shortcuts.js';
import {icon} from '../../ui/icons.js';

export const VIEWS = ['cards', 'table', 'map'];
const SORT_CHOICES = ['severity', 'name', 'cpu', 'ram', 'disk', 'rx', 'temp'];

/**
 * @param {HTMLElement} place
 * @param {{wish: import('./selection.js').Wish, errors: import('../../core/query.js').QueryError[], moved: number,
 *   change: (wish: Partial<import('./selection.js').Wish>) => void, resort: () => void, toList: () => void}} model
 */
export function drawTools(place, {wish, errors, moved, change, resort, toList}) {
  render(html`
    <div class="filter">
      ${icon('search')}
      <div class="filter-box">
        <div class="filter-marks" aria-hidden="true">${marks(wish.q, errors)}</div>
        <input id="filter" type="text" role="searchbox" autocomplete="off" spellcheck="false" maxlength="300" aria-label=${t('filter.label')}
          placeholder=${t('filter.placeholder')} .value=${wish.q} aria-invalid=${errors.length > 0} aria-describedby="filter-note"
          @input=${(event) => change({q: event.target.value})} @scroll=${follow} @keydown=${(event) => filterKey(event, change, toList)}>
      </div>
      ${wish.q === '' ? (singleKeys.value ? html`<kbd>/</kbd>` : nothing) : html`<button class="filter-clear" aria-label=${t('filter.clear')} @click=${() => change({q: ''})}>${icon('close', 16)}</button>`}
    </div>
    <label class="sort"><span class="visually-hidden">${t('sort.label')}</span>
      <select class="field" .value=${wish.sort} @change=${(event) => change({sort: event.target.value})}>${sortOptions(wish.sort)}</select>
    </label>
    ${moved > 0 ? html`<button class="button moved" @click=${resort}>${icon('sort', 16)}${t('sort.moved', {n: number(moved)})}</button>` : nothing}
    <div class="segments" role="group" aria-label=${t('view.label')}>${VIEWS.map((view) => html`
      <button aria-pressed=${wish.view === view} @click=${() => change({view})}>${icon(view, 16)}<span>${t(`view.${view}`)}</span></button>`)}
    </div>
    <p id="filter-note" class="filter-note" aria-live="polite">${errors.length > 0 ? t(errors[0].key, errors[0].params) : nothing}</p>`, place);
}

/** @param {string} sort the table offers more orders than this list; the one in force is always in it */
function sortOptions(sort) {
  const choices = SORT_CHOICES.includes(sort) ? SORT_CHOICES : [...SORT_CHOICES, sort];
  return choices.map((key) => {
    const reversed = key.startsWith('-');
    const name = t(`sort.${key.replace(/^-/, '')}`);
    return html`<option value=${key} ?selected=${key === sort}>${t(reversed ? 'sort.reversed' : 'sort.by', {name})}</option>`;
  });
}

/**
 * The text once more behind the field, invisible except for the waves under what is not understood.
 * @param {string} text
 * @param {import('../../core/query.js').QueryError[]} errors
 */
function marks(text, errors) {
  const parts = [];
  let at = 0;
  for (const {start, end} of errors) {
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** @param {Event} event keeps the waves under a text that is longer than the field */
function follow(event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  input.previousElementSibling.scrollLeft = input.scrollLeft;
}

/**
 * @param {KeyboardEvent} event
 * @param {(wish: {q: string}) => void} change
 * @param {() => void} toList
 */
function filterKey(event, change, toList) {
  if (event.key === 'Escape') {
    change({q: ''});
  } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    toList();
  }
}
