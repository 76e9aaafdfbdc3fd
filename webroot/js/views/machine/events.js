/** What happened to the machine in the last seven days, newest first. */
import {get} from '../../net/api.js';
import {dateTime, duration} from '../../core/format.js';
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {effect, signal} from '../../../vendor/signals-core.js';

const EVERY = 10_000;
const WEEK = 7 * 86_400_000;
const MOST = 200;
const SHORTEST_SHOWN = 1000;

/** @param {import('./page.js').Page} page @param {HTMLElement} element */
export function mountEvents(page, element) {
  const events = signal(null);
  const failure = signal(null);
  let timer = 0;
  const ask = async () => {
    clearTimeout(timer);
    timer = setTimeout(ask, EVERY);
    const to = Math.ceil(page.now()) + 1000;
    const path = `/api/v1/machines/${encodeURIComponent(page.id)}/events?from=${to - WEEK}&to=${to}&limit=${MOST}`;
    try {
      const answer = await get(path, {signal: page.leave});
      failure.value = null;
      events.value = answer.items;
    } catch (error) {
      if (!page.leave.aborted) {
        failure.value = error.detail || t('chart.error.unreachable');
      }
    }
  };
  ask();
  const stop = effect(() => render(template(events.value, failure.value), element));
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function template(events, failure) {
  return html`<div class="tab-body">
    <section class="panel table-card" aria-label=${t('machine.events')}>
      <div class="table-scroll" tabindex="0" role="group" aria-label=${t('machine.events')}>
        <table class="grid events">
          <thead>
            <tr>
              <th scope="col">${t('machine.events.time')}</th>
              <th scope="col">${t('machine.events.kind')}</th>
              <th scope="col">${t('machine.events.what')}</th>
              <th scope="col" class="figure">${t('machine.events.lasted')}</th>
            </tr>
          </thead>
          <tbody>
            ${Array.from(events ?? []).sort((one, other) => other.from - one.from).map(row)}
          </tbody>
        </table>
      </div>
      ${failure ? html`<p class="table-empty" role="alert">${failure}</p>` : nothing}
      ${events?.length === 0 && !failure ? html`<p class="table-empty">${t('machine.events.none')}</p>` : nothing}
    </section>
  </div>`;
}

function row({kind, from, to, text}) {
  const word = `machine.events.kind.${kind}`;
  return html`<tr>
    <td class="events-time">${dateTime(from)}</td>
    <th scope="row"><span class="chip">${t(word) === word ? kind : t(word)}</span></th>
    <td class="events-text"><bdi>${text}</bdi></td>
    <td class="figure">${to - from >= SHORTEST_SHOWN ? duration((to - from) / 1000) : '–'}</td>
  </tr>`;
}
