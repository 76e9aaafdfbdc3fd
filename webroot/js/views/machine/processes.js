/** What runs on the machine, new every five seconds. */
import {byteRate, bytes, clock, dateTime, number, percent} from '../../core/format.js';
import {html, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {computed, effect, signal} from '../../../vendor/signals-core.js';
import {chooseRows} from './process-rows.js';

const COLUMNS = [
  {key: 'pid', text: false},
  {key: 'command', text: true},
  {key: 'user', text: true},
  {key: 'cpu', text: false},
  {key: 'memory', text: false},
  {key: 'read', text: false},
  {key: 'write', text: false},
  {key: 'started', text: false},
];

/** @param {import('./page.js').Page} page @param {HTMLElement} element */
export function mountProcesses(page, element) {
  const state = {sort: signal({column: 3, down: true}), filter: signal(''), frozen: signal(null)};
  const shown = computed(() => state.frozen.value ?? page.processes.value);
  const actions = {
    sort: (column) => (state.sort.value = nextSort(state.sort.value, column)),
    filter: (event) => (state.filter.value = event.target.value),
    freeze: () => (state.frozen.value = state.frozen.value ? null : page.processes.value),
  };
  return effect(() => render(template(page, shown.value, state, actions), element));
}

/** Figures first from the largest, texts from A. */
function nextSort(sort, column) {
  if (sort.column === column) {
    return {column, down: !sort.down};
  }
  return {column, down: !COLUMNS[column].text && column !== 0};
}

function template(page, processes, state, actions) {
  const rows = chooseRows(processes?.rows ?? [], state.filter.value, state.sort.value);
  const frozen = state.frozen.value !== null;
  return html`<div class="tab-body">
    <section class="panel table-card processes" aria-label=${t('machine.processes')}>
      <div class="table-tools">
        <label class="processes-filter">
          <span class="visually-hidden">${t('machine.processes.filter')}</span>
          <input type="search" .value=${state.filter.value} placeholder=${t('machine.processes.filter')} @input=${actions.filter} autocomplete="off" spellcheck="false" />
        </label>
        <button type="button" class="button" aria-pressed=${String(frozen)} ?disabled=${!processes} @click=${actions.freeze}>
          ${t(frozen ? 'machine.processes.unfreeze' : 'machine.processes.freeze')}
        </button>
        <span class="quiet">${status(page, processes, rows.length)}</span>
      </div>
      <div class="table-scroll" tabindex="0" role="group" aria-label=${t('machine.processes')}>
        <table class="grid">
          <thead>
            <tr>
              ${COLUMNS.map((column, index) => heading(column, index, state.sort.value, actions.sort))}
            </tr>
          </thead>
          <tbody>
            ${rows.map(row)}
          </tbody>
        </table>
      </div>
      ${rows.length === 0 ? html`<p class="table-empty">${t(empty(page, processes, state.filter.value))}</p>` : ''}
    </section>
  </div>`;
}

function empty(page, processes, filter) {
  if (!processes) {
    return page.offline.value ? 'machine.processes.offline' : 'machine.processes.waiting';
  }
  return filter ? 'machine.processes.nomatch' : 'machine.processes.none';
}

function status(page, processes, count) {
  if (!processes) {
    return '';
  }
  const key = page.offline.value ? 'machine.processes.old' : 'machine.processes.at';
  return t(key, {n: number(count), total: number(processes.rows.length), time: clock(processes.t)});
}

function heading({key, text}, index, sort, act) {
  const sorted = sort.column === index ? (sort.down ? 'descending' : 'ascending') : 'none';
  return html`<th scope="col" class=${text ? '' : 'figure'} aria-sort=${sorted}>
    <button type="button" class="sorter" @click=${() => act(index)}>${t(`machine.processes.column.${key}`)}<i aria-hidden="true"></i></button>
  </th>`;
}

function row([pid, command, user, cpu, memory, read, write, started]) {
  return html`<tr>
    <td class="figure">${pid}</td>
    <th scope="row" class="processes-command"><bdi dir="ltr" title=${command}>${command}</bdi></th>
    <td><bdi dir="ltr">${user ?? '–'}</bdi></td>
    <td class="figure">${percent(cpu, {digits: 1})}</td>
    <td class="figure">${bytes(memory)}</td>
    <td class="figure">${byteRate(read)}</td>
    <td class="figure">${byteRate(write)}</td>
    <td class="figure">${dateTime(started)}</td>
  </tr>`;
}
