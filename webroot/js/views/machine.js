/** One machine: who it is, how it has been, and what it does now. */
import {signal} from '../../vendor/signals-core.js';
import {connectPage} from './machine/connection.js';
import {createPage} from './machine/page.js';
import {showPage} from './machine/layout.js';

/**
 * @param {HTMLElement} element
 * @param {import('../shell/router.js').Context} context
 */
export function mount(element, {params, signal: leave}) {
  const tab = signal(params.tab ?? 'overview');
  let shown = open(element, params.id, tab, leave);
  const unmount = () => shown.close();
  unmount.update = ({params: next}) => {
    tab.value = next.tab ?? 'overview';
    if (next.id === shown.page.id) {
      shown.page.followAddress();
      return;
    }
    shown.close();
    shown = open(element, next.id, tab, leave);
  };
  return unmount;
}

function open(element, id, tab, leave) {
  const abort = new AbortController();
  leave.addEventListener('abort', () => abort.abort(), {once: true});
  const page = createPage(id, abort.signal);
  const disconnect = connectPage(page);
  let hide = () => {};
  Promise.all([loadStyle('css/machine.css'), loadStyle('vendor/uplot.css')]).then(() => {
    if (!abort.signal.aborted) {
      hide = showPage(page, element, tab);
    }
  });
  return {
    page,
    close() {
      abort.abort();
      hide();
      disconnect();
      element.replaceChildren();
    },
  };
}

/**
 * A style sheet of this view, loaded with it and kept.
 * @param {string} path "css/machine.css"
 * @returns {Promise<void>} done when the rules hold, so that nothing is shown without them
 */
function loadStyle(path) {
  if (document.querySelector(`link[data-style="${path}"]`)) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = path;
    link.dataset.style = path;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
