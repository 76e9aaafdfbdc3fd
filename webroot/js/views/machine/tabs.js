/** The tabs are links: each has an address of its own, which keeps the time range. */
import {html} from '../../core/html.js';
import {t} from '../../core/i18n.js';
import {searchOf} from './address.js';
import {mountCores} from './cores.js';
import {mountDisks} from './disks.js';
import {mountNetwork} from './network.js';
import {mountOverview} from './overview.js';
import {mountProcesses} from './processes.js';

/** @type {Record<string, (page: import('./page.js').Page, element: HTMLElement) => () => void>} */
export const TABS = {
  overview: mountOverview,
  cores: mountCores,
  disks: mountDisks,
  network: mountNetwork,
  processes: mountProcesses,
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
