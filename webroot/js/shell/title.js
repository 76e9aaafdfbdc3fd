/** The title of the tab starts with the number of critical machines: it is seen when the page is not. */
import {effect, signal} from '../../vendor/signals-core.js';
import {number} from '../core/format.js';
import {critical} from '../core/store.js';

const page = signal('');

/** @param {string} text */
export function setTitle(text) {
  page.value = text;
}

export function keepTitle() {
  effect(() => {
    const count = critical.value > 0 ? `(${number(critical.value)}) ` : '';
    document.title = `${count}${page.value ? `${page.value} · ` : ''}Atalaia`;
  });
}
