/** A chart panel: title, legend, plot, table and the states around them. Draws only when it is told to. */
import {emptyTimeline} from '../core/history.js';
import {t} from '../core/i18n.js';
import {effect} from '../../vendor/signals-core.js';
import {bindKeys, bindTouch} from './chart-input.js';
import {createLegend, toggled} from './chart-legend.js';
import {showOverlay} from './chart-overlay.js';
import {palette} from './chart-palette.js';
import {createPanel} from './chart-panel.js';
import {createPlot, plotData} from './chart-plot.js';
import {placeChip, writeReadout} from './chart-readout.js';
import {renderTable, summaryText} from './chart-table.js';

const SUMMARY_EVERY = 10_000;
const LONGEST_WAIT = 5_000;

/**
 * @typedef {object} ChartOptions
 * @property {string} title
 * @property {string} [note] beside the title: "64 GiB"
 * @property {import('./chart-units.js').Unit} unit
 * @property {boolean} [area]
 * @property {() => {value: number, level: 1|2}[]} [thresholds]
 * @property {import('./chart-cursor.js').CursorGroup} group
 * @property {Set<string>} [hidden] lines that start hidden
 * @property {(from: number, to: number) => void} onZoom
 * @property {() => void} onReset
 * @property {(hidden: Set<string>) => void} [onHide]
 */

export class Chart {
  #options;
  #panel;
  #plot = null;
  #legend = null;
  #summaryAt = 0;
  /** Right end of the window that was asked for last; the canvas may lag behind it. */
  #edge = 0;
  /** Something else than time has changed since the last drawing. */
  #stale = true;
  #stops = [];
  /** @type {import('./chart-plot.js').PlotModel & {title: string}} */
  model;

  /** @param {ChartOptions} options */
  constructor(options) {
    this.#options = options;
    this.#panel = createPanel(options.title);
    this.model = {
      title: options.title,
      unit: options.unit,
      area: options.area ?? true,
      thresholds: options.thresholds ?? (() => []),
      gaps: () => this.model.timeline.gaps,
      begins: () => null,
      hidden: options.hidden ?? new Set(),
      tracks: [],
      timeline: emptyTimeline([], 1000),
      window: {from: 0, to: 1},
    };
    this.#bind();
  }

  get element() {
    return this.#panel.section;
  }

