/** Who kept the machine busy: at the cursor of the charts, or now. The nearest look at the processes is shown with its own time. */
import {get} from '../../net/api.js';
import {byteRate, bytes, clock, dateTime, percent} from '../../core/format.js';
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {effect, signal} from '../../../vendor/signals-core.js';

/** A cursor that is being dragged asks once, when it rests. */
const RESTED_AFTER = 200;
const SHOWN = 6;
const HALF_DAY = 43_200_000;
const [COMMAND, USER, CPU, MEMORY, READ, WRITE] = [1, 2, 3, 4, 5, 6];

/** @param {import('./page.js').Page} page @param {HTMLElement} element @returns {() => void} */
export function mountCulprits(page, element) {
  const place = document.createElement('div');
  element.append(place);
  const past = signal(null);
  const cursor = followCursor(page, past);
  const stop = effect(() => render(template(page, past.value ?? present(page)), place));
  return () => {
    cursor.leave();
    stop();
  };
}

/** In the order of live frames. */
const asLive = ({pid, command, user, cpu, memory, readPerSecond, writtenPerSecond, start}) => [
  pid,
  command,
  user,
  cpu,
  memory,
  readPerSecond,
  writtenPerSecond,
  start,
];

const present = (page) => ({processes: page.offline.value ? null : page.processes.value, at: null});

function followCursor(page, past) {
  let timer = 0;
  let abort = new AbortController();
  const ask = async (at) => {
    abort = new AbortController();
    const {signal: left} = abort;
    const path = `/api/v1/machines/${encodeURIComponent(page.id)}/processes?at=${Math.round(at)}`;
    const answer = await get(path, {signal: left}).catch(() => null);
    if (!left.aborted) {
      past.value = {processes: answer && {t: answer.t, rows: answer.rows.map(asLive)}, at};
    }
  };
  const leave = page.cursor.join({
    showCursor(time) {
      if (time === past.peek()?.at) {
        return;
      }
      clearTimeout(timer);
      abort.abort();
      if (time === null) {
        past.value = null;
      } else {
        timer = setTimeout(() => ask(time), RESTED_AFTER);
      }
    },
  });
  return {
    leave() {
      clearTimeout(timer);
      abort.abort();
      leave();
    },
  };
}

function template(page, {processes, at}) {
  const rows = busiest(processes?.rows ?? []);
  return html`<section class="panel table-card culprits" aria-labelledby="culprits-title">
    <header class="culprits-head">
      <h2 id="culprits-title">${t('machine.culprits')}</h2>
      <span class="quiet">${processes?.t ? t('machine.culprits.at', {time: moment(processes.t, page.now())}) : nothing}</span>
      <span class="quiet culprits-hint">${at === null ? t('machine.culprits.hint') : nothing}</span>
    </header>
    ${rows.length === 0 ? html`<p class="table-empty">${t(at === null ? 'machine.culprits.waiting' : 'machine.culprits.none')}</p>` : table(rows)}
  </section>`;
}

const moment = (time, now) => (Math.abs(now - time) > HALF_DAY ? dateTime(time) : clock(time));

/** By processor time, then by memory: a process of which only one look is known has no rate. */
function busiest(rows) {
  return Array.from(rows).sort((one, other) => (other[CPU] ?? -1) - (one[CPU] ?? -1) || other[MEMORY] - one[MEMORY]).slice(0, SHOWN);
}

function table(rows) {
  const heads = ['command', 'user', 'cpu', 'memory', 'read', 'write'];
  return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${t('machine.culprits')}>
    <table class="grid">
      <thead><tr>${heads.map((key, index) => html`<th scope="col" class=${index < 2 ? '' : 'figure'}>${t(`machine.processes.column.${key}`)}</th>`)}</tr></thead>
      <tbody>${rows.map(row)}</tbody>
    </table>
  </div>`;
}

function row(process) {
  return html`<tr>
    <th scope="row" class="processes-command"><bdi dir="ltr" title=${process[COMMAND]}>${process[COMMAND]}</bdi></th>
    <td><bdi dir="ltr">${process[USER] ?? '–'}</bdi></td>
    <td class="figure">${percent(process[CPU], {digits: 1})}</td>
    <td class="figure">${bytes(process[MEMORY])}</td>
    <td class="figure">${byteRate(process[READ])}</td>
    <td class="figure">${byteRate(process[WRITE])}</td>
  </tr>`;
}
