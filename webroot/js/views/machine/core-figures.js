/** The cores in figures: now, average and highest of the range, and small pictures. */
import {percent} from '../../core/format.js';
import {firstRowAfter} from '../../core/history-read.js';
import {html, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {createMini} from '../../ui/chart-mini.js';
import {meter} from './cells.js';

/** @type {WeakMap<HTMLElement, {key: string, minis: ReturnType<typeof createMini>[]}>} */
const known = new WeakMap();

/** @returns {{now?: number, average?: number, highest?: number}} */
function figures(timeline, track, {from, to}) {
  let sum = 0;
  let count = 0;
  const found = {};
  for (let row = firstRowAfter(timeline.t, from - 1); row < timeline.t.length && timeline.t[row] <= to; row++) {
    const value = track.avg[row];
    if (value == null) {
      continue;
    }
    sum += value;
    count += 1;
    found.now = to - timeline.t[row] < 3 * timeline.step + 15_000 ? value : undefined;
    found.highest = Math.max(found.highest ?? 0, track.max[row] ?? value);
  }
  if (count > 0) {
    found.average = sum / count;
  }
  return found;
}

export function drawCoreTable(target, timeline, tracks, span) {
  const rows = timeline.tracks.map((track) => figures(timeline, track, span));
  render(
    html`<table class="grid">
      <thead>
        <tr>
          <th scope="col">${t('machine.cores.core')}</th>
          <th scope="col" class="grow">${t('machine.cores.now')}</th>
          <th scope="col" class="figure">${t('machine.cores.average')}</th>
          <th scope="col" class="figure">${t('machine.cores.highest')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, index) =>
            html`<tr>
              <th scope="row">${tracks[index].label}</th>
              <td>${meter(row.now, 0)}</td>
              <td class="figure">${percent(row.average ?? null)}</td>
              <td class="figure">${percent(row.highest ?? null)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
    target,
  );
}

export function drawCoreMinis(target, timeline, tracks, span) {
  const key = tracks.map(({id}) => id).join();
  let held = known.get(target);
  if (held?.key !== key) {
    held = {key, minis: tracks.map(({label}) => createMini(label))};
    known.set(target, held);
    target.replaceChildren(...held.minis.map(({element}) => element));
  }
  held.minis.forEach((mini, index) =>
    mini.draw(timeline, index, span, figures(timeline, timeline.tracks[index], span).now),
  );
}
