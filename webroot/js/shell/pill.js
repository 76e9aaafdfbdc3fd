/** Says in the top bar whether the figures are alive, and holds the pause. */
import {computed, effect, signal} from '../../vendor/signals-core.js';
import {html, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {changedSincePause, connection, paused, pausedAt, setPaused} from '../core/store.js';
import {icon} from '../ui/icons.js';

export function togglePause() {
  setPaused(!paused.value);
}

/** @param {HTMLElement} place */
export function keepPill(place) {
  const second = signal(0);
  let timer = 0;
  effect(() => {
    clearInterval(timer);
    if (paused.value) {
      timer = setInterval(() => second.value++, 1000);
    }
  });
  const words = computed(() => {
    second.value;
    return paused.value ? pauseWords() : t(`connection.${connection.value}`);
  });
  effect(() => {
    const kind = connection.value === 'live' && paused.value ? 'paused' : connection.value;
    render(html`
      <span class="pill" data-connection=${kind} role="status" aria-live="off"><i></i><span>${words.value}</span></span>
      <button class="button" aria-pressed=${paused.value} aria-keyshortcuts="Space" title=${t('shortcut.pause')} @click=${togglePause}>
        ${icon(paused.value ? 'play' : 'pause', 16)}<span class="not-small">${t(paused.value ? 'action.resume' : 'action.pause')}</span>
      </button>`, place);
  });
}

function pauseWords() {
  const seconds = Math.max(0, Math.floor((Date.now() - pausedAt.value) / 1000));
  const time = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  const changed = changedSincePause();
  return changed === 0 ? t('connection.paused', {time}) : t('connection.pausedChanges', {time, n: number(changed)});
}
