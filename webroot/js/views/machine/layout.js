/** The page's frame: header, banner, strip and the open tab, each drawn again only when its own figures change. */
import {html, nothing, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {computed, effect, untracked} from '../../../vendor/signals-core.js';
import {setTitle} from '../../shell/title.js';
import {Brush} from '../../ui/brush.js';
import {zooming} from './charts.js';
import {describe} from './connection.js';
import {ChartFeed} from './feed.js';
import {banner, header} from './header.js';
import {bindShortcuts} from './shortcuts.js';
import {brushSource} from './sources.js';
import {TABS, tabs} from './tabs.js';

const SKELETON_AFTER = 150;
const TIMED = new Set(['overview', 'cores', 'disks', 'network']);

/**
 * @param {import('./page.js').Page} page
 * @param {HTMLElement} element
 * @param {import('../../../vendor/signals-core.js').Signal<string>} tab
 */
export function showPage(page, element, tab) {
  const phase = computed(() => (page.problem.value ? 'problem' : page.machine.value ? 'ready' : 'waiting'));
  let clear = () => {};
  const stop = effect(() => {
    const now = phase.value;
    untracked(() => {
      clear();
      element.replaceChildren();
      clear =
        now === 'ready' ? ready(page, element, tab) : now === 'problem' ? problem(page, element) : waiting(element);
    });
  });
  return () => {
    stop();
    clear();
  };
}

function waiting(element) {
  const holder = document.createElement('div');
  element.append(holder);
  const timer = setTimeout(
    () =>
      render(
        html`<div class="machine-skeleton" aria-hidden="true"><i></i><i></i><div class="charts">${Array.from({length: 6}, () => html`<i></i>`)}</div></div>`,
        holder,
      ),
    SKELETON_AFTER,
  );
  return () => clearTimeout(timer);
}

function problem(page, element) {
  const failure = page.problem.value;
  const unknown = failure.status === 404;
  setTitle(t('machine.unknown'));
  const holder = document.createElement('div');
  element.append(holder);
  render(
    html`<section class="machine-problem panel">
      <h1>${t(unknown ? 'machine.unknown' : 'machine.failed')}</h1>
      <p>${unknown ? t('machine.unknown.why') : failure.status === 0 ? t('chart.error.unreachable') : failure.detail || failure.title}</p>
      ${unknown ? html`<p><code><bdi dir="ltr">${page.id}</bdi></code></p>` : nothing}
      ${failure.requestId ? html`<p class="quiet">${t('chart.error.request')} <code>${failure.requestId}</code></p>` : nothing}
      <p class="machine-problem-ways">
        ${unknown ? nothing : html`<button type="button" class="button primary" @click=${() => describe(page)}>${t('chart.error.retry')}</button>`}
        <a class="button" href="./">${t('machine.unknown.fleet')}</a>
      </p>
    </section>`,
    holder,
  );
  return () => {};
}

function ready(page, element, tab) {
  const [top, strip, body] = Array.from({length: 3}, () => document.createElement('div'));
  element.append(top, strip, body);
  const open = computed(() => (Object.hasOwn(TABS, tab.value) ? tab.value : 'overview'));
  const stops = [
    effect(() => setTitle(page.machine.value.name)),
    effect(() => render(html`${header(page, TIMED.has(open.value))}${tabs(page, open.value)}${banner(page)}`, top)),
    openBrush(page, strip, open),
    openTab(page, body, open),
    keepTabInSight(top, open),
    bindShortcuts(page),
  ];
  return () => stops.forEach((stop) => stop());
}

function openBrush(page, place, open) {
  if (page.machine.value.kind === 'guest') {
    // The strip shows the load of a processor, and a program has none.
    return () => {};
  }
  const brush = new Brush(zooming(page).onZoom);
  place.append(brush.element);
  brush.draw(page.wholeView.span(), page.shown());
  const feed = new ChartFeed(page, brush, brushSource(page.machine.value.cores), page.wholeView);
  feed.load();
  const stop = effect(() => {
    place.hidden = !TIMED.has(open.value);
  });
  return () => {
    stop();
    feed.destroy();
  };
}

/** On a phone the tabs are wider than the screen. */
function keepTabInSight(top, open) {
  return effect(() => {
    const tab = open.value && top.querySelector('.tabs [aria-current="page"]');
    if (tab) {
      const {parentElement: tabs} = tab;
      tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
    }
  });
}

function openTab(page, body, open) {
  let close = () => {};
  const show = async (name) => {
    close();
    close = () => {};
    const place = document.createElement('div');
    body.replaceChildren(place);
    const mount = await TABS[name]();
    // Meanwhile another tab may have been chosen, or the page left.
    if (place.isConnected) {
      close = mount(page, place);
    }
  };
  const stop = effect(() => {
    const name = open.value;
    untracked(() => show(name));
  });
  return () => {
    stop();
    close();
    body.remove();
  };
}
