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
import {DEFAULTS, PROGRAMS, VIEWS_BY_NAME, chosenView, rememberView, showsPrograms} from './fleet/choice.js';
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
      const {ids, programs} = machines.value;
      const asPrograms = showsPrograms(wish.value, machines.value);
      const total = asPrograms ? programs : ids.length - programs;
      const order = selection.order.value;
      drawHead(head, order.length, asPrograms, (kind) => change({kind, q: '', state: ''}));
      const known = machines.value.version !== '';
      tilesPlace.hidden = known ? total < 2 || asPrograms : failure.value !== null;
      tilesPlace.toggleAttribute('data-waiting', !known);
      toolsPlace.hidden = total === 0;
      // Nobody filters or sorts a single machine.
      toolsPlace.toggleAttribute('data-alone', total === 1 && programs === 0 && wish.value.q === '');
      toolsPlace.toggleAttribute('data-programs', asPrograms);
      tiles.setStates(selection.states.value);
      const key = placeholderKey(order.length, total);
      if (key) {
        leaveView();
        body = make('div', '');
        list.replaceChildren(body);
        drawPlaceholder(body, key, failure.value, () => change({q: '', state: ''}));
        return;
      }
      const name = asPrograms ? PROGRAMS : chosenView(wish.value.view, total);
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
      wish: {...wish.value, view: toolView(wish.value.view, machineCount())}, errors: selection.query.value.errors,
      moved: selection.moved.value, change, resort: selection.resort, toList: () => view?.enter(),
    })),
    onKey({
      '/': () => document.getElementById('filter')?.focus(),
      v: () => change({view: VIEWS[(VIEWS.indexOf(toolView(wish.value.view, machineCount())) + 1) % VIEWS.length]}),
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

function machineCount() {
  return machines.value.ids.length - machines.value.programs;
}

/**
 * @param {HTMLElement} head
 * @param {number} shown
 * @param {boolean} asPrograms
 * @param {(kind: string) => void} choose
 */
function drawHead(head, shown, asPrograms, choose) {
  if (!head.firstChild) {
    const words = make('div', '');
    words.append(make('h1', ''), make('p', 'figure'));
    words.firstElementChild.textContent = t('fleet.title');
    const kinds = make('div', 'segments');
    kinds.setAttribute('role', 'group');
    kinds.setAttribute('aria-label', t('fleet.kinds'));
    kinds.append(...['', PROGRAMS].map((kind) => {
      const button = document.createElement('button');
      button.textContent = t(kind ? 'fleet.programs' : 'fleet.machines');
      button.addEventListener('click', () => choose(kind));
      return button;
    }));
    head.append(words, kinds);
  }
  const {programs} = machines.value;
  const [forMachines, forPrograms] = head.querySelectorAll('button');
  // A switch between what is there and nothing helps nobody.
  forMachines.parentElement.hidden = programs === 0 || machineCount() === 0;
  forMachines.setAttribute('aria-pressed', String(!asPrograms));
  forPrograms.setAttribute('aria-pressed', String(asPrograms));
  const counts = {machines: t('fleet.count', {n: number(machineCount())}), programs: t('fleet.programs.count', {n: number(programs)})};
  const whole = programs === 0 ? counts.machines : machineCount() === 0 ? counts.programs : t('fleet.both', counts);
  const listed = asPrograms ? programs : machineCount();
  const text = shown === listed ? whole : t('fleet.some', {shown: number(shown), machines: asPrograms ? counts.programs : counts.machines});
  const live = connection.value === 'live' && !paused.value;
  head.querySelector('p').textContent = programs + machineCount() === 0 ? '' : live ? t('fleet.live', {machines: text}) : text;
}
