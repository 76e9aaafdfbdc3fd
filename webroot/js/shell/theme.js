/** Light and dark: the system's wish until the reader chooses; the choice stays on this computer. */
import {signal} from '../../vendor/signals-core.js';

const KEY = 'atalaia.theme';

export const theme = signal(document.documentElement.dataset.theme);

/** @param {string} wanted */
function apply(wanted) {
  document.documentElement.dataset.theme = wanted;
  theme.value = wanted;
}

export function toggleTheme() {
  const wanted = theme.value === 'dark' ? 'light' : 'dark';
  apply(wanted);
  remember(wanted);
}

/** @param {string} wanted */
function remember(wanted) {
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

/** Follows the system as long as nothing was chosen. */
export function followSystem() {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({matches}) => {
    let chosen = null;
    try {
      chosen = localStorage.getItem(KEY);
    } catch {
      // As above.
    }
    if (!chosen) {
      apply(matches ? 'dark' : 'light');
    }
  });
}
