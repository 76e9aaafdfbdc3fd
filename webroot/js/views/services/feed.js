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
  /** @type {Set<string>} */
  const wanted = new Set();
  let asking = 0;
  let timer = 0;
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
    try {
      const [cluster, services, health] = await Promise.all([
        get('/api/v1/cluster', {signal}).catch(withoutCluster), get('/api/v1/services', {signal}), get('/api/v1/health', {signal}),
      ]);
      Object.assign(feed, {cluster, services, health, problem: null});
      if (registrations.has(feed.closeup)) {
        await tell(feed.closeup);
      }
    } catch (problem) {
      feed.problem = problem;
    }
    if (!signal.aborted && !document.hidden) {
      changed();
      timer = setTimeout(load, feed.problem ? AFTER_FAILURE : EVERY);
    }
  }

  function watch() {
    clearTimeout(rewatch);
    source = new EventSource(new URL(WATCH, document.baseURI));
    source.addEventListener('all', ({data}) => {
      const {items, stale} = JSON.parse(data);
      registrations.clear();
      stories.clear();
      items.forEach((item) => registrations.set(item.id, item));
      Object.assign(feed, {registered: true, stale});
      changed();
    });
    source.addEventListener('put', ({data}) => put(JSON.parse(data)));
    source.addEventListener('remove', ({data}) => {
      const {id} = JSON.parse(data);
      registrations.delete(id);
      stories.delete(id);
      changed();
    });
    source.addEventListener('error', () => {
      // The browser tries again by itself, except after an answer that is a refusal.
      if (source?.readyState === EventSource.CLOSED) {
        rewatch = setTimeout(watch, AFTER_FAILURE);
      }
    });
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
    wanted.clear();
    ids.filter((id) => registrations.has(id) && !stories.has(id)).forEach((id) => wanted.add(id));
    while (asking < AT_ONCE && wanted.size > 0) {
      askNext();
    }
  }

  /** @param {string} id */
  async function tell(id) {
    const {history = [], checks, watchers} = await get(`/api/v1/registrations/${encodeURIComponent(id)}`, {signal});
    stories.set(id, {history, checks, watchers});
    changed();
  }

  async function askNext() {
    const [id] = wanted;
    wanted.delete(id);
    asking++;
    try {
      await tell(id);
    } catch {
      // It is gone, or the gateway is: what is shown of it goes or stays with the list.
    } finally {
      asking--;
    }
    if (!signal.aborted && wanted.size > 0 && asking < AT_ONCE) {
      askNext();
    }
  }

  /** A page that nobody sees asks for nothing. */
  function turn() {
    destroy();
    if (!document.hidden) {
      document.addEventListener('visibilitychange', turn);
      load();
      watch();
    } else {
      document.addEventListener('visibilitychange', turn);
    }
  }

  function destroy() {
    document.removeEventListener('visibilitychange', turn);
    clearTimeout(timer);
    clearTimeout(rewatch);
    source?.close();
    source = null;
  }

  turn();
  return feed;
}

/** @param {any} problem a gateway of an older release knows no such question */
function withoutCluster(problem) {
  if (problem?.status === NOT_FOUND) {
    return null;
  }
  throw problem;
}
