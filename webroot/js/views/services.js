/** The nodes of Atalaia, what they run, what others registered, whether it answers, which calls are held back, and who leads. */
import {html, nothing, render} from '../../vendor/lit-html.js';
import {effect} from '../../vendor/signals-core.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {connection, gateway, paused} from '../core/store.js';
import {breakersOf, nodeViews} from '../core/cluster.js';
import {CHOICES, SORTS, arrange, countChoices} from '../core/services.js';
import {countMoved, sameMembers} from '../core/order.js';
import {buildSearch, parseSearch} from '../core/urlstate.js';
import {replaceSearch} from '../shell/router.js';
import {onKey} from '../shell/shortcuts.js';
import {setTitle} from '../shell/title.js';
import {problemText} from '../ui/messages.js';
import {downloadCsv} from './services/export.js';
import {createFeed} from './services/feed.js';
import {createList} from './services/list.js';
import {drawBreakers, drawLeases} from './services/coordination.js';
import {drawNodes} from './services/nodes.js';
import {drawSummary} from './services/summary.js';
import {drawTools} from './services/tools.js';
import {openInstance} from './services/sheet.js';
import {speakChanges} from './services/speak.js';

const DEFAULTS = {sort: 'severity'};
/** A storm of changes is drawn as one. */
const GATHER = 100;

/** @type {import('../shell/router.js').View['mount']} */
export function mount(element, {url, signal}) {
  // Places of their own: the outlet is emptied by others, and then lit would look for its markers in vain.
  const place = element.appendChild(document.createElement('div'));
  const [top, tools, list, words] = ['', 'tools services-tools', '', 'visually-hidden'].map((name) => {
    const part = place.appendChild(document.createElement('div'));
    part.className = name;
    return part;
  });
  words.setAttribute('role', 'status');
  setTitle(t('services.title'));
  const wish = readWish(url.search);
  /** @type {ReturnType<typeof openInstance>|null} */
  let sheet = null;
  /** @type {string[]} */
  let order = [];
  let moved = 0;
  let timer = 0;

  const feed = createFeed({signal, changed: () => (timer ||= setTimeout(gathered, GATHER))});
  const table = createList(list, {sort: () => wish.sort, change, shown: () => feed.want(table.seen())});
  const speak = speakChanges(words);

  const gathered = () => {
    timer = 0;
    if (!paused.peek()) {
      draw(false);
    }
  };

  /** @param {boolean} resort the reader asked for another order */
  function draw(resort) {
    const entries = feed.entries();
    const shown = arrange(entries, wish);
    drawTop(entries);
    arrangeRows(shown, resort);
    render(feed.services ? drawTools({q: wish.q, shown: shown.length, total: entries.length, moved, change, resort: () => draw(true), toList: () => table.enter(), save: () => downloadCsv(arrange(feed.entries(), wish))}) : nothing, tools);
    list.hidden = shown.length === 0;
    feed.want(table.seen());
    sheet?.draw(entries.find(({id}) => id === sheet.id));
    openWished(entries);
    speak(entries);

    /** @param {typeof shown} next @param {boolean} now */
    function arrangeRows(next, now) {
      const wanted = next.map(({id}) => id);
      moved = !now && table.held() && sameMembers(/** @type {any} */ (order), /** @type {any} */ (wanted)) ? countMoved(/** @type {any} */ (order), /** @type {any} */ (wanted)) : 0;
      order = moved > 0 ? order : wanted;
      const byId = new Map(next.map((entry) => [entry.id, entry]));
      table.setOrder(order.map((id) => byId.get(id)));
    }
  }

  /** @param {import('../core/services.js').Entry[]} entries */
  function drawTop(entries) {
    const {cluster, services, health, problem} = feed;
    const nodes = cluster ? nodeViews(cluster) : [];
    const breakers = breakersOf(cluster, health, gateway.value.node);
    const counts = countChoices(entries);
    render(html`
      <div class="page-head"><div><h1>${t('services.title')}</h1><p>${services && feed.registered ? summary(counts, entries.length) : t('services.subtitle')}</p></div></div>
      ${problem ? html`<div class="banner warn" role="alert"><p>${problemText(problem)}</p><button class="button" @click=${() => feed.load()}>${t('action.retry')}</button></div>` : nothing}
      ${cluster?.degraded ? html`<div class="banner warn" role="status"><p>${t('services.clusterDegraded', {why: cluster.why})}</p></div>` : nothing}
      ${services && (services.stale || feed.stale) ? html`<div class="banner warn" role="status"><p>${t('services.stale')}</p></div>` : nothing}
      ${services ? [
        drawSummary({counts, chosen: wish.states, toggle, known: feed.registered, nodes, cluster, breakers}),
        html`<div class="whole" data-count=${nodes.length}>${cluster ? drawNodes(nodes, cluster) : nothing}
          <div class="pair">${drawBreakers(breakers, () => drawTop(feed.entries()))}${cluster ? drawLeases(cluster.leases ?? []) : nothing}</div></div>`,
        entries.length === 0 ? html`<div class="empty"><p>${t('services.empty')}</p></div>` : nothing,
      ] : html`<div class="skeleton services-skeleton"></div>`}`, top);
  }

  /** @param {{q?: string, sort?: string}} next */
  function change(next) {
    Object.assign(wish, next);
    remember();
    draw(true);
  }

  /** @param {string} choice */
  function toggle(choice) {
    wish.states.delete(choice) || wish.states.add(choice);
    change({});
    tools.scrollIntoView({block: 'nearest'});
  }

  function remember() {
    replaceSearch(buildSearch({q: wish.q, state: CHOICES.filter((choice) => wish.states.has(choice)).join(), sort: wish.sort, open: wish.open}, DEFAULTS));
  }

  /** A link may name an instance: it is opened as soon as it is known. @param {import('../core/services.js').Entry[]} entries */
  function openWished(entries) {
    const entry = wish.open && !sheet ? entries.find(({id}) => id === wish.open) : undefined;
    if (entry) {
      sheet = openInstance(entry, () => {
        sheet = null;
        wish.open = '';
        feed.closeup = '';
        remember();
      });
      feed.closeup = entry.id;
      feed.load();
    }
  }

  const follow = (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element ? event.target.closest('a.row-link') : null;
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      wish.open = parseSearch(new URL(link.getAttribute('href'), document.baseURI).search).open;
      remember();
      openWished(feed.entries());
    }
  };
  list.addEventListener('click', follow);
  const takeKeys = onKey({'/': () => document.getElementById('filter')?.focus()});
  draw(true);
  let first = true;
  const stop = effect(() => {
    if (connection.value === 'live' && !paused.value && !first) {
      feed.load();
    }
    first = false;
  });
  return () => {
    clearTimeout(timer);
    stop();
    takeKeys();
    sheet?.close();
    feed.destroy();
    table.destroy();
    place.remove();
  };
}

/** @param {string} search */
function readWish(search) {
  const {q = '', state = '', sort = DEFAULTS.sort, open = ''} = parseSearch(search);
  return {
    q, open, states: new Set(state.split(',').filter((choice) => CHOICES.includes(choice))),
    sort: SORTS.includes(sort.replace(/^-/, '')) ? sort : DEFAULTS.sort,
  };
}

/** @param {Record<string, number>} counts @param {number} total */
function summary(counts, total) {
  return t('services.summary', {passing: number(counts.passing), total: number(total)});
}
