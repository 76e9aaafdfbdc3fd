/** Keeps one chart fed: history first, then live points, and history again when it was away. */
import {ApiProblem, get} from '../../net/api.js';
import {emptyTimeline, queryPath, toTimeline} from '../../core/history.js';
import {append, gapLimit, lastHeard, prune} from '../../core/history-live.js';
import {t} from '../../core/i18n.js';
import {effect} from '../../../vendor/signals-core.js';
import {metricsHeld} from './series.js';
import {chooseTracks} from './tracks.js';

const SKELETON_AFTER = 150;
const RETRY_AFTER = 15_000;
/** @type {import('../../core/history.js').Answer} */
const NOTHING = {series: [], gaps: []};

/**
 * @typedef {object} Source
 * @property {string} id
 * @property {string[]} metrics at most eight
 * @property {Record<string, string>} [labels]
 * @property {'raw'|'rate'} as
 * @property {(answer: import('../../core/history.js').Answer) => import('../../core/history.js').Line[]} lines
 * @property {(frame: any) => Record<string, number|undefined>} values same ids as the lines
 * @property {(id: string, index: number) => {label: string, colour: string, optional?: boolean}} look
 * @property {{title: string, text?: string}} [nothing] when the machine has no such series, in better words than usual
 *
 * @typedef {object} View
 * @property {() => import('../../ui/range-model.js').Span} span
 * @property {() => boolean} live the right edge moves on
 * @property {number} slack share of the span by which a new range may differ without being asked for again
 */

export class ChartFeed {
  #page;
  #chart;
  #source;
  #view;
  #loaded = null;
  #abort = null;
  #timeline = null;
  #complete = false;
  /** The machine has no such series, which is no failure. */
  #absent = false;
  #skeleton = 0;
  #retry = 0;
  #stop;

