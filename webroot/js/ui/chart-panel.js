/** The fixed parts of a chart's panel. Its size never depends on the data, so nothing jumps when the data come. */
import {t} from '../core/i18n.js';
import {html, render} from '../../vendor/lit-html.js';

let count = 0;

/**
 * @param {string} title
 * @returns {Record<'section'|'unit'|'legend'|'plot'|'chip'|'focus'|'summary'|'note'|'overlay'|'table'|'tableButton', HTMLElement>}
 */
export function createPanel(title) {
  const id = `chart-${++count}`;
  const holder = document.createElement('div');
  render(
    html`<section class="chart panel" aria-labelledby="${id}-title">
      <header class="chart-head">
        <h2 id="${id}-title">${title}</h2>
        <span class="chart-unit" dir="auto"></span>
        <button type="button" class="chart-table-button" aria-expanded="false" aria-controls="${id}-table">
          ${t('chart.table')}
        </button>
      </header>
      <div class="chart-legend" role="group" aria-label=${t('chart.legend', {title})}></div>
      <div
        class="chart-plot"
        role="slider"
        tabindex="0"
        aria-label=${t('chart.cursor', {title})}
        aria-describedby="${id}-summary"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow="100"
        aria-valuetext=${t('chart.none')}
      >
        <div class="chart-canvas"></div>
        <output class="chart-chip" aria-hidden="true" hidden></output>
      </div>
      <div class="chart-overlay" hidden></div>
      <p class="chart-note" hidden></p>
      <p class="chart-summary" id="${id}-summary"></p>
      <div class="chart-table" id="${id}-table" role="group" tabindex="0" aria-labelledby="${id}-title" hidden></div>
    </section>`,
    holder,
  );
  const find = (name) => holder.querySelector(`.chart-${name}`);
  return {
    section: holder.querySelector('section'),
    unit: find('unit'),
    legend: find('legend'),
    focus: find('plot'),
    plot: find('canvas'),
    chip: find('chip'),
    overlay: find('overlay'),
    note: find('note'),
    summary: find('summary'),
    table: find('table'),
    tableButton: find('table-button'),
  };
}
