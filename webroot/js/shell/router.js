/** Addresses to views, by the History API. A view is loaded when it is first opened. */
import {signal} from '../../vendor/signals-core.js';
import {addTexts} from '../core/i18n.js';

/**
 * @typedef {{params: Record<string, string>, url: URL, signal: AbortSignal}} Context
 * @typedef {(() => void) & {update?: (context: Context) => void}} Unmount
 *   a view whose unmount function has `update` is told about a new address of its own instead of being mounted anew
 * @typedef {{mount: (element: HTMLElement, context: Context) => Unmount}} View
 * @typedef {{name: string, pattern: RegExp, styles?: string[], texts?: string, load: () => Promise<View>}} Route `texts` are those that no other view needs
 */

/** @type {Route[]} */
const routes = [
  {name: 'fleet', pattern: /^$/, styles: ['css/fleet.css'], load: () => import('../views/fleet.js')},
  {name: 'machine', pattern: /^machines\/(?<id>[^/]+)(?:\/(?<tab>[^/]+))?\/?$/, styles: ['css/machine.css', 'vendor/uplot.css'], load: () => import('../views/machine.js')},
  {name: 'services', pattern: /^services\/?$/, styles: ['css/fleet.css', 'css/services.css'], texts: 'i18n/services/en.json', load: () => import('../views/services.js')},
  {name: 'users', pattern: /^admin\/?$/, styles: ['css/admin.css'], texts: 'i18n/admin/en.json', load: () => import('../views/users.js')},
  {name: 'enrolment', pattern: /^admin\/machines\/?$/, styles: ['css/admin.css'], texts: 'i18n/admin/en.json', load: () => import('../views/enrolment.js')},
  {name: 'audit', pattern: /^admin\/audit\/?$/, styles: ['css/admin.css'], texts: 'i18n/admin/en.json', load: () => import('../views/audit.js')},
  {name: 'notfound', pattern: /.*/, load: () => import('../views/notfound.js')},
];

/** Name of the view on the screen, for the navigation. */
export const current = signal('');

/** @type {{route: Route, unmount: Unmount|null, abort: AbortController}|null} */
let shown = null;
let arrivals = 0;
/** @type {Map<string, Promise<void>>} */
const sheets = new Map();
/** @type {Map<string, Promise<Record<string, string>>>} */
const catalogues = new Map();
/** @type {HTMLElement} */
let outlet;
/** @type {(error: unknown) => void} */
let failed;

const basePath = () => new URL(document.baseURI).pathname;

/**
 * @param {HTMLElement} element
 * @param {(error: unknown) => void} onFailure a view that cannot be loaded
 */
export function startRouter(element, onFailure) {
  outlet = element;
  failed = onFailure;
  addEventListener('popstate', () => open(true));
  document.addEventListener('click', followLink);
  open(false);
}

/** Fetches the view of the address while the texts are still on their way. */
export function warm() {
  const path = new URL(location.href).pathname.slice(basePath().length);
  const {load, texts, styles = []} = routes.find(({pattern}) => pattern.test(path));
  load().catch(() => {});
  if (texts) {
    loadTexts(texts).catch(() => {});
  }
  styles.forEach(loadStyle);
}

/**
 * @param {string} path "/machines/x?r=1h", counted from the base
 * @param {{replace?: boolean}} [options]
 */
export function navigate(path, options = {}) {
  const url = new URL(path.replace(/^\//, ''), document.baseURI);
  if (options.replace) {
    history.replaceState(null, '', url);
  } else if (url.href !== location.href) {
    history.pushState(null, '', url);
  }
  open(false);
}

/**
 * Notes a changed filter in the address without opening anything: the view shows it already.
 * @param {string} search
 */
export function replaceSearch(search) {
  history.replaceState(history.state, '', location.pathname + search);
}

/** @param {boolean} back the browser restores the scroll position by itself */
async function open(back) {
  const url = new URL(location.href);
  const path = decodeURI(url.pathname.slice(basePath().length));
  const route = routes.find(({pattern}) => pattern.test(path));
  const params = {...route.pattern.exec(path).groups};
  if (shown?.route === route && shown.unmount?.update) {
    shown.unmount.update({params, url, signal: shown.abort.signal});
    return;
  }
  shown?.abort.abort();
  shown?.unmount?.();
  const mine = {route, unmount: null, abort: new AbortController()};
  shown = mine;
  current.value = route.name;
  outlet.replaceChildren();
  try {
    const [view, texts] = await Promise.all([route.load(), route.texts ? loadTexts(route.texts) : {}, ...(route.styles ?? []).map(loadStyle)]);
    addTexts(texts);
    if (shown === mine) {
      mine.unmount = view.mount(outlet, {params, url, signal: mine.abort.signal});
      arrive(back);
    }
  } catch (error) {
    failed(error);
  }
}

/**
 * The link that was followed is gone, and the focus with it: reading goes on at the new page.
 * @param {boolean} back
 */
function arrive(back) {
  if (!back) {
    scrollTo(0, 0);
  }
  if (arrivals++ > 0) {
    outlet.closest('main').focus({preventScroll: true});
  }
}

/** @param {MouseEvent} event */
function followLink(event) {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.hasAttribute('download') || link.getAttribute('target')) {
    return;
  }
  const url = new URL(link.getAttribute('href'), document.baseURI);
  if (url.origin === location.origin && url.pathname.startsWith(basePath()) && !link.getAttribute('href').startsWith('#')) {
    event.preventDefault();
    navigate(url.href.slice(new URL(document.baseURI).href.length));
  }
}

/** Texts of a part that most visits never open. @param {string} path */
export async function needTexts(path) {
  addTexts(await loadTexts(path));
}

/** @param {string} path @returns {Promise<Record<string, string>>} */
function loadTexts(path) {
  let done = catalogues.get(path);
  if (!done) {
    done = fetch(new URL(path, document.baseURI)).then((answer) => answer.json());
    // What failed is tried again with the next visit.
    done.catch(() => catalogues.delete(path));
    catalogues.set(path, done);
  }
  return done;
}

/**
 * A style sheet of a view, loaded with it and kept.
 * @param {string} path "css/machine.css"
 * @returns {Promise<void>} done when the rules hold, so that nothing is shown without them
 */
function loadStyle(path) {
  let done = sheets.get(path);
  if (!done) {
    done = new Promise((resolve) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = path;
      link.onload = link.onerror = () => resolve();
      document.head.append(link);
    });
    sheets.set(path, done);
  }
  return done;
}
