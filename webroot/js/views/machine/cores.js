/** Each core for itself: one busy core hides well in the average of many. */
import {emptyTimeline} from '../../core/history.js';
import {html, render} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {PERCENT} from '../../ui/chart-units.js';
import {HeatStrip} from '../../ui/heatstrip.js';
import {showOverlay} from '../../ui/chart-overlay.js';
import {ChartFeed} from './feed.js';
import {drawCoreMinis, drawCoreTable} from './core-figures.js';
import {coresSource} from './sources.js';

const MINIS_UP_TO = 16;
const FIGURES_EVERY = 2_000;

/** @param {import('./page.js').Page} page @param {HTMLElement} element */
export function mountCores(page, element) {
  render(template(), element);
  const panel = new CorePanel(page, element);
  const feed = new ChartFeed(page, panel, coresSource);
  feed.load();
  return () => feed.destroy();
}

/** Takes the place of a chart for the feed, and shows the same figures in three ways. */
class CorePanel {
  #parts;
  #strip;
  #figuresAt = 0;
  /** What an export reads. */
  model = {
    title: t('machine.cores.title'),
    unit: PERCENT,
    hidden: new Set(),
    begins: () => null,
    timeline: emptyTimeline([], 1000),
    tracks: [],
  };

  constructor(page, element) {
    const find = (name) => element.querySelector(`.cores-${name}`);
    this.#parts = {
      minis: find('minis'),
      table: find('table'),
      overlay: find('overlay'),
      note: find('note'),
      panel: find('panel'),
    };
    this.#strip = new HeatStrip(page.cursor);
    find('strip').append(this.#strip.element);
  }

  get width() {
    return this.#strip.width;
  }

  show(timeline, tracks) {
    Object.assign(this.model, {timeline, tracks});
    this.#figuresAt = 0;
    this.#strip.show(timeline, tracks);
  }

  draw(span) {
    this.#strip.draw(span, this.model.begins());
    if (Math.abs(span.to - this.#figuresAt) < FIGURES_EVERY) {
      return;
    }
    this.#figuresAt = span.to;
    const {timeline, tracks} = this.model;
    drawCoreTable(this.#parts.table, timeline, tracks, span);
    if (tracks.length <= MINIS_UP_TO) {
      drawCoreMinis(this.#parts.minis, timeline, tracks, span);
    }
  }

  overlay(state) {
    showOverlay(this.#parts.overlay, state);
    this.#parts.panel.classList.toggle('chart-covered', state !== null);
  }

  note(text) {
    this.#parts.note.hidden = text === null;
    this.#parts.note.textContent = text ?? '';
  }

  destroy() {
    this.#strip.destroy();
  }
}

function template() {
  return html`<div class="cores">
    <section class="panel cores-panel" aria-labelledby="cores-title">
      <header class="chart-head"><h2 id="cores-title">${t('machine.cores.title')}</h2><span class="chart-unit">%</span>${scale()}</header>
      <div class="cores-strip"></div>
      <div class="chart-overlay cores-overlay" hidden></div>
      <p class="chart-note cores-note" hidden></p>
    </section>
    <div class="cores-minis"></div>
    <section class="panel table-card cores-table" aria-label=${t('machine.cores.table')}></section>
  </div>`;
}

function scale() {
  return html`<span class="strip-scale" aria-hidden="true">
    <span>0</span>${Array.from({length: 7}, (_, step) => html`<i style="background:var(--h${step})"></i>`)}<span>100</span>
  </span>`;
}
