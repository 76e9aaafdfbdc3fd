/** The row above the list of instances: filter, and what changed its place meanwhile. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {number} from '../../core/format.js';
import {singleKeys} from '../../shell/shortcuts.js';
import {icon} from '../../ui/icons.js';

/**
 * @param {{q: string, shown: number, total: number, moved: number, change: (wish: {q: string}) => void, resort: () => void, toList: () => void, save: () => void}} model
 */
export function drawTools({q, shown, total, moved, change, resort, toList, save}) {
  const key = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') {
      change({q: ''});
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      toList();
    }
  };
  return html`<h2 id="instances-title">${t('services.instances')} <span class="quiet" role="status">${shown === total ? number(total) : t('services.of', {n: number(shown), of: number(total)})}</span></h2>
    <div class="filter">${icon('search')}
      <div class="filter-box"><input id="filter" type="text" role="searchbox" autocomplete="off" spellcheck="false" maxlength="200" aria-label=${t('services.filter')}
        placeholder=${t('services.filterHint')} .value=${q} @input=${(event) => change({q: event.target.value})} @keydown=${key}></div>
      ${q === '' ? (singleKeys.value ? html`<kbd>/</kbd>` : nothing) : html`<button class="filter-clear" aria-label=${t('filter.clear')} @click=${() => change({q: ''})}>${icon('close', 16)}</button>`}
    </div>
    ${moved > 0 ? html`<button class="button moved" @click=${resort}>${icon('sort', 16)}${t('sort.moved', {n: number(moved)})}</button>` : nothing}
    <button class="button ghost save" ?disabled=${shown === 0} @click=${save}>${icon('download', 16)}${t('table.csv')}</button>`;
}
