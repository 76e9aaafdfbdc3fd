/** Puts a chart and its feed together. */
import {t} from '../../core/i18n.js';
import {thresholds} from '../../core/store.js';
import {Chart} from '../../ui/chart.js';
import {reset, zoomTo} from '../../ui/range-model.js';
import {ChartFeed} from './feed.js';

/**
 * @param {import('./page.js').Page} page
 * @param {HTMLElement} place
 * @param {import('./feed.js').Source} source
 * @param {{title: string, note?: string, unit: import('../../ui/chart-units.js').Unit, area?: boolean, limits?: string}} look
 * @returns {ChartFeed}
 */
export function addChart(page, place, source, look) {
  const chart = new Chart({
    ...look,
    group: page.cursor,
    thresholds: () => limitsOf(look.limits),
    hidden: page.hidden.get(source.id),
    onHide: (hidden) => page.setHidden(source.id, hidden),
    ...zooming(page),
  });
  place.append(chart.element);
  const feed = new ChartFeed(page, chart, source);
  feed.load();
  return feed;
}

/** @param {import('./page.js').Page} page */
export function zooming(page) {
  return {
    onZoom: (from, to) => page.setRange(zoomTo(page.range.value, {from, to}, page.now())),
    onReset: () => page.range.value.zoom && page.setRange(reset(page.range.value)),
  };
}

function limitsOf(metric) {
  const limits = metric ? thresholds.value?.[metric] : null;
  if (!limits) {
    return [];
  }
  return [
    {value: limits.alert.enter, level: 1},
    {value: limits.critical.enter, level: 2},
  ];
}

/** @returns {{title: string, text: string}} what a chart without such a series says */
export const nothingThere = (key) => ({title: t(`${key}.none`), text: t(`${key}.none.why`)});
