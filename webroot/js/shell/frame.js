/** The frame around every page: navigation, top bar, main area, live regions. */
import {effect} from '../../vendor/signals-core.js';
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {critical, gateway} from '../core/store.js';
import {caller, goToLogIn, may} from '../net/session.js';
import {icon, logo} from '../ui/icons.js';
import {current} from './router.js';
import {keyHint} from './shortcuts.js';
import {theme, toggleTheme} from './theme.js';

/**
 * @param {HTMLElement} app
 * @param {{openPalette: () => void, openHelp: () => void}} actions
 */
export function drawFrame(app, actions) {
  render(html`
    <a class="skip" href="#main" @click=${toMain}>${t('shell.skip')}</a>
    <div class="shell">
      <header class="side" id="side"></header>
      <div class="column">
        <section class="top" aria-label=${t('shell.tools')}>
          <button class="jump" aria-keyshortcuts="Control+K" @click=${actions.openPalette}>
            ${icon('search')}<span>${t('shell.jump')}</span><kbd>Ctrl K</kbd>
          </button>
          <div class="top-end">
            <div class="top-end" id="pill"></div>
            <button class="button ghost square not-small" aria-label=${t('shortcut.help')} title=${t('shortcut.help')} @click=${actions.openHelp}>${icon('help')}</button>
            <span id="theme"></span>
            <span id="user"></span>
          </div>
        </section>
        <main class="main" id="main" tabindex="-1">
          <div id="banners"></div>
          <div id="view"></div>
        </main>
      </div>
    </div>
    <div id="toasts" role="status" aria-live="polite"></div>
    <div id="announcer" class="visually-hidden" role="status" aria-live="polite"></div>`, app);
  effect(() => render(navigation(), document.getElementById('side')));
  effect(() => render(themeButton(), document.getElementById('theme')));
  effect(() => render(reader(), document.getElementById('user')));
}

function navigation() {
  const {node, product, version} = gateway.value;
  return html`
    <a class="brand" href="./" aria-label=${t('shell.home')}>${logo()}<span>${product}</span></a>
    <nav class="nav" aria-label=${t('shell.navigation')}>
      <p class="nav-title">${t('nav.monitor')}</p>
      <ul>
        <li>${entry('./', 'fleet', ['fleet', 'machine'], critical.value)}</li>
        <li>${entry('services', 'services', ['services'], 0)}</li>
      </ul>
      ${administration()}
    </nav>
    <div class="about">${version ? html`<div>${product} ${version}</div>` : nothing}${node ? html`<div>${t('shell.gateway')} <bdi dir="ltr">${node}</bdi></div>` : nothing}</div>`;
}

/** Pages of which their reader may see nothing are not offered; of the machines everybody who is here may. */
function administration() {
  return html`<p class="nav-title">${t('nav.admin')}</p>
    <ul>
      ${may('admin') ? html`<li>${entry('admin', 'users', ['users'], 0)}</li>` : nothing}
      <li>${entry('admin/machines', 'enrolment', ['enrolment'], 0)}</li>
      ${may('admin') ? html`<li>${entry('admin/audit', 'audit', ['audit'], 0)}</li>` : nothing}
    </ul>`;
}

/**
 * @param {string} href
 * @param {'fleet'|'services'|'users'|'enrolment'|'audit'} name
 * @param {string[]} views
 * @param {number} count
 */
function entry(href, name, views, count) {
  const here = views.includes(current.value);
  const badge = count > 0
    ? html`<b class="nav-count figure" title=${t('nav.critical', {n: count})}>${number(count)}<span class="visually-hidden"> ${t('state.critical')}</span></b>`
    : nothing;
  return html`<a href=${href} title=${t(`nav.${name}`)} aria-current=${here ? (current.value === name ? 'page' : 'true') : nothing}>${icon(name)}<span>${t(`nav.${name}`)}</span>${badge}</a>`;
}

function themeButton() {
  const dark = theme.value === 'dark';
  return html`<button class="button ghost square" aria-label=${t(dark ? 'theme.light' : 'theme.dark')}
    title="${t(dark ? 'theme.light' : 'theme.dark')}${keyHint('t')}" @click=${toggleTheme}>${icon(dark ? 'sun' : 'moon')}</button>`;
}

/** Who sits here: a menu, which comes when it is opened, or the way to the log-in. */
function reader() {
  const {kind, name} = caller.value;
  if (kind === 'anonymous') {
    return html`<a class="button" href="login" target="_self" @click=${(/** @type {Event} */ event) => {
      event.preventDefault();
      goToLogIn();
    }}>${t('user.logIn')}</a>`;
  }
  const open = () => import('./account.js').then((account) => account.openMenu(document.getElementById('user')));
  return kind === 'user' ? html`<div class="menu user-menu"><button class="button ghost" aria-expanded="false" @click=${open}>${icon('user')}<span>${name}</span></button></div>` : nothing;
}

/** @param {Event} event a plain "#main" would be counted from the base and leave the page */
function toMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}
