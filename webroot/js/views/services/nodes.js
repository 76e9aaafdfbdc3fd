/** The nodes: what each carries, how many of the others it sees, and what is wrong with it. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {shouldBe} from '../../core/cluster.js';
import {duration, number} from '../../core/format.js';
import {serverNow} from '../../net/api.js';
import {icon, stateIcon} from '../../ui/icons.js';
import {STATE_KEYS, stateWord} from '../../ui/badge.js';
import {rightButton} from '../../ui/right.js';
import {askDrain} from './actions.js';
import {badge} from './signs.js';

const PEER_SHAPES = {good: 0, unleased: 1, unsure: 3, deaf: 2, gone: 2};
/** Timers that come later than this are felt. */
const SLOW_LOOP_MS = 250;

/** @param {import('../../core/cluster.js').NodeView[]} nodes @param {any} cluster */
export function drawNodes(nodes, cluster) {
  return html`<section class="block" aria-labelledby="nodes-title">
    <h2 id="nodes-title">${t('services.nodes')} <span class="quiet">${t('services.inSight', {size: number(cluster.size), expected: number(shouldBe(cluster))})}</span></h2>
    <ul class="nodes">${nodes.map((node) => (node.raw ? answered(node, nodes.length > 1) : silent(node)))}</ul>
  </section>`;
}

/** @param {import('../../core/cluster.js').NodeView} node @param {boolean} others whether somebody could take what it carries */
function answered({name, state, self, peers, sees, raw, why}, others) {
  return html`<li class="node panel" data-state=${STATE_KEYS[state]} data-node=${name}>
    <header><h3><bdi dir="ltr">${name}</bdi></h3>${self ? html`<span class="chip accent">${t('services.thisGateway')}</span>` : nothing}${stateBadge(raw, state)}</header>
    <p class="quiet facts">${raw.address ? html`<bdi dir="ltr">${raw.address}</bdi> · ` : nothing}<bdi dir="ltr">${raw.version}</bdi> · <bdi>${t('services.upFor', {time: duration((serverNow() - raw.since) / 1000)})}</bdi></p>
    ${raw.degraded ? html`<p class="reason">${t('services.degradedWhy', {why})}</p>` : nothing}
    ${raw.catalogStale ? html`<p class="reason">${t('services.catalogStale')}</p>` : nothing}
    <dl>
      <dt>${t('services.roles')}</dt><dd>${roles(raw.roles ?? [])}</dd>
      <dt>${t('services.sees')}</dt><dd class="peers"><b class="figure">${t('services.of', {n: number(sees), of: number(Math.max(raw.expected, peers.length))})}</b>${peers.map(peer)}</dd>
      <dt>${t('services.loop')}</dt><dd class="figure" data-slow=${raw.loopLagMillis > SLOW_LOOP_MS ? 'yes' : nothing}>${t('services.ms', {value: number(raw.loopLagMillis, 1)})}</dd>
    </dl>
    ${others || raw.draining ? rightButton('operate', {look: 'ghost drain', act: () => askDrain(name, raw.draining)}, html`${t(raw.draining ? 'services.drainEnd' : 'services.drain')}<span class="visually-hidden"> <bdi dir="ltr">${name}</bdi></span>`) : nothing}
  </li>`;
}

/** @param {any} raw @param {number} state a node that drains does so because it was told: no alarm */
function stateBadge(raw, state) {
  return html`<span class="node-state">${raw.draining ? html`<span class="chip accent">${t('services.draining')}</span>` : nothing}${
    badge(state, state === 0 ? stateWord(0) : t(raw.degraded ? 'services.degraded' : 'services.old'))}</span>`;
}

/** @param {{role: string, instances: number, pinned: boolean}[]} list */
function roles(list) {
  if (list.length === 0) {
    return html`<span class="quiet">${t('services.noRoles')}</span>`;
  }
  return html`<ul class="chips">${list.map(({role, instances, pinned}) => html`<li class="chip" title=${pinned ? t('services.pinned') : nothing}>${role}${
    instances > 1 ? html` <b class="figure">×${number(instances)}</b>` : nothing}${pinned ? html`${icon('pin', 12)}<span class="visually-hidden">${t('services.pinned')}</span>` : nothing}</li>`)}</ul>`;
}

/** @param {import('../../core/cluster.js').Peer} peer only what is wrong is spelled out for eyes; for ears all is */
function peer({name, kind, self}) {
  const text = self ? t('services.peer.self') : t(`services.peer.${kind}`);
  return html`<span class="peer" data-state=${STATE_KEYS[self ? 0 : PEER_SHAPES[kind]]} title=${text}>${stateIcon(self ? 0 : PEER_SHAPES[kind], 13)}<bdi dir="ltr">${name}</bdi><span class="visually-hidden">: ${text}</span></span>`;
}

/** @param {import('../../core/cluster.js').NodeView} node */
function silent({name, why}) {
  return html`<li class="node panel silent" data-state="offline" data-node=${name}>
    <header><h3><bdi dir="ltr">${name}</bdi></h3><span class="node-state">${badge(3, t('services.silent'))}</span></header>
    <p class="quiet facts">${why || t('services.silentWhy')}</p>
  </li>`;
}
