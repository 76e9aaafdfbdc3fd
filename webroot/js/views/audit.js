/** Who did what, from where, and how it ended. */
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {toCsv} from '../core/csv.js';
import {buildSearch, parseSearch} from '../core/urlstate.js';
import {ApiProblem, get} from '../net/api.js';
import {onKey} from '../shell/shortcuts.js';
import {replaceSearch} from '../shell/router.js';
import {setTitle} from '../shell/title.js';
import {download} from '../ui/download.js';
import {problemText, toast} from '../ui/messages.js';
import {AUDIT_HEAD, auditColumns, auditLine} from './admin/entries.js';
import {drawNothing, drawProblem, drawTable, isClosed} from './admin/table.js';
import {whole, zone} from './admin/words.js';

const PART = 100;
const MOST_SAVED = 5_000;
/** What is typed is asked for once the typing rests. */
const REST = 300;
const OUTCOMES = ['', 'done', 'refused'];

/** @type {import('../shell/router.js').View['mount']} */
export function mount(element, {url, signal}) {
  const place = element.appendChild(document.createElement('div'));
  place.className = 'admin';
  setTitle(t('audit.title'));
  const {who = '', verb = '', outcome = '', q = ''} = parseSearch(url.search);
  const wish = {who, verb, outcome: OUTCOMES.includes(outcome) ? outcome : '', q};
  /** @type {import('./admin/entries.js').Entry[]|null} */
  let entries = null;
  let next = '';
  /** @type {ApiProblem|null} */
  let problem = null;
  let busy = false;
  let asked = 0;
  let timer = 0;

  const path = (limit) => `/api/v1/audit${buildSearch({limit, ...wish})}`;

  /** @param {boolean} older goes on behind what is shown */
  const load = async (older) => {
    const mine = ++asked;
    busy = true;
    draw();
    try {
      const part = await get(path(PART) + (older ? `&after=${encodeURIComponent(next)}` : ''), {signal});
      if (mine !== asked) {
        return;
      }
      entries = older ? [...entries, ...part.items] : part.items;
      next = part.next ?? '';
      problem = null;
    } catch (error) {
      if (signal.aborted || mine !== asked) {
        return;
      }
      problem = error instanceof ApiProblem ? error : new ApiProblem({status: 0, title: String(error)});
    }
    busy = false;
    draw();
  };

  /** @param {Partial<typeof wish>} change @param {number} [rest] */
  const change = (change, rest = 0) => {
    Object.assign(wish, change);
    replaceSearch(buildSearch(wish));
    draw();
    clearTimeout(timer);
    timer = setTimeout(() => load(false), rest);
  };
  const save = async () => {
    try {
      const all = await whole((part) => get(part, {signal}), path(500), MOST_SAVED);
      download(`atalaia-audit-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv;charset=utf-8', toCsv(AUDIT_HEAD, all.map(auditLine)));
    } catch (error) {
      toast(problemText(error instanceof ApiProblem ? error : null));
    }
  };
  const columns = auditColumns((found) => change(found));

  const field = (name, hint) => html`<input id=${name === 'q' ? 'filter' : nothing} class="field admin-filter" data-wide=${name === 'q'} type="search" autocomplete="off" spellcheck="false" maxlength="200" aria-label=${hint} placeholder=${hint}
    .value=${wish[name]} @input=${(event) => change({[name]: event.target.value.trim()}, REST)} @keydown=${(event) => event.key === 'Escape' && change({[name]: ''})}>`;

  const draw = () => render(html`
    <div class="page-head"><div><h1>${t('audit.title')}</h1><p>${t('audit.subtitle')} ${t('range.zone', {zone: zone()})}.</p></div></div>
    ${problem ? drawProblem(problem, () => load(false)) : nothing}
    ${isClosed(problem) ? nothing : tools()}
    ${entries ? list() : problem ? nothing : html`<div class="skeleton admin-skeleton"></div>`}`, place);

  const tools = () => html`<div class="tools admin-tools" role="search" aria-label=${t('audit.title')}>
      ${field('q', t('audit.filter'))}${field('who', t('audit.who'))}${field('verb', t('audit.verb'))}
      <div class="segments" role="group" aria-label=${t('audit.outcome')}>${OUTCOMES.map((one) => html`<button aria-pressed=${String(wish.outcome === one)} @click=${() => change({outcome: one})}>${t(`audit.outcome.${one || 'all'}`)}</button>`)}</div>
      <span class="quiet admin-count" role="status">${entries ? t('audit.shown', {n: number(entries.length)}) : nothing}</span>
      <button class="button ghost" ?disabled=${!entries?.length} @click=${save}>${t('table.csv')}</button>
      <button class="button" @click=${() => load(false)}>${t('audit.newest')}</button>
    </div>`;

  const list = () => [
    entries.length ? drawTable({label: t('audit.title'), columns, rows: entries, id: ({request}) => request, most: Infinity, more: () => {}})
      : next ? nothing : drawNothing(t('audit.none.title'), t(filtered() ? 'admin.nomatch.text' : 'audit.none.text'), filtered() ? html`<button class="button primary" @click=${() => change({who: '', verb: '', outcome: '', q: ''})}>${t('action.clear')}</button>` : nothing),
    next ? html`<div class="list-more">${entries.length ? nothing : html`<p class="quiet">${t('audit.further')}</p>`}<button class="button" aria-disabled=${busy ? 'true' : nothing} @click=${() => busy || load(true)}>${t('audit.older')}</button></div>` : nothing,
  ];
  const filtered = () => Boolean(wish.who || wish.verb || wish.outcome || wish.q);

  const takeKeys = onKey({'/': () => document.getElementById('filter')?.focus()});
  load(false);
  return () => {
    clearTimeout(timer);
    takeKeys();
    place.remove();
  };
}
