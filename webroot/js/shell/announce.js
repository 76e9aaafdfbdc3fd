/** Tells screen readers about changes of state, gathered over five seconds; figures that tick are never spoken. */
import {effect} from '../../vendor/signals-core.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {connection, machines, newest, paused} from '../core/store.js';
import {stateWord} from '../ui/badge.js';

const EVERY = 5000;

/** @param {HTMLElement} region */
export function announceStates(region) {
  let version = '';
  let spoken = new Uint8Array(0);
  const forget = () => {
    version = machines.value.version;
    spoken = newest().st.slice();
  };
  effect(() => {
    machines.value;
    forget();
  });
  setInterval(() => {
    const {st, time} = newest();
    if (time === 0 || version !== machines.value.version || paused.value || connection.value !== 'live' || spoken.length !== st.length) {
      return forget();
    }
    const text = changes(spoken, st);
    spoken = st.slice();
    if (text && region.dataset.started) {
      region.textContent = text;
    }
    region.dataset.started = 'yes';
  }, EVERY);
}

/**
 * @param {Uint8Array} before
 * @param {Uint8Array} now
 */
function changes(before, now) {
  const became = [0, 0, 0, 0];
  for (let machine = 0; machine < now.length; machine++) {
    if (before[machine] !== now[machine]) {
      became[now[machine]]++;
    }
  }
  return [2, 1, 3, 0].filter((state) => became[state] > 0)
    .map((state) => t('announce.became', {n: number(became[state]), state: stateWord(state)})).join('. ');
}
