/** Services in one list: the roles of the nodes, and what others registered. Which are shown, in which order, and how they were lately. */

/** How much needs a hand: failing first, then what nobody checked, then what rests on purpose. */
const SEVERITY = {failing: 0, unknown: 1, passing: 2};
const RESTING = 1.5;
export const CHOICES = ['failing', 'unknown', 'passing', 'maintenance'];
export const SORTS = ['severity', 'name', 'kind', 'node', 'address', 'since', 'latency'];
const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});

/**
 * @typedef {{at: number, health: string, detail?: string}} Change
 * @typedef {object} Entry
 * @property {string} id unique in the list
 * @property {boolean} role whether it is a part of Atalaia itself
 * @property {string} name
 * @property {string} kind
 * @property {string} address
 * @property {string} node the name of the node that runs or registered it
 * @property {'passing'|'failing'|'unknown'} health
 * @property {string} detail
 * @property {string|null} maintenance why it rests
 * @property {number} since epoch ms
 * @property {number|null} latency milliseconds
 * @property {Change[]|null} history newest first; null as long as it was not asked for
 * @property {any} raw as the gateway told it
 */

/** @param {any} item of GET /api/v1/services @returns {Entry} */
export function ofRole(item) {
  return {
    id: `role:${item.service}@${item.node}:${item.address}`, role: true, name: item.service, kind: 'role', address: item.address ?? '',
    node: item.host || item.node, health: known(item.health), detail: item.detail ?? '', maintenance: null, since: item.since,
    latency: item.latencyMs ?? null, history: item.history ?? [], raw: item,
  };
}

/**
 * @param {any} item of GET /api/v1/registrations
 * @param {{history: Change[], checks?: any[], watchers?: any[]}|undefined} story what GET /api/v1/registrations/{id} tells beyond that
 * @returns {Entry}
 */
export function ofRegistration(item, story) {
  return {
    id: item.id, role: false, name: item.name, kind: item.kind, address: item.port ? `${bracketed(item.address)}:${item.port}` : item.address,
    node: item.host, health: known(item.health), detail: item.detail ?? '', maintenance: item.maintenance ?? null, since: item.since,
    latency: null, history: story?.history ?? null, raw: story?.checks ? {...item, checks: story.checks, watchers: story.watchers} : item,
  };
}

/** @param {string} health a newer gateway may say more */
const known = (health) => (health in SEVERITY ? /** @type {any} */ (health) : 'unknown');

/** @param {string} address an IPv6 address keeps apart from its port */
const bracketed = (address) => (address.includes(':') ? `[${address}]` : address);

/** @param {Entry} entry @param {string} choice one of CHOICES; what rests is counted as resting alone */
export function belongs(entry, choice) {
  return choice === 'maintenance' ? entry.maintenance !== null : entry.maintenance === null && entry.health === choice;
}

/** @param {Entry[]} entries @returns {Record<string, number>} */
export function countChoices(entries) {
  const counts = Object.fromEntries(CHOICES.map((choice) => [choice, 0]));
  for (const entry of entries) {
    counts[entry.maintenance !== null ? 'maintenance' : entry.health]++;
  }
  return counts;
}

/**
 * @param {Entry[]} entries
 * @param {{q: string, states: Set<string>, sort: string}} wish every word of `q` must be in the entry; a leading "-" sorts the other way round
 * @returns {Entry[]}
 */
export function arrange(entries, {q, states, sort}) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter((entry) => (states.size === 0 || [...states].some((choice) => belongs(entry, choice))) && words.every((word) => says(entry, word)))
    .sort(comparator(sort));
}

/** @param {Entry} entry @param {string} word */
function says({name, kind, address, node, health, detail, maintenance, raw}, word) {
  return `${name} ${raw.id ?? ''} ${kind} ${address} ${node} ${health} ${detail} ${maintenance ?? ''} ${(raw.tags ?? []).join(' ')}`.toLowerCase().includes(word);
}

/** @param {string} sort */
function comparator(sort) {
  const sign = sort.startsWith('-') ? -1 : 1;
  const key = sort.replace(/^-/, '');
  const usual = (/** @type {Entry} */ a, /** @type {Entry} */ b) => collator.compare(a.name, b.name) || collator.compare(a.node, b.node) || collator.compare(a.id, b.id);
  if (key === 'since' || key === 'latency') {
    return (a, b) => Number(a[key] === null) - Number(b[key] === null) || sign * (key === 'since' ? a.since - b.since : b.latency - a.latency) || usual(a, b);
  }
  if (key !== 'severity') {
    return (a, b) => sign * collator.compare(a[key], b[key]) || usual(a, b);
  }
  return (a, b) => sign * (rank(a) - rank(b)) || usual(a, b);
}

/** @param {Entry} entry */
const rank = ({health, maintenance}) => (maintenance === null ? SEVERITY[health] : RESTING);

/**
 * The last while as pieces of time, oldest first, each with the share of the width at which it begins and ends. What is not known is no piece.
 * @param {{history: Change[]|null, health: string, since: number}} entry
 * @param {number} now epoch ms
 * @param {number} span ms
 * @returns {{from: number, to: number, health: string}[]}
 */
export function pieces({history, health, since}, now, span) {
  const changes = history?.length ? history : [{at: since, health}];
  const found = [];
  let end = now;
  for (const change of changes) {
    const begin = Math.max(now - span, Math.min(change.at, end));
    if (begin < end) {
      found.unshift({from: (begin - now + span) / span, to: (end - now + span) / span, health: change.health});
    }
    end = begin;
  }
  return found;
}

/** @param {Change[]|null} history @param {number} now @param {number} span @returns {number} changes of health within the span */
export function changesWithin(history, now, span) {
  return (history ?? []).filter(({at}, place) => at > now - span && place < history.length - 1).length;
}

/**
 * What a change that was just heard of adds to a history that was asked for before.
 * @param {Change[]} history
 * @param {Change} change
 * @param {number} most
 */
export function withChange(history, change, most = 20) {
  return history[0]?.health === change.health ? history : [change, ...history].slice(0, most);
}
