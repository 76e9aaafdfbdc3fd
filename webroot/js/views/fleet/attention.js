/** One row of cards above the heat map for the machines that need a hand. */
import {t} from '../../core/i18n.js';
import {machines, picture} from '../../core/store.js';
import {ALERT, CRITICAL} from '../../core/columns.js';
import {wantRecent} from '../../live.js';
import {bindCard, createCard, element as make, paintCard} from './card.js';

const NARROWEST_REM = 17;
const GAP = 12;

export function createAttention() {
  const node = make('section', 'attention');
  const title = make('h2', '');
  title.textContent = t('map.attention');
  const row = make('div', 'attention-row');
  row.setAttribute('role', 'list');
  node.append(title, row);
  /** @type {number[]} */
  let needy = [];
  const cards = /** @type {import('./card.js').Card[]} */ ([]);

  const draw = () => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room = Math.max(1, Math.floor((node.parentElement.clientWidth + GAP) / (NARROWEST_REM * rem + GAP)));
    const shown = needy.slice(0, room);
    node.hidden = shown.length === 0;
    row.style.setProperty('--room', String(room));
    while (cards.length < shown.length) {
      cards.push(createCard());
    }
    row.replaceChildren(...shown.map((machine, place) => {
      bindCard(cards[place], machine, place, shown.length);
      return cards[place].node;
    }));
    shown.forEach((_, place) => paintCard(cards[place]));
    wantRecent(shown.map((machine) => machines.value.ids[machine]));
  };
  const observer = new ResizeObserver(draw);
  return {
    node,
    /** @param {number[]} order */
    setOrder(order) {
      const {st, cpu} = picture().columns;
      needy = order.filter((machine) => st[machine] === CRITICAL || st[machine] === ALERT)
        .sort((a, b) => st[b] - st[a] || cpu[b] - cpu[a]);
      observer.observe(node.parentElement);
      draw();
    },
    paint: () => cards.forEach((card) => card.node.isConnected && paintCard(card)),
    destroy: () => observer.disconnect(),
  };
}
