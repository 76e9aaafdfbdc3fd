/** One machine: who it is, how it has been, and what it does now. */
import { effect, signal } from '../core/signals.js';
import { loadStyle } from '../ui/style.js';
import { connectPage } from './machine/connection.js';
import { createPage } from './machine/page.js';
import { showPage } from './machine/layout.js';

/**
 * @param {HTMLElement} element
 * @param {import('../shell/router.js').Context} context
 */
export function mount(element, { params, signal: leave }) {
  const tab = signal(params.tab ?? 'overview');
  let id = params.id;
  let close = open(element, id, tab, leave);
  const unmount = () => close();
  unmount.update = ({ params: next }) => {
    tab.value = next.tab ?? 'overview';
    if (next.id === id) return;
    id = next.id;
    close();
    close = open(element, id, tab, leave);
  };
  return unmount;
}

function open(element, id, tab, leave) {
  const abort = new AbortController();
  leave.addEventListener('abort', () => abort.abort(), { once: true });
  const page = createPage(id, abort.signal);
  const ready = signal(false);
  Promise.all([loadStyle('css/machine.css'), loadStyle('vendor/uplot.css')]).then(() => (ready.value = true));
  const disconnect = connectPage(page);
  let hide = () => {};
  const stop = effect(() => {
    if (!ready.value || abort.signal.aborted) return undefined;
    hide = showPage(page, element, tab);
    return undefined;
  });
  return () => {
    abort.abort();
    stop();
    hide();
    disconnect();
    element.replaceChildren();
  };
}
