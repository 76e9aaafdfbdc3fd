/** Below the card of an only machine: what keeps it busy, and how full it is. There is room for it, and a newcomer looks for it. */
import {get} from '../../net/api.js';
import {effect} from '../../../vendor/signals-core.js';
import {paused} from '../../core/store.js';
import {OFFLINE} from '../../core/columns.js';
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {byteRate, bytes, duration, number, percent} from '../../core/format.js';
import {icon, stateIcon} from '../../ui/icons.js';
import {stateWord} from '../../ui/badge.js';
import {addressOf} from './facts.js';

const EVERY = 5000;
const AT_MOST = 8;
const FEW = 3;
const [PID, COMMAND, USER, CPU, MEMORY, READ, WRITE] = [0, 1, 2, 3, 4, 5, 6];

/**
 * @param {HTMLElement} place
 * @param {string} id
 * @returns {() => void} stops asking
 */
export function showCloseup(place, id) {
  const abort = new AbortController();
  let timer = 0;
  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden || paused.value) {
      return;
    }
    const frame = await get(`/api/v1/machines/${encodeURIComponent(id)}/live`, {signal: abort.signal}).catch(() => null);
    if (!abort.signal.aborted) {
      render(frame && frame.st !== OFFLINE ? closeup(id, frame) : nothing, place);
      clearTimeout(timer);
      timer = setTimeout(ask, EVERY);
    }
  };
  const stop = effect(() => paused.value || ask());
  document.addEventListener('visibilitychange', ask);
  return () => {
    stop();
    clearTimeout(timer);
    abort.abort();
    document.removeEventListener('visibilitychange', ask);
  };
}

/** @param {string} id @param {any} frame of the machine */
function closeup(id, frame) {
  const {processes, volumes = [], cores} = frame;
  const rows = processes?.rows ?? [];
  return html`
    ${rows.length > 0 ? busiest(id, rows, cores?.length || 1) : nothing}
    ${volumes.length > 0 ? html`<div class="closeup-side">${full(id, volumes)}${volumes.length <= FEW ? others(frame) : nothing}</div>` : nothing}`;
}

/** @param {string} id @param {any[][]} rows @param {number} cores the share of one process ends where all cores are busy */
function busiest(id, rows, cores) {
  const first = [...rows].sort((a, b) => (b[CPU] ?? -1) - (a[CPU] ?? -1) || b[MEMORY] - a[MEMORY] || a[PID] - b[PID]).slice(0, AT_MOST);
  return html`<section class="panel closeup-card" aria-labelledby="closeup-processes">
    <header><h2 id="closeup-processes">${t('closeup.processes')}</h2>
      <a href="${addressOf(id)}/processes">${t('closeup.processes.all')}${icon('chevron', 14)}</a></header>
    <table class="closeup-table">
      <thead><tr><th scope="col">${t('machine.processes.column.command')}</th><th scope="col" class="not-small">${t('machine.processes.column.user')}</th>
        <th scope="col" class="end">${t('machine.processes.column.cpu')}</th><th scope="col" class="end">${t('machine.processes.column.memory')}</th>
        <th scope="col" class="end">${t('closeup.io')}</th></tr></thead>
      <tbody>${first.map((row) => html`<tr>
        <th scope="row"><bdi dir="ltr" title="${row[COMMAND]} (${row[PID]})">${row[COMMAND]}</bdi></th>
        <td class="quiet not-small"><bdi dir="ltr">${row[USER] ?? '–'}</bdi></td>
        <td class="end figure"><span class="closeup-share"><span class="closeup-bar" aria-hidden="true"><i style="inline-size:${Math.min(100, (row[CPU] ?? 0) / cores)}%"></i></span>
          <b>${percent(row[CPU], {digits: 1})}</b></span></td>
        <td class="end figure">${bytes(row[MEMORY])}</td>
        <td class="end figure quiet">${byteRate(traffic(row))}</td>
      </tr>`)}</tbody>
    </table>
  </section>`;
}

/** @param {any[]} row a process of another user may keep its traffic to itself */
const traffic = (row) => (row[READ] === null && row[WRITE] === null ? null : (row[READ] ?? 0) + (row[WRITE] ?? 0));

/** @param {string} id @param {any[]} volumes */
function full(id, volumes) {
  const fullest = [...volumes].sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1)).slice(0, AT_MOST);
  return html`<section class="panel closeup-card" aria-labelledby="closeup-volumes">
    <header><h2 id="closeup-volumes">${t('machine.volumes')}</h2>
      <a href="${addressOf(id)}/disks">${t('closeup.volumes.all')}${icon('chevron', 14)}</a></header>
    <ul class="closeup-volumes">${fullest.map(({mount, percent: share, level, used, size}) => html`<li data-level=${level ?? 0}>
      <span><bdi dir="ltr" title=${mount}>${mount}</bdi><small>${t('closeup.volume', {used: bytes(used), size: bytes(size)})}</small>
        ${level > 0 ? html`${stateIcon(level, 15)}<span class="visually-hidden">${stateWord(level)}</span>` : nothing}<b class="figure">${percent(share, {digits: 1})}</b></span>
      <span class="closeup-bar" aria-hidden="true"><i style="inline-size:${Math.min(100, share ?? 0)}%"></i></span>
    </li>`)}</ul>
  </section>`;
}

/** @param {any} frame what else is asked at once, where few volumes leave room for it */
function others({load, uptime, contextSwitches, memory, agent}) {
  const rows = [
    ['closeup.load', load?.map((value) => number(value, 2, 2)).join(' · ')],
    ['closeup.cache', bytes(memory && memory.cached + memory.buffers)],
    ['closeup.switches', t('closeup.perSecond', {n: number(contextSwitches)})],
    ['machine.uptime', duration(uptime)],
    ['closeup.agent', agent && t('closeup.agent.value', {cpu: percent(agent.cpu, {digits: 1}), memory: bytes(agent.memory)})],
  ];
  return html`<section class="panel closeup-card" aria-labelledby="closeup-others">
    <header><h2 id="closeup-others">${t('closeup.others')}</h2></header>
    <dl class="closeup-others">${rows.map(([key, value]) => (value ? html`<dt>${t(key)}</dt><dd class="figure">${value}</dd>` : nothing))}</dl>
  </section>`;
}
