/** What people do about themselves: another password, and leaving, here or everywhere. Most visits do nothing of it. */
import {signal, effect} from '../../vendor/signals-core.js';
import {html, nothing, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {passwordFault} from '../core/door.js';
import {tell} from '../net/api.js';
import {caller, changeSession, noteCaller} from '../net/session.js';
import {openDialog} from '../ui/dialog.js';
import {icon, outline} from '../ui/icons.js';
import {createMenu} from '../ui/menu.js';
import {remember} from '../ui/memory.js';
import {problemText, toast} from '../ui/messages.js';
import {passwordField, passwordNote} from '../ui/password.js';
import {needTexts} from './router.js';

const SESSION = '/api/v1/session';
const DEVICES = 'M3.500 5h12v8.500h-12zM7 17h5M9.500 13.500V17M17.500 10h3v9.500h-5V17';
const LEAVE = 'M14 4H5v16h9M10 12h10.500M17 8.500l3.500 3.500-3.500 3.500';

/** @type {ReturnType<typeof createMenu>|null} */
let menu = null;

/** The menu of who logged in, in the place of the button that stood for it. @param {HTMLElement} place */
export async function openMenu(place) {
  await needTexts('i18n/door/en.json');
  const {name, role} = caller.peek();
  menu?.destroy();
  menu = createMenu(name, icon('user'), () => html`<p class="user-who"><b><bdi>${name}</bdi></b><span>${role ? t(`role.${role}`) : nothing}</span></p>
    <button class="menu-item" @click=${changePassword}>${icon('key', 16)}${t('user.password')}</button>
    <button class="menu-item" @click=${logOutEverywhere}>${outline(DEVICES, 16)}${t('user.everywhere')}</button>
    <button class="menu-item" @click=${logOut}>${outline(LEAVE, 16)}${t('user.logOut')}</button>`);
  menu.node.classList.add('user-menu');
  render(menu.node, place);
  const button = menu.node.querySelector('button');
  button.focus();
  button.click();
}

async function logOut() {
  await leave(SESSION).catch((problem) => toast(problemText(problem)));
}

function logOutEverywhere() {
  askFor('everywhere', () => nothing, () => leave(`${SESSION}?everywhere=true`));
}

function changePassword() {
  const wish = signal('');
  const {name} = caller.peek();
  const fields = () => html`
    <input type="text" name="username" autocomplete="username" .value=${name} hidden>
    ${passwordField({name: 'old', label: t('change.old'), autocomplete: 'current-password', first: true})}
    ${passwordField({name: 'password', label: t('change.new'), autocomplete: 'new-password', typed: (text) => (wish.value = text), note: passwordNote(wish.value, name)})}`;
  askFor('change', fields, async (form) => {
    const [old, password] = ['old', 'password'].map((field) => String(form.get(field)));
    const wrong = passwordFault(password, name);
    if (wrong) {
      return t(`password.fault.${wrong}`);
    }
    noteCaller(await changeSession(() => tell('PUT', '/api/v1/me/password', {old, password})));
    toast(t('change.done'));
    return '';
  });
}

/** Who leaves does not want to come back to this page; where everybody may come in nobody is asked to log in. @param {string} path */
async function leave(path) {
  await changeSession(() => tell('DELETE', path));
  remember('left', String(Date.now()));
  location.assign(new URL(caller.peek().anonymous ? './' : 'login', document.baseURI));
}

/**
 * A question that stays open with the reason when it could not be done, and takes no second answer meanwhile.
 * @param {'everywhere'|'change'} key of its texts
 * @param {() => unknown} fields followed by what they look at
 * @param {(form: FormData) => Promise<string|void>} order answers what is still wrong
 */
function askFor(key, fields, order) {
  const dialog = openDialog({label: t(`${key}.title`), className: 'account-dialog'});
  const fault = signal('');
  const busy = signal(false);

  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (busy.peek()) {
      return;
    }
    busy.value = true;
    fault.value = '';
    try {
      fault.value = (await order(new FormData(/** @type {HTMLFormElement} */ (event.target)))) ?? '';
      if (fault.value === '') {
        dialog.close();
      }
    } catch (problem) {
      fault.value = key === 'change' && problem.status === 403 ? t('change.wrong') : problemText(problem);
    }
    busy.value = false;
  };

  const stop = effect(() => dialog.draw(html`<form class="dialog-form" @submit=${submit}>
    <h2>${t(`${key}.title`)}</h2>
    <p class="quiet">${t(`${key}.text`)}</p>
    ${fields()}
    ${fault.value ? html`<p class="dialog-error" role="alert">${fault.value}</p>` : nothing}
    <div class="dialog-buttons">
      <button type="button" class="button" @click=${dialog.close}>${t('range.cancel')}</button>
      <button type="submit" class="button primary" aria-disabled=${busy.value ? 'true' : nothing}>${t(`${key}.submit`)}</button>
    </div>
  </form>`));
  dialog.element.addEventListener('close', stop);
}
