/** The fleet as cards. */
import {t} from '../../core/i18n.js';
import {machines} from '../../core/store.js';
import {wantRecent} from '../../live.js';
import {createVirtualGrid} from '../../ui/virtual-grid.js';
import {createRoving} from '../../ui/roving.js';
import {bindCard, createCard, paintCard} from './card.js';

const NARROWEST_REM = 17;
const HEIGHT_REM = 10.5;
const GAP = 12;

/** @param {HTMLElement} element */
export function createCards(element) {
  element.className = 'cards';
  element.setAttribute('role', 'list');
  element.setAttribute('aria-label', t('fleet.machines'));
  /** @type {number[]} */
  let order = [];
  const grid = createVirtualGrid({
    element,
    create: createCard,
    bind: (card, place) => bindCard(card, order[place], place, order.length),
    paint: paintCard,
    measure(width) {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      return {columns: Math.max(1, Math.floor((width + GAP) / (NARROWEST_REM * rem + GAP))), height: HEIGHT_REM * rem, gap: GAP};
    },
    shown(places) {
      wantRecent(places.map((place) => machines.value.ids[order[place]]));
      roving?.refresh();
    },
  });
  const roving = createRoving({element, grid, count: () => order.length, link: (card) => card.link});
  return {
    /** @param {number[]} next */
    setOrder(next) {
      order = next;
      grid.setCount(order.length);
    },
    paint: grid.paint,
    enter: roving.enter,
    destroy: grid.destroy,
  };
}