  /**
   * @param {import('./page.js').Page} page
   * @param {View} [view] the strip has another than the charts
   */
  constructor(page, chart, source, view = page.view) {
    this.#page = page;
    this.#chart = chart;
    this.#source = source;
    this.#view = view;
    if (chart.model) {
      chart.model.gaps = () => this.#gaps();
      chart.model.begins = () => page.begins.value;
    }
    page.feeds.add(this);
    let first = true;
    this.#stop = effect(() => {
      const back = !page.historyDown.value;
      if (!first && back && !this.#complete) {
        this.load('back');
      }
      first = false;
    });
  }

  /** @param {'range'|'refresh'|'back'|'again'|'retry'|'series'} [why] */
  async load(why) {
    if (why === 'range' && this.#covers(this.#view.span())) {
      return;
    }
    this.#abort?.abort();
    clearTimeout(this.#retry);
    const abort = (this.#abort = new AbortController());
    if (!this.#timeline) {
      this.#skeleton = setTimeout(() => this.#chart.overlay({kind: 'loading'}), SKELETON_AFTER);
    }
    try {
      const list = await this.#page.series.list();
      if (abort.signal.aborted) {
        return;
      }
      const metrics = list ? metricsHeld(list, this.#source) : this.#source.metrics;
      this.#absent = metrics.length === 0;
      if (list?.length === 0) {
        this.#retryLater();
      }
      const {from, to} = (this.#loaded = this.#view.span());
      this.#arrived(this.#absent ? NOTHING : await this.#ask(metrics, from, to, abort.signal));
    } catch (error) {
      if (!abort.signal.aborted) {
        this.#failed(error, why);
      }
    } finally {
      if (this.#abort === abort) {
        clearTimeout(this.#skeleton);
      }
    }
  }

  #ask(metrics, from, to, signal) {
    const {id: machine} = this.#page;
    return get(queryPath({...this.#source, metrics, machine, from, to, points: this.#chart.width}), {signal});
  }

  onFrame(frame) {
    if (!this.#timeline || !this.#view.live()) {
      return;
    }
    const values = this.#source.values(frame);
    append(this.#timeline, frame.t, values, this.#page.every);
    prune(this.#timeline, this.#view.span().from - 60_000);
  }

  draw() {
    if (this.#timeline) {
      this.#chart.draw(this.#view.span(), this.#page.shown());
    }
  }

  destroy() {
    this.#abort?.abort();
    clearTimeout(this.#skeleton);
    clearTimeout(this.#retry);
    this.#stop();
    this.#page.feeds.delete(this);
    this.#chart.destroy();
  }

  /** What the chart holds now, for exports. */
  get shown() {
    return {source: this.#source, chart: this.#chart};
  }

  #covers({from, to}) {
    if (!this.#loaded) {
      return false;
    }
    const room = this.#view.slack * (to - from);
    return Math.abs(from - this.#loaded.from) <= room && Math.abs(to - this.#loaded.to) <= room;
  }

  #arrived(answer) {
    const lines = this.#source.lines(answer);
    const timeline = toTimeline(answer, lines);
    this.#complete = answer.complete !== false;
    this.#chart.note(this.#complete ? null : t('chart.history.unavailable'));
    if (this.#complete) {
      this.#page.oldest.value = Math.min(this.#page.oldest.peek(), timeline.t[0] ?? Infinity);
    } else {
      this.#retryLater();
    }
    if (timeline.t.length === 0) {
      this.#fromFrames(timeline.step);
    } else {
      this.#show(timeline, Object.fromEntries(lines.map((line) => [line.id, line.label])));
    }
  }

  #show(timeline, labels = {}) {
    if (this.#view.live()) {
      for (const frame of this.#page.frames) {
        append(timeline, frame.t, this.#source.values(frame), this.#page.every);
      }
    }
    const tracks = chooseTracks(timeline, this.#source.look, labels);
    this.#timeline = timeline;
    clearTimeout(this.#skeleton);
    this.#chart.overlay(tracks.length > 0 ? null : {kind: 'empty', ...this.#reason()});
    this.#chart.show(timeline, tracks);
    this.draw();
  }

  /** Live points only: history has nothing, or cannot be asked. */
  #fromFrames(step) {
    const {frames} = this.#page;
    const ids = new Set(frames.flatMap((frame) => Object.keys(this.#source.values(frame))));
    this.#show(emptyTimeline(Array.from(ids), Math.max(step ?? 0, this.#page.every)));
  }

  #failed(error, why) {
    clearTimeout(this.#skeleton);
    this.#complete = false;
    this.#loaded = null;
    if (error instanceof ApiProblem && error.status === 503) {
      this.#chart.note(t('chart.history.unavailable'));
      this.#fromFrames();
      this.#retryLater();
    } else if (error instanceof ApiProblem && error.status === 404) {
      this.#absent = true;
      this.#fromFrames();
    } else if (this.#timeline && why !== 'retry') {
      this.#chart.note(t('chart.error.stale'));
      this.#retryLater();
    } else {
      this.#chart.overlay(this.#problem(error));
    }
  }

  #problem(error) {
    return {
      kind: 'error',
      title: t('chart.error.title'),
      text: error.status === 0 ? t('chart.error.unreachable') : error.detail || error.title || error.message,
      requestId: error.requestId ?? '',
      retry: () => {
        this.#timeline = null;
        this.load('retry');
      },
    };
  }

  #retryLater() {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.load('again'), RETRY_AFTER);
  }

  #reason() {
    const silent = this.#absent || (this.#source.nothing && this.#page.frames.length > 0 && this.#complete);
    return silent ? (this.#source.nothing ?? {title: t('chart.absent')}) : {title: t('chart.empty')};
  }

  /** A machine that has fallen silent leaves a gap that no answer has listed yet. Before the first sample nothing is missing. */
  #gaps() {
    const timeline = this.#timeline;
    const last = lastHeard(timeline);
    const {to} = this.#view.span();
    const silent = this.#view.live() && to - last > gapLimit(timeline, this.#page.every);
    const begins = this.#page.begins.value ?? -Infinity;
    return (silent ? [...timeline.gaps, {from: last, to}] : timeline.gaps)
      .filter((gap) => gap.to > begins)
      .map((gap) => ({...gap, from: Math.max(gap.from, begins)}));
  }
}
