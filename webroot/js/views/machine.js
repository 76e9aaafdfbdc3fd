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
  const hide = showPage(page, element, tab);
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
