/** What the gateway knows of nodes and services, kept fresh: nodes and roles are asked for every second, registrations tell their changes. */
import {get, serverNow} from '../../net/api.js';
import {ofRegistration, ofRole, withChange} from '../../core/services.js';

const EVERY = 1000;
const AFTER_FAILURE = 3000;
const AT_ONCE = 3;
const WATCH = 'api/v1/watch/registrations';
const NOT_FOUND = 404;

/**
 * @param {{signal: AbortSignal, changed: () => void}} options `changed` may be called often: whoever draws gathers the calls
 */
export function createFeed({signal, changed}) {
  const feed = {
    /** Null before the first answer. @type {any} */
    cluster: null,
    /** @type {any} */
    services: null,
    /** @type {any} */
    health: null,
    /** Whether the registrations were told at least once. */
    registered: false,
    stale: false,
    /** What went wrong last, null when all was answered. @type {any} */
    problem: null,
    /** The one that is looked at closely; its checks are asked for as often as the nodes. */
    closeup: '',
    entries, load, want, destroy,
  };
  /** @type {Map<string, any>} */
  const registrations = new Map();
  /** @type {Map<string, {history: import('../../core/services.js').Change[], checks?: any[], watchers?: any[]}>} */
  const stories = new Map();
  /** @type {string[]} */
  let wanted = [];
  /** @type {Set<string>} */
  const underWay = new Set();
  let timer = 0;
  let round = 0;
  let rewatch = 0;
  /** @type {EventSource|null} */
  let source = null;

  /** @returns {import('../../core/services.js').Entry[]} */
  function entries() {
    const roles = (feed.services?.items ?? []).map(ofRole);
    return [...roles, ...[...registrations.values()].map((item) => ofRegistration(item, stories.get(item.id)))];
  }

  async function load() {
    clearTimeout(timer);
    const mine = ++round;
    const problem = await ask().then(() => null, (failure) => failure);
    // A later question was asked meanwhile, by hand or because the page was seen again: that one goes on.
    if (signal.aborted || mine !== round || document.hidden) {
      return;
    }
    feed.problem = problem;
    changed();
    timer = setTimeout(load, problem ? AFTER_FAILURE : EVERY);
  }

  async function ask() {
    const [cluster, services, health] = await Promise.all([
      get('/api/v1/cluster', {signal}).catch(withoutIt), get('/api/v1/services', {signal}), get('/api/v1/health', {signal}),
    ]);
    Object.assign(feed, {cluster, services, health});
    if (registrations.has(feed.closeup)) {
      await tell(feed.closeup).catch(withoutIt);
    }
  }

  function watch() {
    clearTimeout(rewatch);
    const mine = new EventSource(new URL(WATCH, document.baseURI));
    source = mine;
    source.addEventListener('all', ({data}) => all(JSON.parse(data)));
    source.addEventListener('put', ({data}) => put(JSON.parse(data)));
    source.addEventListener('remove', ({data}) => {
      const {id} = JSON.parse(data);
      registrations.delete(id);
      stories.delete(id);
      changed();
    });
    source.addEventListener('error', () => {
      // The browser tries again by itself, except after an answer that is a refusal: too many watch already, or the session ended.
      if (mine.readyState === EventSource.CLOSED && source === mine) {
        get('/api/v1/registrations', {signal}).then(all, () => {}).finally(() => {
          if (source === mine) {
            rewatch = setTimeout(watch, AFTER_FAILURE);
          }
        });
      }
    });
  }

  /** @param {{items: any[], stale: boolean}} told */
  function all({items, stale}) {
    registrations.clear();
    stories.clear();
    items.forEach((item) => registrations.set(item.id, item));
    Object.assign(feed, {registered: true, stale});
    changed();
  }

  /** @param {any} item */
  function put(item) {
    const story = stories.get(item.id);
    if (story) {
      stories.set(item.id, {...story, history: withChange(story.history, {at: serverNow(), health: item.health, detail: item.detail})});
    }
    registrations.set(item.id, item);
    changed();
  }

  /** @param {string[]} ids what is on the screen: the past of a thousand at once nobody looks at */
  function want(ids) {
    wanted = ids.filter((id) => registrations.has(id) && !stories.has(id) && !underWay.has(id));
    askNext();
  }

  function askNext() {
    while (underWay.size < AT_ONCE && wanted.length > 0 && !signal.aborted) {
      const id = wanted.shift();
      underWay.add(id);
      // Whoever is gone, or cannot be asked, stays without a past until the next time.
      tell(id).catch(() => {}).finally(() => {
        underWay.delete(id);
        askNext();
      });
    }
  }

  /** @param {string} id */
  async function tell(id) {
    const {history = [], checks, watchers} = await get(`/api/v1/registrations/${encodeURIComponent(id)}`, {signal});
    if (registrations.has(id)) {
      stories.set(id, {history, checks, watchers});
      changed();
    }
  }

  /** A page that nobody sees asks for nothing. */
  function turn() {
    rest();
    if (!document.hidden) {
      load();
      watch();
    }
  }

  function rest() {
    clearTimeout(timer);
    clearTimeout(rewatch);
    source?.close();
    source = null;
  }

  function destroy() {
    document.removeEventListener('visibilitychange', turn);
    rest();
  }

  document.addEventListener('visibilitychange', turn);
  turn();
  return feed;
}

/** @param {any} problem what is not there is null: a gateway of an older release, a registration that was removed meanwhile */
function withoutIt(problem) {
  if (problem?.status === NOT_FOUND) {
    return null;
  }
  throw problem;
}
