/** Who sits here, in the top bar: a menu for who logged in, the way to the log-in for everybody else. */
import {effect} from '../../vendor/signals-core.js';
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {caller, goToLogIn} from '../net/session.js';
import {icon} from '../ui/icons.js';
import {createMenu} from '../ui/menu.js';

/** @param {(account: typeof import('./account.js')) => void} action most visits change nothing about their reader: what does so is loaded when it is wanted */
const then = (action) => () => import('./account.js').then(action);

/** @param {HTMLElement} place */
export function keepUser(place) {
  /** @type {ReturnType<typeof createMenu>|null} */
  let menu = null;
  effect(() => {
    const {kind, name, role} = caller.value;
    menu?.destroy();
    menu = kind === 'user' ? createMenu(name, icon('user'), () => items(name, role)) : null;
    menu?.node.classList.add('user-menu');
    render(menu ? menu.node : kind === 'anonymous' ? logIn() : nothing, place);
  });
}

function logIn() {
  return html`<a class="button" href="login" target="_self" @click=${(/** @type {Event} */ event) => {
    event.preventDefault();
    goToLogIn();
  }}>${t('user.logIn')}</a>`;
}

/** @param {string} name @param {string} [role] */
function items(name, role) {
  return html`<p class="user-who"><b><bdi>${name}</bdi></b><span>${role ? t(`role.${role}`) : nothing}</span></p>
    <button class="menu-item" @click=${then((account) => account.changePassword())}>${icon('key', 16)}${t('user.password')}</button>
    <button class="menu-item" @click=${then((account) => account.logOutEverywhere())}>${icon('devices', 16)}${t('user.everywhere')}</button>
    <button class="menu-item" @click=${then((account) => account.logOut())}>${icon('leave', 16)}${t('user.logOut')}</button>`;
}
