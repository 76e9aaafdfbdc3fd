/** The machines that are shown, in order. The order stands still while somebody points at the list or has the focus in it. */
import {computed, effect, signal} from '../../../vendor/signals-core.js';
import {compileQuery} from '../../core/query.js';
import {arrange, countMoved, sameMembers} from '../../core/order.js';
import {STATE_KEYS} from '../../ui/badge.js';
import {showsPrograms} from './choice.js';
import {frameTick, machines, picture} from '../../core/store.js';

const SORT_AGAIN_AFTER = 10000;

/**
 * @typedef {{q: string, state: string, sort: string, view: string, by: string, group: string, kind: string}} Wish the filter as it stands in the address
 * @param {import('../../../vendor/signals-core.js').Signal<Wish>} wish
 */
export function createSelection(wish) {
  const order = signal(/** @type {number[]} */ ([]));
  const moved = signal(0);
  const query = computed(() => compileQuery(wish.value.q));
  const states = computed(() => new Set(wish.value.state.split(',').map((word) => STATE_KEYS.indexOf(word)).filter((state) => state >= 0)));
  let held = false;
  let sortedAt = 0;
  let sortedFor = '';
  let waiting = /** @type {number[]} */ ([]);

  const apply = () => {
    sortedAt = Date.now();
    order.value = waiting;
    moved.value = 0;
  };

  const isDue = () => Date.now() - sortedAt >= SORT_AGAIN_AFTER;

  const stop = effect(() => {
    frameTick.value;
    const {q, state, sort} = wish.value;
    const {columns} = picture();
    const programs = showsPrograms(wish.value, machines.value);
    waiting = arrange(machines.value, columns, {test: query.value.test, states: programs ? new Set() : states.value, sort, programs});
    // A first frame, another fleet or another wish must be seen at once; only the drift of figures can wait.
    const asked = `${machines.value.version}|${columns.time > 0}|${q}|${state}|${sort}|${programs}`;
    if (asked !== sortedFor) {
      sortedFor = asked;
      apply();
    } else if (held) {
      moved.value = isDue() ? countMoved(order.peek(), waiting) : 0;
    } else if (isDue() || !sameMembers(order.peek(), waiting)) {
      apply();
    }
  });

  return {
    order,
    moved,
    query,
    states,
    resort: apply,
    /** @param {boolean} hold */
    hold(hold) {
      held = hold;
      if (!hold && moved.value > 0) {
        apply();
      }
    },
    stop,
  };
}

/**
 * @param {HTMLElement} element
 * @param {(held: boolean) => void} hold
 */
export function holdWhileInside(element, hold) {
  let pointer = false;
  let focus = false;
  const tell = () => hold(pointer || focus);
  element.addEventListener('pointerenter', (event) => {
    pointer = event.pointerType !== 'touch';
    tell();
  });
  element.addEventListener('pointerleave', () => {
    pointer = false;
    tell();
  });
  element.addEventListener('focusin', () => {
    focus = true;
    tell();
  });
  element.addEventListener('focusout', ({relatedTarget}) => {
    focus = element.contains(/** @type {Node|null} */ (relatedTarget));
    tell();
  });
}
