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

/** Those of a program that sends its own samples: it has no cores and no disks. */
const OF_A_PROGRAM = ['overview', 'events'];

/** @param {import('./page.js').Page} page @param {string} current */
export function tabs(page, current) {
  const search = searchOf(page);
  const names = page.machine.value.kind === 'guest' ? OF_A_PROGRAM : Object.keys(TABS);
  return html`<nav class="tabs" aria-label=${t('machine.tabs')}>
    ${names.map(
      (name) =>
        html`<a href="machines/${encodeURIComponent(page.id)}/${name}${search}" aria-current=${name === current ? 'page' : 'false'}>
          ${t(`machine.tab.${name}`)}
        </a>`,
    )}
  </nav>`;
}
