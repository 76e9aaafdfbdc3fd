/** Who the machine is, how it is and why, and which time is shown. */
import {bytes, clock, dateTime, duration, percent, zoneName} from '../../core/format.js';
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {paused, setPaused} from '../../core/store.js';
import {serverNow} from '../../net/api.js';
import {icon, stateIcon} from '../../ui/icons.js';
import {ALERT} from '../../core/columns.js';
import {STATE_KEYS, stateWord} from '../../ui/badge.js';
import {rangePicker} from '../../ui/range.js';
import {PRESETS, goLive, reset, shifted} from '../../ui/range-model.js';

const DAY = 86_400_000;
/** A clock that is so far off makes figures appear at the wrong time. */
const FAR_OFF = 60_000;

/**
 * @param {import('./page.js').Page} page
 * @param {boolean} timed the open tab shows a range of time
 */
export function header(page, timed) {
  const machine = page.machine.value;
  return html`
    <nav class="crumbs" aria-label=${t('machine.crumbs')}><a href="./">${t('machine.fleet')}</a><span aria-hidden="true">›</span><bdi>${machine.name}</bdi></nav>
    <div class="machine-head">
      <h1><bdi dir="ltr">${machine.name}</bdi>${badge(page.state.value)}</h1>
      ${timed ? tools(page) : nothing}
      ${facts(page, machine)}
    </div>`;
}

function tools(page) {
  return html`<div class="machine-tools">
    ${rangePicker(page.range.value, page.shown(), paused.value, actions(page))}
    <button type="button" class="button" aria-label=${t('machine.export')} @click=${() => saveFigures(page)}>${icon('download', 16)}<span class="not-small">${t('machine.export')}</span></button>
  </div>`;
}

function badge(state) {
  return html`<span class="badge" data-state=${STATE_KEYS[state]}>${stateIcon(state)}${stateWord(state)}</span>`;
}

function facts(page, machine) {
  if (machine.kind === 'guest') {
    return guestFacts(page, machine);
  }
  const frame = page.present.value;
  const uptime = frame?.uptime ?? (page.offline.value ? null : (page.now() - machine.bootTime) / 1000);
  const last = page.frame.value?.t ?? machine.lastSample;
  return html`<ul class="machine-facts">
    <li><b><bdi dir="ltr">${machine.ips?.[0] ?? '–'}</bdi></b></li>
    ${machine.operator?.name ? html`<li><bdi dir="ltr">${machine.operator.hostName}</bdi></li>` : nothing}
    <li><bdi>${machine.os}</bdi></li>
    ${machine.view === 'container' ? html`<li>${t('machine.view.container')}</li>` : nothing}
    <li><bdi>${t('machine.cores', {n: machine.cores})}</bdi> · <bdi>${bytes(machine.memory)}</bdi></li>
    <li>${t('machine.uptime')} <b>${duration(uptime)}</b></li>
    <li>${t('machine.last')} <b>${moment(last, page.now())}</b> <span class="machine-zone">${zoneName()}</span></li>
    ${labels(machine)}
    ${page.offline.value ? html`<li class="machine-offline">${offline(page, machine)}</li>` : nothing}
  </ul>`;
}

const labels = (machine) => Object.entries(machine.labels).sort().map(([name, value]) => html`<li class="machine-label"><bdi dir="ltr">${name}: ${value}</bdi></li>`);

function guestFacts(page, machine) {
  const last = page.frame.value?.t ?? machine.lastSample;
  return html`<ul class="machine-facts">
    <li>${t('machine.guest')}</li>
    <li>${t('machine.last')} <b>${moment(last, page.now())}</b> <span class="machine-zone">${zoneName()}</span></li>
  </ul>`;
}

function offline(page, machine) {
  const since = page.frame.value?.since ?? machine.since;
  return t('machine.offline', {time: moment(since, page.now()), age: duration((serverNow() - since) / 1000)});
}

const moment = (time, now) => (now - time > DAY / 2 ? dateTime(time) : clock(time));

function actions(page) {
  const go = (range) => page.setRange(range);
  return {
    preset: (name) => go({base: {kind: 'live', length: PRESETS[name]}, zoom: null}),
    custom: () => chooseRange(page, (span) => go({base: {kind: 'fixed', ...span}, zoom: null})),
    shift: (direction) => go(shifted(page.range.value, direction, page.now(), page.begins.value)),
    reset: () => go(reset(page.range.value)),
    live: () => {
      if (paused.value) {
        setPaused(false);
      }
      if (!page.live.value) {
        go(goLive(page.range.value));
      }
    },
  };
}

/** Fetched when they are first wanted, as most visits never do. */
async function chooseRange(page, apply) {
  const {openRangeDialog} = await import('../../ui/range-dialog.js');
  openRangeDialog(page.shown(), page.now(), apply);
}

async function saveFigures(page) {
  const {exportCsv} = await import('./export.js');
  exportCsv(page);
}

/** Why the machine is not Normal, in one line for each reason. A level begins by the gateway's clock. @param {import('./page.js').Page} page */
export function banner(page) {
  const reasons = page.offline.value ? [] : (page.frame.value?.reasons ?? page.machine.value?.reasons ?? []);
  const doubts = doubtsOf(page.machine.value ?? {});
  if (reasons.length + doubts.length === 0) {
    return nothing;
  }
  return html`<ul class="reasons">
    ${reasons.map(reasonRow)}
    ${doubts.map((doubt) => html`<li class="reason" data-severity=${ALERT}>${stateIcon(ALERT)}<span>${doubt}</span></li>`)}
  </ul>`;
}

/** Why its figures may not be what they seem, in sentences. */
function doubtsOf({conflict, clockOffset, quarantined}) {
  const doubts = [];
  if (conflict) {
    doubts.push(t('machine.doubt.conflict'));
  }
  if (Math.abs(clockOffset ?? 0) >= FAR_OFF) {
    doubts.push(t(clockOffset > 0 ? 'machine.doubt.ahead' : 'machine.doubt.behind', {age: roughly(Math.abs(clockOffset) / 1000)}));
  }
  if (quarantined) {
    doubts.push(t('machine.doubt.quarantined', {n: quarantined}));
  }
  return doubts;
}

function reasonRow({metric, level, value, threshold, since, device}) {
  const age = (serverNow() - since) / 1000;
  return html`<li class="reason" data-severity=${level}>
    ${stateIcon(level)}
    <b>${t(`machine.reason.${metric}`)} ${device ? html`<bdi dir="ltr">${device}</bdi> ` : nothing}${percent(value, {digits: 1})}</b>
    <span>${t('machine.reason.threshold', {value: percent(threshold)})}</span>
    ${age >= 1 ? html`<span class="quiet">${t('machine.reason.for', {age: roughly(age)})}</span>` : nothing}
    ${value < threshold ? html`<span class="quiet">${t('machine.reason.recovering')}</span>` : nothing}
  </li>`;
}

/** Seconds matter in the first minute only. */
function roughly(seconds) {
  return duration(seconds < 60 ? seconds : seconds - (seconds % 60));
}
