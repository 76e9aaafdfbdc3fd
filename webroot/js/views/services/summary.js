/** The first glance: how the instances are, as filter buttons; how many nodes are there; what is held back; who leads. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {number} from '../../core/format.js';
import {shouldBe} from '../../core/cluster.js';
import {CHOICES} from '../../core/services.js';
import {icon, stateIcon} from '../../ui/icons.js';
import {STATE_KEYS} from '../../ui/badge.js';
import {shapeOf} from './signs.js';

/**
 * @param {{counts: Record<string, number>, chosen: Set<string>, toggle: (choice: string) => void, known: boolean,
 *   nodes: import('../../core/cluster.js').NodeView[], cluster: any, breakers: import('../../core/cluster.js').Breaker[]}} model
 */
export function drawSummary({counts, chosen, toggle, known, nodes, cluster, breakers}) {
  return html`<div class="glance" data-alone=${cluster ? nothing : ''}>
    <section class="tile tile-states panel">
      <div class="tile-head"><h2 class="tile-label">${t('services.instances')}</h2></div>
      <div class="tile-buttons">${CHOICES.map((choice) => button(choice, known ? counts[choice] : null, chosen.has(choice), toggle))}</div>
      <div class="share" aria-hidden="true">${CHOICES.map((choice) => html`<i data-state=${stateOf(choice)} ?hidden=${!counts[choice]} style="flex-grow: ${counts[choice]}"></i>`)}</div>
    </section>
    ${cluster ? [nodesTile(nodes, cluster), breakersTile(breakers), leasesTile(cluster.leases ?? [])] : breakersTile(breakers)}
  </div>`;
}

/** @param {string} choice what rests on purpose has a colour of its own, which is none of a state */
const stateOf = (choice) => (choice === 'maintenance' ? 'rest' : STATE_KEYS[shapeOf(choice)]);

/** @param {string} choice @param {number|null} count @param {boolean} pressed @param {(choice: string) => void} toggle */
function button(choice, count, pressed, toggle) {
  const word = t(`services.${choice}`);
  return html`<button class="state-button" data-choice=${choice} data-state=${stateOf(choice)} aria-pressed=${pressed}
    title=${t('tiles.filter', {state: word})} @click=${() => toggle(choice)}><b class="figure">${number(count)}</b><span>${
  choice === 'maintenance' ? icon('wrench', 15) : stateIcon(shapeOf(choice), 15)}${word}</span></button>`;
}

/** @param {import('../../core/cluster.js').NodeView[]} nodes @param {any} cluster */
function nodesTile(nodes, cluster) {
  const {size} = cluster;
  const expected = shouldBe(cluster);
  const worst = size < expected ? 'missing' : nodes.some(({raw}) => raw?.degraded) ? 'degraded' : 'all';
  const text = {missing: t('services.missing', {n: number(expected - size)}), degraded: t('services.someDegraded'), all: t('services.allAnswer')}[worst];
  return tile('services.nodes', t('services.of', {n: number(size), of: number(expected)}), text, worst !== 'all');
}

/** @param {import('../../core/cluster.js').Breaker[]} breakers */
function breakersTile(breakers) {
  const open = breakers.filter(({state}) => state !== 'closed').length;
  return tile('services.breakers', number(open), t('services.openOf', {n: number(breakers.length)}), open > 0);
}

/** @param {any[]} leases */
function leasesTile(leases) {
  const held = leases.filter((one) => one.held).length;
  const free = leases.length - held;
  return tile('services.leases', t('services.of', {n: number(held), of: number(leases.length)}), t(free ? 'services.someFree' : 'services.allHeld'), false);
}

/** @param {string} label @param {string} value @param {string} text @param {boolean} alert */
function tile(label, value, text, alert) {
  return html`<section class="tile panel" data-state=${alert ? 'alert' : nothing}><h2 class="tile-label">${t(label)}</h2>
    <p class="tile-line"><span class="tile-value figure">${value}</span></p>
    <p class="tile-note">${alert ? stateIcon(1, 14) : nothing}${text}</p></section>`;
}
