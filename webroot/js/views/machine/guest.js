/** What a program sends of itself: one chart for each of its metrics, as there is no telling what they mean. */
import {t} from '../../core/i18n.js';
import {effect, signal} from '../../../vendor/signals-core.js';
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {ANYTHING} from '../../ui/chart-units.js';
import {addChart} from './charts.js';
import {colourAt} from './tracks.js';

const MOST_CHARTS = 24;
/** Live frames carry the figures that every machine has; those of programs are asked for. */
const EVERY = 10_000;

/** @param {import('./page.js').Page} page @param {HTMLElement} element */
export function mountGuest(page, element) {
  const grid = document.createElement('div');
  grid.className = 'charts';
  const notes = document.createElement('div');
  element.append(grid, notes);
  const metrics = signal(null);
  const feeds = [];
  page.series.list().then((list) => {
    if (page.leave.aborted || !list) {
      return;
    }
    metrics.value = metricsOf(list);
    for (const metric of metrics.value.slice(0, MOST_CHARTS)) {
      feeds.push(addChart(page, grid, sourceOf(metric), {title: metric.name, unit: ANYTHING, area: false}));
    }
  });
  const timer = setInterval(() => !document.hidden && page.live.peek() && page.reload('again'), EVERY);
  const stop = effect(() => render(note(metrics.value), notes));
  return () => {
    clearInterval(timer);
    stop();
    feeds.forEach((feed) => feed.destroy());
  };
}

function note(metrics) {
  if (metrics?.length === 0) {
    return html`<p class="table-empty">${t('machine.guest.nothing')}</p>`;
  }
  return metrics?.length > MOST_CHARTS
    ? html`<p class="quiet">${t('machine.guest.more', {shown: MOST_CHARTS, n: metrics.length})}</p>`
    : nothing;
}

function metricsOf(list) {
  const kinds = new Map(list.map(({metric, kind}) => [metric, kind]));
  return Array.from(kinds, ([name, kind]) => ({name, kind})).sort((one, other) => one.name.localeCompare(other.name));
}

/** @returns {import('./feed.js').Source} */
function sourceOf({name, kind}) {
  return {
    id: name,
    metrics: [name],
    as: kind === 'counter' ? 'rate' : 'raw',
    lines: (answer) =>
      answer.series.map((series) => ({
        id: keyOf(series),
        label: labelsOf(series) || name,
        parts: [{series, rising: true}],
        combine: ([value]) => value,
      })),
    values: () => ({}),
    look: (id, index, label) => ({label: label ?? id, colour: colourAt(index)}),
  };
}

const labelsOf = ({labels}) => Object.values(labels).join(' ');
const keyOf = (series) => `${series.metric} ${JSON.stringify(series.labels)}`;
