/** The tabs are links: each has an address of its own, which keeps the time range. */
import {html} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {searchOf} from './address.js';

/** @type {Record<string, () => Promise<(page: import('./page.js').Page, element: HTMLElement) => () => void>>} fetched when first opened */
export const TABS = {
  overview: () => import('./overview.js').then(({mountOverview}) => mountOverview),
  cores: () => import('./cores.js').then(({mountCores}) => mountCores),
  disks: () => import('./disks.js').then(({mountDisks}) => mountDisks),
  network: () => import('./network.js').then(({mountNetwork}) => mountNetwork),
  processes: () => import('./processes.js').then(({mountProcesses}) => mountProcesses),
  events: () => import('./events.js').then(({mountEvents}) => mountEvents),
};

/** @param {import('./page.js').Page} page @param {string} current */
export function tabs(page, current) {
  const search = searchOf(page);
  return html`<nav class="tabs" aria-label=${t('machine.tabs')}>
    ${Object.keys(TABS).map(
      (name) =>
        html`<a href="machines/${encodeURIComponent(page.id)}/${name}${search}" aria-current=${name === current ? 'page' : 'false'}>
          ${t(`machine.tab.${name}`)}
        </a>`,
    )}
  </nav>`;
}
