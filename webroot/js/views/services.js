/** What the hubs run, whether it answers, and which calls are held back. */
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {problemText} from '../ui/messages.js';
import {get} from '../net/api.js';
import {connection} from '../core/store.js';
import {effect} from '../../vendor/signals-core.js';
import {setTitle} from '../shell/title.js';
import {drawBreakers, drawServices} from './services/tables.js';

const EVERY = 5000;

/** @type {import('../shell/router.js').View['mount']} */
export function mount(element, {signal}) {
  // A place of its own: the outlet is emptied by others, and then lit would look for its markers in vain.
  const place = element.appendChild(document.createElement('div'));
  setTitle(t('services.title'));
  let timer = 0;
  /** @type {{health: any, services: any}|null} */
  let last = null;

  const load = async () => {
    clearTimeout(timer);
    try {
      const [health, services] = await Promise.all([get('/api/v1/health', {signal}), get('/api/v1/services', {signal})]);
      last = {health, services};
      draw(null);
    } catch (problem) {
      if (!signal.aborted) {
        draw(problem);
      }
    }
    if (!signal.aborted) {
      timer = setTimeout(load, EVERY);
    }
  };

  /** @param {any} problem what was shown before stays, with the problem above it */
  const draw = (problem) => render(html`
    <div class="page-head"><div><h1>${t('services.title')}</h1><p>${last ? summary(last.services.items) : t('services.subtitle')}</p></div></div>
    ${problem ? html`<div class="banner warn" role="alert"><p>${problemText(problem)}</p>
      <button class="button" @click=${load}>${t('action.retry')}</button></div>` : nothing}
    ${last?.services.stale ? html`<div class="banner warn" role="status"><p>${t('services.stale')}</p></div>` : nothing}
    ${last ? [drawServices(last.services.items), drawBreakers(last.health.breakers ?? [])] : html`<div class="skeleton services-skeleton"></div>`}`, place);

  draw(null);
  let first = true;
  const stop = effect(() => {
    if (connection.value === 'live' || first) {
      load();
    }
    first = false;
  });
  return () => {
    clearTimeout(timer);
    stop();
    place.remove();
  };
}

/** @param {{health: string}[]} items */
function summary(items) {
  const passing = items.filter(({health}) => health === 'passing').length;
  return t('services.summary', {passing: number(passing), total: number(items.length)});
}
