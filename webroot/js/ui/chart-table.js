/** The chart in words and figures: the equivalent for whoever does not see the canvas. */
import {clock, dateTime} from '../core/format.js';
import {summarise, tableRows} from '../core/history-read.js';
import {html, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {beginsText} from './chart-begins.js';

const DAY = 86_400_000;

/** @param {import('./chart-plot.js').PlotModel & {title: string}} model */
export function renderTable(target, model) {
  const {timeline, tracks, unit, window: span} = model;
  const rows = tableRows(timeline, span.from, span.to).reverse();
  const time = span.to - span.from > DAY ? dateTime : clock;
  render(
    html`<table>
      <caption>
        ${t('chart.table.caption', {title: model.title, from: dateTime(span.from), to: dateTime(span.to)})}
        ${thresholdText(model)} ${beginsSentence(model)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('chart.time')}</th>
          ${tracks.map((track) => html`<th scope="col" class="figure"><bdi>${track.label}</bdi></th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${time(row.t)}</th>
              ${tracks.map((_, index) => html`<td class="figure">${unit.format(row.values[index])}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`,
    target,
  );
}

function thresholdText({thresholds, unit}) {
  return thresholds()
    .map(({value, level}) =>
      t(level === 2 ? 'chart.threshold.critical' : 'chart.threshold.alert', {value: unit.format(value)}),
    )
    .join(' ');
}

/** @returns {string} one sentence for each line, and one when a threshold is passed */
export function summaryText(model) {
  const {timeline, tracks, unit, window: span} = model;
  const sentences = tracks.map((track, index) => {
    const found = summarise(timeline, timeline.tracks[index], span.from, span.to);
    if (found.latest === undefined) {
      return t('chart.summary.none', {label: track.label});
    }
    return t('chart.summary', {
      label: track.label,
      latest: unit.format(found.latest),
      min: unit.format(found.min),
      max: unit.format(found.max),
      at: clock(found.maxAt),
    });
  });
  return [...sentences, ...breaches(model), beginsSentence(model)].join(' ').trim();
}

function beginsSentence({begins, window: span}) {
  const text = beginsText(begins(), span);
  return text && `${text}.`;
}

function breaches({timeline, unit, thresholds, window: span}) {
  if (timeline.tracks.length === 0) {
    return [];
  }
  const {max} = summarise(timeline, timeline.tracks[0], span.from, span.to);
  return thresholds()
    .filter(({value}) => max !== undefined && max >= value)
    .map(({value}) => t('chart.summary.above', {value: unit.format(value)}));
}
