/** The description of the API as a page: what /openapi.json says, for people. */
import {html, nothing, render} from '../../vendor/lit-html.js';
import {effect} from '../../vendor/signals-core.js';
import {addTexts, t} from '../core/i18n.js';
import {operations, search} from '../core/openapi.js';
import {followSystem, theme, toggleTheme} from '../shell/theme.js';
import {icon, logo} from '../ui/icons.js';
import {anchor, operationBox} from './operation.js';
import {prose} from './prose.js';

/** @type {import('../core/openapi.js').Json|null} */
let api = null;
/** @type {import('../core/openapi.js').Operation[]} */
let all = [];
let words = '';
let failed = false;

const app = document.getElementById('app');

function draw() {
  const dark = theme.value === 'dark';
  const found = search(all, words);
  render(html`
    <a class="skip" href="docs/api#operations" @click=${toMain}>${t('apidoc.operations')}</a>
    <header class="top doc-top">
      <a class="brand" href="./" aria-label=${t('apidoc.dashboard')}>${logo()}<span>Atalaia</span></a>
      <div class="top-end">
        <a class="button ghost" href="openapi.json" download>${icon('download')}<span>JSON</span></a>
        <a class="button ghost" href="openapi.yaml" download>${icon('download')}<span>YAML</span></a>
        <button class="button ghost square" aria-label=${t(dark ? 'theme.light' : 'theme.dark')} @click=${toggleTheme}>${icon(dark ? 'sun' : 'moon')}</button>
      </div>
    </header>
    <div class="doc">
      ${contents(found)}
      <main class="doc-main" id="operations" tabindex="-1">
        <h1>${t('apidoc.title')}</h1>
        ${failed ? html`<p class="banner crit" role="alert">${t('apidoc.failed')}</p>` : nothing}
        ${api ? prose(api.info.description) : nothing}
        ${groups(found).map(([tag, list]) => html`
          <section class="doc-group" aria-labelledby=${`tag-${tag}`}>
            <h2 id=${`tag-${tag}`}>${tag}</h2>
            <p class="quiet">${api.tags.find(({name}) => name === tag)?.description ?? ''}</p>
            ${list.map((one) => operationBox(api, one))}
          </section>`)}
        ${api && found.length === 0 ? html`<p class="quiet">${t('apidoc.none')}</p>` : nothing}
      </main>
    </div>`, app);
}

/** @param {import('../core/openapi.js').Operation[]} found */
function contents(found) {
  return html`<nav class="doc-nav" aria-label=${t('apidoc.operations')}>
    <label class="doc-search">${icon('search')}<span class="visually-hidden">${t('apidoc.search')}</span>
      <input type="search" id="search" placeholder=${t('apidoc.searchHint')} .value=${words} @input=${find}></label>
    <p class="doc-count" role="status">${t('apidoc.found', {n: found.length})}</p>
    <div class="doc-list">${groups(found).map(([tag, list]) => html`<p class="nav-title">${tag}</p>
      <ul>${list.map((one) => html`<li><a href=${anchor(one)} title=${one.summary} @click=${() => show(one.id)}><b data-method=${one.method}>${one.method}</b><bdi dir="ltr">${one.path.replace('/api/v1', '')}</bdi></a></li>`)}</ul>`)}</div>
  </nav>`;
}

/** @param {import('../core/openapi.js').Operation[]} list @returns {[string, import('../core/openapi.js').Operation[]][]} */
function groups(list) {
  const byTag = new Map();
  list.forEach((one) => byTag.set(one.tag, [...(byTag.get(one.tag) ?? []), one]));
  return [...byTag];
}

/** @param {InputEvent & {target: HTMLInputElement}} event */
function find(event) {
  words = event.target.value;
  draw();
}

/** @param {string} id opens an operation, as its address does */
function show(id) {
  const box = document.getElementById(id);
  if (box instanceof HTMLDetailsElement) {
    box.open = true;
    box.scrollIntoView({block: 'start'});
  }
}

/** @param {Event} event */
function toMain(event) {
  event.preventDefault();
  document.getElementById('operations').focus();
}

async function run() {
  const read = async (path) => (await fetch(new URL(path, document.baseURI))).json();
  const [shared, own] = await Promise.all([read('i18n/en.json'), read('i18n/docs/en.json')]);
  addTexts({...shared, ...own});
  followSystem();
  effect(draw);
  try {
    api = await read('openapi.json');
    all = operations(api);
  } catch (error) {
    console.error(error);
    failed = true;
  }
  draw();
  show(decodeURIComponent(location.hash.slice(1)));
  addEventListener('hashchange', () => show(decodeURIComponent(location.hash.slice(1))));
  addEventListener('keydown', (event) => {
    if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      document.getElementById('search').focus();
    }
  });
}

run();
