/** Enrolment and machines: let a machine in, say what it is called, and let it go. */
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {toCsv} from '../core/csv.js';
import {buildSearch, parseSearch} from '../core/urlstate.js';
import {ApiProblem, get} from '../net/api.js';
import {may} from '../net/session.js';
import {replaceSearch} from '../shell/router.js';
import {onKey} from '../shell/shortcuts.js';
import {setTitle} from '../shell/title.js';
import {download} from '../ui/download.js';
import {rightButton} from '../ui/right.js';
import {addMachine} from './admin/enrol.js';
import {MACHINE_HEAD, fits, machineColumns, machineLine} from './admin/fleet.js';
import {arrange, drawNothing, drawProblem, drawTable, drawTools} from './admin/table.js';
import {whole} from './admin/words.js';

const DEFAULTS = {sort: 'name'};
const PART = 100;
const AGAIN = 10_000;
const MACHINES = '/api/v1/machines?limit=1000&fields=items.id,items.name,items.kind,items.ips,items.state,items.lastSample,items.labels,items.operator,next';

/** @type {import('../shell/router.js').View['mount']} */
export function mount(element, {url, signal}) {
  const place = element.appendChild(document.createElement('div'));
  place.className = 'admin';
  setTitle(t('machines.title'));
  const {q = '', sort = DEFAULTS.sort} = parseSearch(url.search);
  const wish = {q, sort};
  /** @type {import('./admin/fleet.js').Machine[]|null} */
  let machines = null;
  /** @type {ApiProblem|null} */
  let problem = null;
  let most = PART;
  let loading = 0;

  const load = async () => {
    loading++;
    try {
      const [all, tokens] = await Promise.all([whole((path) => get(path, {signal}), MACHINES), may('operate') ? get('/api/v1/machine-tokens', {signal}) : {items: []}]);
      const byMachine = new Map(tokens.items.map((token) => [token.machine, token]));
      machines = all.map((machine) => ({...machine, token: byMachine.get(machine.id)}));
      problem = null;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      problem = error instanceof ApiProblem ? error : new ApiProblem({status: 0, title: String(error)});
    } finally {
      loading--;
    }
    draw();
  };
  const columns = () => machineColumns(load, () => machines ?? []);

  /** @param {Partial<typeof wish>} next */
  const change = (next) => {
    Object.assign(wish, next);
    most = PART;
    replaceSearch(buildSearch(wish, DEFAULTS));
    draw();
  };
  const found = () => arrange(machines.filter((machine) => fits(machine, wish.q.trim().toLowerCase())), columns(), wish.sort);
  const save = () => download(`atalaia-machines-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv;charset=utf-8', toCsv(MACHINE_HEAD, found().map(machineLine)));
  const add = () => rightButton('operate', {look: 'primary', act: () => addMachine(load)}, t('enrol.add'));

  const draw = () => render(html`
    <div class="page-head"><div><h1>${t('machines.title')}</h1><p>${t('machines.subtitle')}</p></div>
      ${add()}</div>
    ${problem ? drawProblem(problem, load) : nothing}
    ${machines ? list(found()) : problem ? nothing : html`<div class="skeleton admin-skeleton"></div>`}`, place);

  /** @param {import('./admin/fleet.js').Machine[]} rows */
  const list = (rows) => (machines.length === 0
    ? drawNothing(t('machines.none.title'), t('machines.none.text'), add())
    : [
      drawTools({q: wish.q, hint: t('machines.filter'), change, shown: rows.length, total: machines.length, save}),
      rows.length ? drawTable({
        label: t('machines.title'), columns: columns(), rows, id: ({id}) => id, sort: wish.sort, change, most,
        more: () => {
          most += PART;
          draw();
        },
      }) : drawNothing(t('admin.nomatch.title'), t('admin.nomatch.text'), html`<button class="button primary" @click=${() => change({q: ''})}>${t('action.clear')}</button>`),
    ]);

  const takeKeys = onKey({'/': () => document.getElementById('filter')?.focus()});
  const timer = setInterval(() => document.hidden || loading || load(), AGAIN);
  draw();
  load();
  return () => {
    clearInterval(timer);
    takeKeys();
    place.remove();
  };
}
