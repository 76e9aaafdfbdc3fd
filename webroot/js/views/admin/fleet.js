/** The machines as operators care for them: what they are called, which token they have, and what can be done to them. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {tell} from '../../net/api.js';
import {may} from '../../net/session.js';
import {stateWord} from '../../ui/badge.js';
import {openForm} from '../../ui/form.js';
import {stateIcon} from '../../ui/icons.js';
import {toast} from '../../ui/messages.js';
import {rightButton} from '../../ui/right.js';
import {ago, iso} from './words.js';
import {labelFields, readLabels} from './labels.js';

/**
 * @typedef {{hostName: string, name: string|null, labels: Record<string, string>, agentLabels: Record<string, string>, formerIds: string[]}} Operator
 * @typedef {{id: string, name: string, kind: string, state: number, lastSample: number, labels: Record<string, string>, ips: string[], operator: Operator, token?: {created: number, createdBy: string, used: number|null}}} Machine
 */

const OFFLINE = 3;

/** @param {() => void} changed @param {() => Machine[]} all @returns {import('./table.js').Column[]} */
export function machineColumns(changed, all) {
  return [
    {key: 'name', label: t('machines.name'), by: ({name}) => name, kind: 'name', cell: name},
    {key: 'labels', label: t('machines.labels'), by: ({labels}) => words(labels), cell: ({labels}) => (Object.keys(labels).length
      ? html`<span class="tags">${Object.entries(labels).sort().map(([key, value]) => html`<span class="tag"><bdi dir="ltr">${key}: ${value}</bdi></span>`)}</span>` : html`<span class="quiet">–</span>`)},
    {key: 'seen', label: t('machines.seen'), by: ({lastSample}) => lastSample, falls: true, cell: ({lastSample, state, kind}) => (state === OFFLINE || kind === 'guest' ? ago(lastSample) : html`<span class="ok">${t('machines.live')}</span>`)},
    ...(may('operate') ? [{key: 'token', label: t('machines.token'), by: ({token: own}) => own?.created ?? 0, falls: true, cell: token}] : []),
    {key: 'act', label: t('admin.actions'), kind: 'act', cell: (machine) => rightButton('operate', {look: 'ghost', label: t('machines.editOf', {name: machine.name}), act: () => edit(machine, changed, all)}, t('admin.edit'))},
  ];
}

/** @param {Record<string, string>} labels */
const words = (labels) => Object.entries(labels).sort().map(([key, value]) => `${key}:${value}`).join(' ');

/** @param {Machine} machine */
function name({id, name: shown, state, operator, ips, kind}) {
  const host = operator.name ? html`<bdi dir="ltr">${operator.hostName}</bdi>` : nothing;
  return html`<span class="machine-name"><span class="state-mark" title=${stateWord(state)}>${stateIcon(state)}<span class="visually-hidden">${stateWord(state)}</span></span>
    <span><a class="machine-link" href="machines/${encodeURIComponent(id)}"><bdi>${shown}</bdi></a>
    <small>${[host, ips[0] ? html`<bdi dir="ltr">${ips[0]}</bdi>` : nothing, kind === 'guest' ? t('machines.program') : nothing].filter((part) => part !== nothing).map((part, at) => [at ? ' · ' : '', part])}</small></span></span>`;
}

/** @param {Machine} machine */
function token({token: own, kind}) {
  if (kind === 'guest') {
    return html`<span class="quiet">–</span>`;
  }
  return own ? html`${t('machines.own')} <span class="quiet">${own.used ? html`· ${t('machines.used')} ${ago(own.used)}` : html`· ${t('machines.unused')}`}</span>` : html`<span class="quiet" title=${t('machines.shared.text')}>${t('machines.shared')}</span>`;
}

/** @param {Machine} machine @param {string} text in lower case */
export const fits = ({id, name: shown, labels, ips, operator}, text) => [id, shown, operator.hostName, words(labels), ...ips, ...operator.formerIds].join(' ').toLowerCase().includes(text);

export const MACHINE_HEAD = ['id', 'name', 'host_name', 'kind', 'labels', 'last_sample', 'token_made', 'token_made_by', 'token_used', 'former_ids'];

