/** The figures of the charts on the screen as a file: RFC 4180, times in ISO 8601 and UTC, values in their stored units. */
import {toCsv} from '../../core/csv.js';
import {firstRowAfter} from '../../core/history-read.js';

const HEAD = ['time', 'chart', 'line', 'unit', 'average', 'minimum', 'maximum'];

/** @param {import('./page.js').Page} page */
export function exportCsv(page) {
  const {from, to} = page.shown();
  const rows = [];
  for (const feed of page.feeds) {
    if (feed.shown.chart.model) {
      rows.push(...rowsOf(feed.shown.chart.model, from, to));
    }
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([toCsv(HEAD, rows)], {type: 'text/csv;charset=utf-8'}));
  link.download = `${fileName(page.machine.value.name)}-${new Date(from).toISOString().slice(0, 19).replace(/:/g, '')}Z.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function* rowsOf({timeline, tracks, unit, title, hidden}, from, to) {
  for (let row = firstRowAfter(timeline.t, from - 1); row < timeline.t.length && timeline.t[row] <= to; row++) {
    for (const [index, track] of tracks.entries()) {
      const {avg, min, max} = timeline.tracks[index];
      if (avg[row] == null || hidden.has(track.id)) {
        continue;
      }
      yield [new Date(timeline.t[row]).toISOString(), title, track.label, unit.raw, avg[row], min[row], max[row]];
    }
  }
}

const fileName = (name) => name.replace(/[^\w.-]+/g, '_');
