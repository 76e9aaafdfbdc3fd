/** Light and dark: the system's wish until the reader chooses; the choice stays on this computer. */
import {signal} from '../../vendor/signals-core.js';
import {recall, remember} from '../ui/memory.js';

export const theme = signal(document.documentElement.dataset.theme);

/** @param {string} wanted */
function apply(wanted) {
  document.documentElement.dataset.theme = wanted;
  theme.value = wanted;
}

export function toggleTheme() {
  const wanted = theme.value === 'dark' ? 'light' : 'dark';
  apply(wanted);
  remember('theme', wanted);
}

/** Follows the system as long as nothing was chosen. */
export function followSystem() {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({matches}) => {
    if (!recall('theme')) {
      apply(matches ? 'dark' : 'light');
    }
  });
}