/** @param {Machine} machine */
export const machineLine = ({id, name: shown, operator, kind, labels, lastSample, token: own}) => [id, shown, operator.hostName, kind, words(labels), iso(lastSample), iso(own?.created), own?.createdBy ?? '', iso(own?.used), operator.formerIds.join(' ')];

/** @param {Machine} machine @param {() => void} changed @param {() => Machine[]} all */
function edit(machine, changed, all) {
  const {id, name: shown, operator} = machine;
  const labels = labelFields(operator.labels, operator.agentLabels);
  openForm({
    title: t('machines.editOf', {name: shown}), submit: t('admin.save'), className: 'wide-form',
    fields: (redraw) => html`
      <label class="dialog-field"><span>${t('machines.name')}</span><input name="name" maxlength="100" autocomplete="off" placeholder=${operator.hostName} .value=${operator.name ?? ''}>
        <small>${t('machines.name.hint', {name: operator.hostName})}</small></label>
      ${labels(redraw)}
      <details class="facts-more"><summary>${t('machines.about')}</summary><dl>
        <dt>${t('machines.id')}</dt><dd><code>${id}</code></dd>
        ${operator.formerIds.length ? html`<dt>${t('machines.former')}</dt><dd>${operator.formerIds.map((former) => html`<code>${former}</code> `)}</dd>` : nothing}
      </dl></details>`,
    order: (data) => tell('PATCH', path(id), {name: data.get('name'), labels: readLabels(data)}),
    done: (now) => {
      toast(t('machines.edit.done', {name: now.name}));
      changed();
    },
    more: (close) => html`${[
      machine.token ? [t('machines.revoke'), () => revoke(machine, changed)] : null,
      all().some(({id: other, kind}) => other !== id && kind === machine.kind) ? [t('machines.merge'), () => merge(machine, changed, all())] : null,
      [t('machines.remove'), () => remove(machine, changed)],
    ].filter(Boolean).map(([label, act]) => html`<button type="button" class="button ghost bad" @click=${() => {
      close();
      act();
    }}>${label}</button>`)}`,
  });
}

/** @param {string} id */
const path = (id) => `/api/v1/machines/${encodeURIComponent(id)}`;

/** @param {Machine} machine @param {() => void} changed */
function revoke({id, name: shown}, changed) {
  confirm('machines.revoke', shown, () => tell('DELETE', `${path(id)}/token`), changed);
}

/** @param {Machine} machine @param {() => void} changed */
function remove({id, name: shown, token: own, state, kind}, changed) {
  confirm('machines.remove', shown, () => tell('DELETE', path(id)), changed, state !== OFFLINE && kind !== 'guest' && !own ? t('machines.remove.comesBack') : '');
}

/** @param {string} key @param {string} shown @param {() => Promise<unknown>} order @param {() => void} changed @param {string} [warning] */
function confirm(key, shown, order, changed, warning = '') {
  openForm({
    title: t(`${key}.title`, {name: shown}), text: t(`${key}.text`), submit: t(key).replace('…', ''), danger: true, order,
    fields: () => (warning ? html`<p class="banner warn">${warning}</p>` : nothing),
    done: () => {
      toast(t(`${key}.done`, {name: shown}));
      changed();
    },
  });
}

/** @param {Machine} machine @param {() => void} changed @param {Machine[]} all */
function merge(machine, changed, all) {
  const others = all.filter(({id, kind}) => id !== machine.id && kind === machine.kind).sort((one, other) => Number(other.operator.hostName === machine.operator.hostName) - Number(one.operator.hostName === machine.operator.hostName) || other.lastSample - one.lastSample);
  openForm({
    title: t('machines.merge.title', {name: machine.name}), text: t('machines.merge.text'), submit: t('machines.merge.act'), danger: true,
    fields: () => html`<label class="dialog-field"><span>${t('machines.merge.into')}</span><select name="into" class="field">${others.map(({id, name: shown, ips, state}) => html`
      <option value=${id}>${shown} (${ips[0] ?? id}, ${stateWord(state)})</option>`)}</select></label>
      ${machine.state === OFFLINE || machine.kind === 'guest' ? nothing : html`<p class="banner warn">${t('machines.merge.alive')}</p>`}`,
    order: (data) => tell('POST', `${path(machine.id)}/merge`, {into: data.get('into')}),
    done: (heir) => {
      toast(t('machines.merge.done', {name: heir.name}));
      changed();
    },
  });
}
