/** The strip above the charts: the whole range, and the window that the charts show. By pointer and by keys. */
import {clock} from '../core/format.js';
import {firstRowAfter} from '../core/history-read.js';
import {html, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {effect} from '../../vendor/signals-core.js';
import {fade, palette} from './chart-palette.js';
import {edgeLabel} from './chart-time.js';
import {bindBrushPointer} from './brush-pointer.js';

const SHORTEST = 10_000;

export class Brush {
  #parts;
  #stops;
  #timeline = null;
  #base = {from: 0, to: 1};
  #window = {from: 0, to: 1};
  #onChange;

  /** @param {(from: number, to: number) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
    const holder = document.createElement('div');
    render(template(this), holder);
    const find = (name) => holder.querySelector(`.brush-${name}`);
    this.element = holder.firstElementChild;
    this.#parts = {
      strip: find('strip'),
      canvas: holder.querySelector('canvas'),
      window: find('window'),
      start: find('start'),
      end: find('end'),
      from: find('from'),
      to: find('to'),
    };
    bindBrushPointer(this.#parts, (kind, shift, before) => this.#drag(kind, shift, before));
    const resize = new ResizeObserver(() => this.#paint());
    resize.observe(this.#parts.strip);
    this.#stops = [() => resize.disconnect(), effect(() => palette.value && this.#paint())];
  }

  /** A point for some pixels: the highest of a few neighbours is as good for finding a peak. */
  get width() {
    return (this.#parts.strip.clientWidth || 600) / 4;
  }

  show(timeline) {
    this.#timeline = timeline;
  }

  /** @param {import('./range-model.js').Span} base @param {import('./range-model.js').Span} shown */
  draw(base, shown = base) {
    this.#base = base;
    this.#window = {from: Math.max(base.from, shown.from), to: Math.min(base.to, shown.to)};
    this.#paint();
    this.#place();
  }

  overlay() {}

  note() {}

  destroy() {
    for (const stop of this.#stops) {
      stop();
    }
  }

  /** @param {KeyboardEvent} event */
  key(event, kind) {
    const step = (this.#base.to - this.#base.from) * (event.shiftKey ? 0.1 : 0.01);
    const moves = {ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, Home: -Infinity, End: Infinity};
    if (!(event.key in moves)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.#move(kind, moves[event.key], this.#window);
  }

  #drag(kind, shift, before) {
    if (kind === 'start-of-drag') {
      return {...this.#window};
    }
    const length = this.#base.to - this.#base.from;
    if (kind === 'new') {
      const [a, b] = shift.map((share) => this.#base.from + share * length);
      return this.#commit(Math.min(a, b), Math.max(a, b));
    }
    return this.#move(kind, shift * length, before);
  }

  #move(kind, by, {from, to}) {
    const base = this.#base;
    const clamp = (time, low, high) => Math.max(low, Math.min(high, time));
    if (kind === 'start') {
      this.#commit(clamp(from + by, base.from, to - SHORTEST), to);
    } else if (kind === 'end') {
      this.#commit(from, clamp(to + by, from + SHORTEST, base.to));
    } else {
      const start = clamp(from + by, base.from, base.to - (to - from));
      this.#commit(start, start + to - from);
    }
  }

  #commit(from, to) {
    if (to - from < SHORTEST) {
      return;
    }
    this.#window = {from, to};
    this.#place();
    this.#onChange(from, to);
  }

  #place() {
    const {window: box, start, end, from, to} = this.#parts;
    const share = (time) => (100 * (time - this.#base.from)) / (this.#base.to - this.#base.from);
    const [left, right] = [share(this.#window.from), share(this.#window.to)];
    box.style.left = `${left}%`;
    box.style.width = `${Math.max(0, right - left)}%`;
    start.style.left = `${left}%`;
    end.style.left = `${right}%`;
    from.textContent = edgeLabel(this.#window.from, this.#base);
    to.textContent = edgeLabel(this.#window.to, this.#base);
    const words = {from: clock(this.#window.from), to: clock(this.#window.to)};
    speak(start, left, words.from);
    speak(end, right, words.to);
    speak(box, (left + right) / 2, t('range.brush.value', words));
  }

  #paint() {
    const {canvas, strip} = this.#parts;
    const ratio = devicePixelRatio || 1;
    const [width, height] = [strip.clientWidth, strip.clientHeight];
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
    }
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (this.#timeline && width > 0) {
      drawLine(pen, this.#timeline, this.#base, canvas.width, canvas.height, ratio);
    }
  }
}

function speak(slider, share, text) {
  slider.setAttribute('aria-valuenow', String(Math.round(share)));
  slider.setAttribute('aria-valuetext', text);
}

/** The highest value of each pixel: the strip exists to find peaks. */
function drawLine(pen, {t: times, tracks}, {from, to}, width, height, ratio) {
  const values = tracks[0]?.max ?? [];
  pen.lineWidth = 1.2 * ratio;
  pen.strokeStyle = palette.value.c1;
  pen.fillStyle = fade(palette.value.c1, 0.1);
  let run = [];
  const flush = () => {
    if (run.length > 1) {
      strokeRun(pen, run, height);
    }
    run = [];
  };
  for (let row = Math.max(0, firstRowAfter(times, from) - 1); row < times.length && times[row] <= to; row++) {
    if (values[row] === null) {
      flush();
    } else if (values[row] !== undefined) {
      const y = height - ratio - ((height - 3 * ratio) * Math.min(100, values[row])) / 100;
      run.push([((times[row] - from) / (to - from)) * width, y]);
    }
  }
  flush();
}

function strokeRun(pen, run, height) {
  pen.beginPath();
  for (const [x, y] of run) {
    pen.lineTo(x, y);
  }
  pen.stroke();
  pen.lineTo(run[run.length - 1][0], height);
  pen.lineTo(run[0][0], height);
  pen.fill();
}

function template(brush) {
  const slider = (name, kind, label) => html`<div
    class="brush-${name}"
    role="slider"
    tabindex="0"
    aria-label=${t(label)}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow="0"
    @keydown=${(event) => brush.key(event, kind)}
  ></div>`;
  return html`<section class="brush panel" aria-label=${t('range.brush')}>
    <span class="brush-from"></span>
    <div class="brush-strip">
      <canvas aria-hidden="true"></canvas>
      ${slider('window', 'window', 'range.brush.window')} ${slider('start', 'start', 'range.brush.start')} ${slider('end', 'end', 'range.brush.end')}
    </div>
    <span class="brush-to"></span>
  </section>`;
}