  /** Width of the drawing area in CSS pixels: as many points are worth asking for. */
  get width() {
    return Math.max(120, this.#panel.plot.clientWidth - 56);
  }

  /**
   * @param {import('../core/history.js').Timeline} timeline with a track for each of `tracks`, in their order
   * @param {{id: string, label: string, colour: string}[]} tracks
   */
  show(timeline, tracks) {
    const same = this.#plot && tracks.map(({id}) => id).join() === this.model.tracks.map(({id}) => id).join();
    this.model.timeline = timeline;
    this.model.tracks = tracks;
    this.#summaryAt = 0;
    this.#stale = true;
    if (same) {
      return;
    }
    this.#destroyPlot();
    this.#legend = createLegend(this.#panel.legend, tracks, (id, alone) => this.#toggle(id, alone));
    this.#legend.mark(this.model.hidden);
  }

  /** @param {{from: number, to: number}} span */
  draw(span) {
    this.#edge = span.to;
    if (this.#plot && this.#isNear(span)) {
      this.#write(this.#options.group.time);
      return;
    }
    this.model.window = span;
    this.#plot ??= this.#createPlot();
    if (!this.#plot) {
      return;
    }
    this.#stale = false;
    this.#plot.batch(() => {
      this.#plot.setData(plotData(this.model), false);
      this.#plot.setScale('x', {min: span.from, max: span.to});
    });
    this.#write(this.#options.group.time);
    this.#describe();
  }

  /** A live window that has moved by a part of a pixel: the figures are written, the canvas can wait. */
  #isNear({from, to}) {
    const {window: shown, timeline} = this.model;
    const moved = to - shown.to;
    const sameLength = Math.abs(to - from - (shown.to - shown.from)) < 1;
    return !this.#stale && sameLength && moved >= 0 && moved < Math.min(LONGEST_WAIT, timeline.step / 4);
  }

  /** @param {import('./chart-overlay.js').Overlay|null} state covers the plot; null shows it */
  overlay(state) {
    showOverlay(this.#panel.overlay, state);
    this.#panel.section.classList.toggle('chart-covered', state !== null);
  }

  /** @param {string|null} text says why the picture is not complete */
  note(text) {
    this.#panel.note.hidden = text === null;
    this.#panel.note.textContent = text ?? '';
  }

  /** @param {number|null} time */
  showCursor(time) {
    const plot = this.#plot;
    if (plot && plot.over) {
      const left = time === null ? -10 : plot.valToPos(time, 'x');
      const inside = left >= 0 && left <= plot.over.clientWidth;
      plot.setCursor({left: inside ? left : -10, top: inside ? 1 : -10}, false);
      placeChip(this.#panel.chip, plot.over, this.model.window, inside ? time : null, left, this.model.gaps());
      this.#panel.chip.classList.toggle('chart-chip-pinned', this.#options.group.pinned);
    }
    this.#write(time);
  }

  /** @returns {number|null} */
  hoverTime() {
    const left = this.#plot?.cursor.left ?? -1;
    return left < 0 ? null : this.#plot.posToVal(left, 'x');
  }

  destroy() {
    for (const stop of this.#stops) {
      stop();
    }
    this.#destroyPlot();
    this.#panel.section.remove();
  }

  #bind() {
    const {focus, tableButton, plot} = this.#panel;
    const {group} = this.#options;
    bindKeys(focus, {
      times: () => this.model.timeline.t,
      window: () => this.model.window,
      group,
      toggleTable: () => this.#toggleTable(),
    });
    bindTouch(plot, {move: (x) => group.place(this.#timeAt(x)), end: () => group.place(null)});
    plot.addEventListener('pointerdown', () => group.pinned && group.place(null));
    tableButton.addEventListener('click', () => this.#toggleTable());
    focus.addEventListener('blur', () => !group.pinned && group.place(null));
    const resize = new ResizeObserver(() => this.#resize());
    resize.observe(plot);
    const recolour = effect(() => {
      if (palette.value) {
        this.#plot?.redraw(false);
      }
    });
    this.#stops = [group.join(this), () => resize.disconnect(), recolour];
  }

  #createPlot() {
    const {plot} = this.#panel;
    if (plot.clientWidth < 40 || this.model.tracks.length === 0) {
      return null;
    }
    const {group, onZoom, onReset} = this.#options;
    return createPlot(
      plot,
      this.model,
      {width: plot.clientWidth, height: plot.clientHeight},
      {
        onCursor: (own) => group.hover(own.cursor.left < 0 ? null : own.posToVal(own.cursor.left, 'x'), this),
        onSelect: onZoom,
        onReset,
      },
    );
  }

  #destroyPlot() {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #resize() {
    const {clientWidth: width, clientHeight: height} = this.#panel.plot;
    if (width < 40) {
      return;
    }
    if (this.#plot) {
      this.#plot.setSize({width, height});
    } else if (this.model.tracks.length > 0) {
      this.draw(this.model.window);
    }
  }

  #timeAt(clientX) {
    const box = this.#plot?.over.getBoundingClientRect();
    return box ? this.#plot.posToVal(Math.max(0, Math.min(box.width, clientX - box.left)), 'x') : null;
  }

  #toggle(id, alone) {
    const {model} = this;
    model.hidden = toggled(model.hidden, model.tracks, id, alone);
    this.#legend.mark(model.hidden);
    model.tracks.forEach((track, index) => this.#plot?.setSeries(index + 1, {show: !model.hidden.has(track.id)}));
    this.#options.onHide?.(model.hidden);
  }

  #toggleTable() {
    const {table, tableButton, section} = this.#panel;
    table.hidden = !table.hidden;
    tableButton.setAttribute('aria-expanded', String(!table.hidden));
    tableButton.textContent = t(table.hidden ? 'chart.table' : 'chart.table.close');
    section.classList.toggle('chart-as-table', !table.hidden);
    if (!table.hidden) {
      renderTable(table, this.model);
    }
  }

  #write(time) {
    writeReadout(this.#panel.focus, this.#legend, this.model, time, this.#edge);
  }

  /** The title's unit on every draw; the sentence and the open table seldom: they are read, not watched. */
  #describe() {
    const {unit, note} = this.#options;
    const axis = unit.axis(this.#plot.scales.y.max ?? 1).label;
    const text = [axis, note].filter(Boolean).join(' / ');
    if (this.#panel.unit.textContent !== text) {
      this.#panel.unit.textContent = text;
    }
    if (Math.abs(this.model.window.to - this.#summaryAt) < SUMMARY_EVERY) {
      return;
    }
    this.#summaryAt = this.model.window.to;
    this.#panel.summary.textContent = summaryText(this.model);
    if (!this.#panel.table.hidden) {
      renderTable(this.#panel.table, this.model);
    }
  }
}
