/** Users and tokens: who may log in, and what programs show to be let in. */
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {toCsv} from '../core/csv.js';
import {buildSearch, parseSearch} from '../core/urlstate.js';
import {ApiProblem, get} from '../net/api.js';
import {replaceSearch} from '../shell/router.js';
import {onKey} from '../shell/shortcuts.js';
import {setTitle} from '../shell/title.js';
import {download} from '../ui/download.js';
import {icon} from '../ui/icons.js';
import {USER_HEAD, addUser, fitsUser, userColumns, userLine} from './admin/people.js';
import {TOKEN_HEAD, fitsToken, makeToken, tokenColumns, tokenLine, works} from './admin/tokens.js';
import {arrange, drawNothing, drawProblem, drawTable, drawTools} from './admin/table.js';
import {whole} from './admin/words.js';

const DEFAULTS = {tab: 'users', sort: 'name'};
const PART = 100;

/** @type {import('../shell/router.js').View['mount']} */
export function mount(element, {url, signal}) {
  const place = element.appendChild(document.createElement('div'));
  place.className = 'admin';
  setTitle(t('users.title'));
  const {tab = DEFAULTS.tab, q = '', sort = DEFAULTS.sort, all = ''} = parseSearch(url.search);
  const wish = {tab: tab === 'tokens' ? 'tokens' : 'users', q, sort, all};
  /** @type {{users: any[], tokens: any[]}|null} */
  let data = null;
  /** @type {ApiProblem|null} */
  let problem = null;
  let most = PART;

  const load = async () => {
    try {
      const [users, tokens] = await Promise.all([get('/api/v1/users', {signal}), whole((path) => get(path, {signal}), '/api/v1/tokens?limit=500')]);
      data = {users: users.items, tokens};
      problem = null;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      problem = error instanceof ApiProblem ? error : new ApiProblem({status: 0, title: String(error)});
    }
    draw();
  };
  const columns = {users: userColumns(load), tokens: tokenColumns(load)};

  /** @param {Partial<typeof wish>} next */
  const change = (next) => {
    Object.assign(wish, next);
    most = PART;
    replaceSearch(buildSearch(wish, DEFAULTS));
    draw();
  };
  const found = () => {
    const words = wish.q.trim().toLowerCase();
    const rows = wish.tab === 'users' ? data.users.filter((user) => fitsUser(user, words)) : data.tokens.filter((token) => fitsToken(token, words) && (wish.all || works(token)));
    return arrange(rows, columns[wish.tab], wish.sort);
  };
  const save = () => {
    const lines = wish.tab === 'users' ? toCsv(USER_HEAD, found().map(userLine)) : toCsv(TOKEN_HEAD, found().map(tokenLine));
    download(`atalaia-${wish.tab}-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv;charset=utf-8', lines);
  };

  function draw() {
    render(html`
      <div class="page-head"><div><h1>${t('users.title')}</h1><p>${t('users.subtitle')}</p></div></div>
      ${problem ? drawProblem(problem, load) : nothing}
      ${data ? [tabs(), wish.tab === 'users' ? people() : programs()] : problem ? nothing : html`<div class="skeleton admin-skeleton"></div>`}`, place);
  }

  function tabs() {
    const counts = {users: data.users.length, tokens: data.tokens.filter(works).length};
    return html`<div class="segments admin-tabs" role="group" aria-label=${t('users.title')}>${Object.entries(counts).map(([name, count]) => html`
      <button aria-pressed=${String(wish.tab === name)} @click=${() => change({tab: name, sort: DEFAULTS.sort, q: ''})}>${t(`${name}.tab`)} <span class="figure quiet">${number(count)}</span></button>`)}</div>`;
  }

  function people() {
    const rows = found();
    return [
      drawTools({q: wish.q, hint: t('users.filter'), change, shown: rows.length, total: data.users.length, save,
        act: html`<button class="button primary" @click=${() => addUser(load)}>${t('users.add')}</button>`}),
      rows.length ? table(rows, ({name}) => name, ({disabled}) => disabled)
        : data.users.length ? noMatch() : drawNothing(t('users.none.title'), t('users.none.text')),
    ];
  }

  function programs() {
    const rows = found();
    const total = wish.all ? data.tokens.length : data.tokens.filter(works).length;
    return [
      drawTools({q: wish.q, hint: t('tokens.filter'), change, shown: rows.length, total, save,
        extra: html`<label class="check inline"><input type="checkbox" .checked=${Boolean(wish.all)} @change=${(event) => change({all: event.target.checked ? '1' : ''})}><span>${t('tokens.all')}</span></label>`,
        act: html`<button class="button primary" @click=${() => makeToken(load)}>${icon('key', 16)}${t('tokens.make')}</button>`}),
      rows.length ? table(rows, ({id}) => id, (token) => !works(token))
        : total ? noMatch() : drawNothing(t('tokens.none.title'), t('tokens.none.text')),
    ];
  }

  /** @param {any[]} rows @param {(row: any) => string} id @param {(row: any) => boolean} faded */
  const table = (rows, id, faded) => drawTable({
    label: t(`${wish.tab}.tab`), columns: columns[wish.tab], rows, id, faded, sort: wish.sort, change, most,
    more: () => {
      most += PART;
      draw();
    },
  });
  const noMatch = () => drawNothing(t('admin.nomatch.title'), t('admin.nomatch.text'), html`<button class="button primary" @click=${() => change({q: ''})}>${t('action.clear')}</button>`);

  const takeKeys = onKey({'/': () => document.getElementById('filter')?.focus()});
  draw();
  load();
  return () => {
    takeKeys();
    place.remove();
  };
}
