/** A row for each core, a column for each moment, the ramp's colour for how busy. Shares the cursor of the charts. */
import {clock, percent} from '../core/format.js';
import {nearestRow} from '../core/history-read.js';
import {html, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {effect} from '../../vendor/signals-core.js';
import {beginsText} from './chart-begins.js';
import {palette} from './chart-palette.js';
import {edgeLabel} from './chart-time.js';
import {bindTouch} from './chart-input.js';
import {paintStrip} from './heatstrip-paint.js';

export class HeatStrip {
  #parts;
  #group;
  #stops;
  #core = 0;
  #timeline = {t: [], tracks: [], gaps: []};
  #tracks = [];
  #span = {from: 0, to: 1};
  #begins = null;

  /** @param {import('./chart-cursor.js').CursorGroup} group */
  constructor(group) {
    this.#group = group;
    const holder = document.createElement('div');
    render(template(), holder);
    const find = (name) => holder.querySelector(`.strip-${name}`);
    this.element = holder.firstElementChild;
    this.#parts = {
      canvas: find('canvas'),
      labels: find('labels'),
      value: find('value'),
      cursor: find('cursor'),
      begins: find('begins'),
      from: find('from'),
      to: find('to'),
    };
    const {canvas} = this.#parts;
    canvas.addEventListener('pointermove', (event) => event.pointerType !== 'touch' && this.#point(event));
    canvas.addEventListener('pointerleave', () => group.hover(null, this));
    canvas.addEventListener('keydown', (event) => this.#key(event));
    bindTouch(canvas, {move: (x) => group.place(this.#timeAt(x)), end: () => group.place(null)});
    const resize = new ResizeObserver(() => this.#paint());
    resize.observe(canvas);
    this.#stops = [group.join(this), () => resize.disconnect(), effect(() => palette.value && this.#paint())];
  }

  get width() {
    return this.#parts.canvas.clientWidth || 600;
  }

  show(timeline, tracks) {
    this.#timeline = timeline;
    this.#tracks = tracks;
    const tall = tracks.length <= 8 ? 24 : tracks.length <= 16 ? 16 : tracks.length <= 64 ? 8 : 4;
    this.#parts.canvas.style.blockSize = `${tracks.length * tall}px`;
    const each = Math.ceil(tracks.length / 16);
    render(
      tracks.map(
        (track, row) => html`<span style="block-size:${tall}px">${row % each === 0 ? track.label : ''}</span>`,
      ),
      this.#parts.labels,
    );
  }

  /** @param {import('./range-model.js').Span} span @param {number|null} begins of the history */
  draw(span, begins) {
    this.#span = span;
    this.#begins = begins;
    this.#label();
    this.#parts.from.textContent = edgeLabel(span.from, span);
    this.#parts.to.textContent = edgeLabel(span.to, span);
    this.#paint();
  }

  /** @param {number|null} time */
  showCursor(time) {
    const {cursor, value} = this.#parts;
    const {from, to} = this.#span;
    const inside = time !== null && time >= from && time <= to && this.#tracks.length > 0;
    cursor.hidden = !inside;
    value.textContent = inside ? this.#words(time) : t('chart.strip.hint');
    if (inside) {
      cursor.style.left = `${(100 * (time - from)) / (to - from)}%`;
    }
  }

  hoverTime() {
    return null;
  }

  destroy() {
    for (const stop of this.#stops) {
      stop();
    }
    this.element.remove();
  }

  #paint() {
    if (this.#tracks.length > 0) {
      paintStrip(this.#parts.canvas, this.#timeline, this.#span, palette.value, this.#begins);
    }
  }

  /** The words end at the beginning, as long as they have room before it. */
  #label() {
    const {begins: label} = this.#parts;
    const text = beginsText(this.#begins, this.#span);
    label.textContent = text;
    label.hidden = text === '';
    if (text) {
      const share = (100 * (this.#begins - this.#span.from)) / (this.#span.to - this.#span.from);
      label.style.inlineSize = `${share}%`;
    }
  }

  #words(time) {
    const core = Math.min(this.#core, this.#tracks.length - 1);
    const value = this.#timeline.tracks[core]?.avg[nearestRow(this.#timeline.t, time)];
    return t('chart.strip.value', {time: clock(time), core: this.#tracks[core].label, value: percent(value ?? null)});
  }

  #timeAt(clientX) {
    const box = this.#parts.canvas.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (clientX - box.left) / box.width));
    return this.#span.from + share * (this.#span.to - this.#span.from);
  }

  #point(event) {
    const box = this.#parts.canvas.getBoundingClientRect();
    this.#core = Math.max(
      0,
      Math.min(this.#tracks.length - 1, Math.floor(((event.clientY - box.top) / box.height) * this.#tracks.length)),
    );
    this.#group.hover(this.#timeAt(event.clientX), this);
  }

  #key(event) {
    const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    const inside = this.#timeline.t.filter((time) => time >= this.#span.from && time <= this.#span.to);
    if (!steps || inside.length === 0) {
      return;
    }
    event.preventDefault();
    this.#core = Math.max(0, Math.min(this.#tracks.length - 1, this.#core + steps[1]));
    const row = this.#group.time === null ? inside.length - 1 : nearestRow(inside, this.#group.time);
    const next = row + steps[0] * (event.shiftKey ? 10 : 1);
    this.#group.place(inside[Math.max(0, Math.min(inside.length - 1, next))]);
    this.#parts.canvas.setAttribute('aria-valuetext', this.#parts.value.textContent);
  }
}

function template() {
  return html`<div class="strip">
    <div class="strip-labels" aria-hidden="true"></div>
    <div class="strip-field">
      <canvas
        class="strip-canvas"
        tabindex="0"
        role="slider"
        aria-label=${t('chart.strip')}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow="0"
        aria-valuetext=${t('chart.none')}
      ></canvas>
      <span class="strip-begins" hidden></span>
      <i class="strip-cursor" hidden></i>
    </div>
    <div class="strip-foot">
      <span class="strip-from"></span><span class="strip-value"></span><span class="strip-to"></span>
    </div>
  </div>`;
}
