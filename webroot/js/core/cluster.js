/** The nodes as they see themselves and each other, made ready to be shown. */

/**
 * @typedef {{id: string, name: string, kind: 'good'|'deaf'|'unleased'|'gone'|'unsure', self: boolean}} Peer
 * @typedef {object} NodeView
 * @property {string} name
 * @property {string} id
 * @property {number} state as of machines: 0 normal, 1 alert, 3 no answer
 * @property {boolean} self whether it is the gateway that was asked
 * @property {Peer[]} peers
 * @property {number} sees how many nodes answer it, itself included
 * @property {any} raw null for a node that did not answer
 * @property {string} why
 */

/** @param {any} cluster answer of GET /api/v1/cluster @returns {NodeView[]} by name */
export function nodeViews(cluster) {
  const answered = cluster.nodes.map((node) => {
    const peers = (node.sees ?? []).map((seen) => ({id: seen.id, name: seen.name, kind: kindOf(seen), self: seen.id === node.id})).sort(byName);
    return {
      name: node.name, id: node.id, state: node.degraded || node.catalogStale ? 1 : 0, self: node.self === true, peers,
      sees: peers.filter(({kind, self}) => self || (kind !== 'deaf' && kind !== 'gone')).length, raw: node, why: node.why ?? '',
    };
  });
  const silent = (cluster.silent ?? []).map(({id, name, why}) => ({name, id, state: 3, self: false, peers: [], sees: 0, raw: null, why: why ?? ''}));
  return [...answered, ...silent].sort(byName);
}

/** @param {any} cluster @returns {number} how many nodes there should be, as far as anybody knows: a newcomer may not count yet and be silent already */
export const shouldBe = ({expected, size, silent}) => Math.max(expected, size + (silent ?? []).length);

/** @param {{member: boolean, answers: boolean, leased: boolean|null}} seen */
function kindOf({member, answers, leased}) {
  if (!answers) {
    return member ? 'deaf' : 'gone';
  }
  return leased === false ? 'unleased' : leased === null || leased === undefined ? 'unsure' : 'good';
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/**
 * @typedef {{what: string, where: string, by: string, state: 'closed'|'open'|'half-open', failures: number, nextTry: number|null}} Breaker
 * @param {any} cluster null where the gateway does not tell
 * @param {any} health answer of GET /api/v1/health
 * @param {string} gateway its node's name
 * @returns {Breaker[]} those that hold calls back first
 */
export function breakersOf(cluster, health, gateway) {
  const own = (health?.breakers ?? []).map(({name, state, failures}) => ({what: name, where: '', by: gateway, state: position(state), failures, nextTry: null}));
  const ofNodes = (cluster?.nodes ?? []).flatMap((node) => (node.breakers ?? []).map((one) => ({
    what: serviceOf(one.address), where: one.host ?? '', by: node.name, state: position(one.position), failures: one.failures, nextTry: one.nextTry ?? null,
  })));
  const order = ['open', 'half-open', 'closed'];
  return [...own, ...ofNodes].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state)
    || `${a.what} ${a.where} ${a.by}`.localeCompare(`${b.what} ${b.where} ${b.by}`));
}

/** @param {string} name as enumerations are written in different places */
const position = (name) => /** @type {any} */ (String(name).toLowerCase().replace('_', '-'));

/** @param {string} address "atalaia.storage.v1.query@hub1-9f3a" is about storage */
function serviceOf(address) {
  return /^atalaia\.([a-z-]+)\./.exec(address)?.[1] ?? address;
}
