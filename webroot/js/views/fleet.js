/** The fleet: summary, filter, and the machines as cards, table or heat map. */
import {batch, effect, signal, untracked} from '../../vendor/signals-core.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {buildSearch, parseSearch} from '../core/urlstate.js';
import {connection, failure, frameTick, machines, paused} from '../core/store.js';
import {wantRest} from '../live.js';
import {replaceSearch} from '../shell/router.js';
import {onKey} from '../shell/shortcuts.js';
import {setTitle} from '../shell/title.js';
import {STATE_KEYS} from '../ui/badge.js';
import {theme} from '../shell/theme.js';
import {createSelection, holdWhileInside} from './fleet/selection.js';
import {createTiles} from './fleet/tiles.js';
import {VIEWS, drawTools} from './fleet/tools.js';
import {drawPlaceholder} from './fleet/placeholder.js';
import {DEFAULTS, VIEWS_BY_NAME, chosenView, rememberView} from './fleet/choice.js';
import {element as make} from './fleet/card.js';

const ADDRESS_AFTER = 250;

/** @type {import('../shell/router.js').View['mount']} */
export function mount(element, {url}) {
  setTitle(t('nav.fleet'));
  const head = make('div', 'page-head');
  const tilesPlace = make('div', '');
  const toolsPlace = make('div', 'tools');
  const list = make('section', 'list');
  list.setAttribute('aria-label', t('fleet.machines'));
  element.append(head, tilesPlace, toolsPlace, list);

  const wish = signal(wishOf(url));
  const selection = createSelection(wish);
  let addressTimer = 0;
  const change = (/** @type {Partial<import('./fleet/selection.js').Wish>} */ part) => {
    wish.value = {...wish.value, ...part};
    if (part.view) {
      rememberView(part.view);
    }
    clearTimeout(addressTimer);
    addressTimer = setTimeout(() => replaceSearch(buildSearch(wish.value, DEFAULTS)), ADDRESS_AFTER);
  };
  const tiles = createTiles(tilesPlace, (state) => {
    const states = new Set(selection.states.value);
    states.delete(state) || states.add(state);
    change({state: [...states].map((chosen) => STATE_KEYS[chosen]).join(',')});
  });
  holdWhileInside(list, selection.hold);

  /** @type {import('./fleet/choice.js').FleetView|null} */
  let view = null;
  let shownView = '';
  let body = make('div', '');
  const leaveView = () => {
    view?.destroy();
    view = null;
    shownView = '';
  };

  const openView = async (/** @type {string} */ name, /** @type {HTMLElement} */ place) => {
    const create = await VIEWS_BY_NAME[name]();
    if (shownView === name && place === body) {
      view = create(place, {wish, change});
      view.setOrder(selection.order.peek());
    }
  };

  const stops = [
    effect(() => wantRest(machines.value.ids)),
    effect(() => {
      const total = machines.value.ids.length;
      const order = selection.order.value;
      drawHead(head, order.length, total);
      const known = machines.value.version !== '';
      tilesPlace.hidden = known ? total < 2 : failure.value !== null;
      tilesPlace.toggleAttribute('data-waiting', !known);
      toolsPlace.hidden = total === 0;
      // Nobody filters or sorts a single machine.
      toolsPlace.toggleAttribute('data-alone', total === 1 && wish.value.q === '');
      tiles.setStates(selection.states.value);
      const key = placeholderKey(order.length, total);
      if (key) {
        leaveView();
        body = make('div', '');
        list.replaceChildren(body);
        drawPlaceholder(body, key, failure.value, () => change({q: '', state: ''}));
        return;
      }
      const name = chosenView(wish.value.view, total);
      if (name !== shownView) {
        leaveView();
        body = make('div', '');
        list.replaceChildren(body);
        shownView = name;
        openView(name, body);
      }
      untracked(() => view?.setOrder(order));
    }),
    effect(() => {
      frameTick.value;
      theme.value;
      tiles.paint();
      view?.paint();
    }),
    effect(() => drawTools(toolsPlace, {
      wish: {...wish.value, view: toolView(wish.value.view, machines.value.ids.length)}, errors: selection.query.value.errors,
      moved: selection.moved.value, change, resort: selection.resort, toList: () => view?.enter(),
    })),
    onKey({
      '/': () => document.getElementById('filter')?.focus(),
      v: () => change({view: VIEWS[(VIEWS.indexOf(toolView(wish.value.view, machines.value.ids.length)) + 1) % VIEWS.length]}),
      j: () => view?.enter(),
      Escape: () => change({q: '', state: ''}),
    }),
  ];

  const unmount = () => {
    clearTimeout(addressTimer);
    stops.forEach((stop) => stop());
    selection.stop();
    tiles.destroy();
    leaveView();
    element.replaceChildren();
  };
  unmount.update = (context) => batch(() => (wish.value = wishOf(context.url)));
  return unmount;
}

/** @param {URL} url */
function wishOf(url) {
  return /** @type {import('./fleet/selection.js').Wish} */ ({...DEFAULTS, ...parseSearch(url.search)});
}

/** @param {string} wanted @param {number} total what the switch shows as pressed: the wide cards are cards too */
function toolView(wanted, total) {
  const name = chosenView(wanted, total);
  return name === 'wide' ? 'cards' : name;
}

/** @param {number} shown @param {number} total */
function placeholderKey(shown, total) {
  if (machines.value.version === '') {
    return failure.value ? 'failure' : 'loading';
  }
  if (total === 0) {
    return 'empty';
  }
  return shown === 0 ? 'nomatch' : null;
}

/**
 * @param {HTMLElement} head
 * @param {number} shown
 * @param {number} total
 */
function drawHead(head, shown, total) {
  if (!head.firstChild) {
    const words = make('div', '');
    words.append(make('h1', ''), make('p', 'figure'));
    words.firstElementChild.textContent = t('fleet.title');
    head.append(words);
  }
  const all = t('fleet.count', {n: number(total)});
  const text = shown === total ? all : t('fleet.some', {shown: number(shown), machines: all});
  const live = connection.value === 'live' && !paused.value;
  head.querySelector('p').textContent = total === 0 ? '' : live ? t('fleet.live', {machines: text}) : text;
}
