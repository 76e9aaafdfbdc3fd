/** Every interface for itself, with what went wrong on it. */
import {bitRate, number} from '../../core/format.js';
import {html, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {computed, effect} from '../../../vendor/signals-core.js';
import {NETWORK_RATE} from '../../ui/chart-units.js';
import {chooser, emptyRows, tableHead} from './cells.js';
import {addChart} from './charts.js';
import {chosenChart} from './chosen.js';
import {networkSource} from './sources.js';

const COLUMNS = ['device', 'rx', 'tx', 'rxErrors', 'txErrors', 'rxDrops', 'txDrops'];

/** @param {import('./page.js').Page} page @param {HTMLElement} element */
export function mountNetwork(page, element) {
  render(
    html`<div class="tab-body">
      <section class="panel table-card"></section>
      <div class="charts charts-one"><div class="chart-slot"></div></div>
    </div>`,
    element,
  );
  const busiest = computed(() => page.known.value?.network && busiestOf(page.known.value.network));
  let kept = null;
  const chosen = chosenChart(
    () => (kept ??= busiest.value ?? null),
    (device) =>
      addChart(page, element.querySelector('.chart-slot'), networkSource(device), {
        title: t('machine.network.chart', {device}),
        unit: NETWORK_RATE,
      }),
  );
  const stop = effect(() => render(cards(page, chosen), element.querySelector('.table-card')));
  return () => {
    stop();
    chosen.destroy();
  };
}

const CARD = /^(eth|en|wl|ww|ib|bond)/;

/** While nothing moves, a real card is a better guess than what stands first in the list. */
function busiestOf(cards) {
  const traffic = ({device, rx, tx}) => (device === 'lo' ? -1 : (rx ?? 0) + (tx ?? 0) + (CARD.test(device) ? 0.5 : 0));
  return cards.reduce((one, other) => (traffic(other) > traffic(one) ? other : one), cards[0])?.device;
}

function cards(page, chosen) {
  const rows = page.known.value?.network ?? [];
  const live = page.present.value !== null;
  const rate = (value) => bitRate(live ? value : null);
  const wrong = (value) =>
    html`<td class="figure ${live && value > 0 ? 'figure-wrong' : ''}">${number(live ? value : null, 1)}</td>`;
  return html`<h2>${t('machine.interfaces')}</h2>
    <div class="table-scroll" tabindex="0" role="group" aria-label=${t('machine.interfaces')}>
      <table class="grid">
        ${tableHead(
          COLUMNS.map((key) => t(`machine.network.column.${key}`)),
          [1, 2, 3, 4, 5, 6],
        )}
        <tbody>
          ${rows.map(
            (card) =>
              html`<tr>
                ${chooser(card.device, chosen.is(card.device), () => chosen.choose(card.device))}
                <td class="figure">${rate(card.rx)}</td>
                <td class="figure">${rate(card.tx)}</td>
                ${[card.rxErrors, card.txErrors, card.rxDrops, card.txDrops].map(wrong)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${emptyRows(rows, t('machine.network.none'))}`;
}
