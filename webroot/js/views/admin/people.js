/** The people who may log in. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {tell} from '../../net/api.js';
import {caller} from '../../net/session.js';
import {needTexts} from '../../shell/router.js';
import {openForm} from '../../ui/form.js';
import {toast} from '../../ui/messages.js';
import {passwordField, passwordNote} from '../../ui/password.js';
import {ago, day, iso} from './words.js';

const PASSWORD_TEXTS = 'i18n/door/en.json';
export const ROLES = ['viewer', 'operator', 'administrator'];

/** @typedef {{name: string, role: string, disabled: boolean, created: number, createdBy: string, seen?: number}} User */

/** @param {() => void} changed @returns {import('./table.js').Column[]} */
export function userColumns(changed) {
  return [
    {key: 'name', label: t('users.name'), by: ({name}) => name, kind: 'name', cell: ({name}) => html`<b><bdi>${name}</bdi></b>${isMe(name) ? html` <span class="tag">${t('users.you')}</span>` : nothing}`},
    {key: 'role', label: t('users.role'), by: ({role}) => ROLES.indexOf(role), falls: true, cell: ({role, disabled}) => html`<span title=${t(`users.may.${role}`)}>${t(`role.${role}`)}</span>${disabled ? html` <span class="tag off">${t('users.disabled')}</span>` : nothing}`},
    {key: 'seen', label: t('users.seen'), by: ({seen}) => seen ?? 0, falls: true, cell: ({seen}) => ago(seen)},
    {key: 'created', label: t('users.added'), by: ({created}) => created, falls: true, cell: ({created, createdBy}) => html`${day(created)} <span class="quiet">${createdBy ? t('admin.by', {who: createdBy}) : nothing}</span>`},
    {key: 'act', label: t('admin.actions'), kind: 'act', cell: (user) => html`<button class="button ghost" aria-label=${t('users.editOf', {name: user.name})} @click=${() => editUser(user, changed)}>${t('admin.edit')}</button>`},
  ];
}

/** @param {string} name */
const isMe = (name) => caller.value.kind === 'user' && caller.value.name === name;

/** @param {User} user @param {string} words in lower case */
export const fitsUser = (user, words) => `${user.name} ${t(`role.${user.role}`)} ${user.createdBy} ${user.disabled ? t('users.disabled') : ''}`.toLowerCase().includes(words);

export const USER_HEAD = ['name', 'role', 'disabled', 'seen', 'created', 'created_by'];

/** @param {User} user */
export const userLine = ({name, role, disabled, seen, created, createdBy}) => [name, role, String(disabled), iso(seen), iso(created), createdBy];

/** @param {() => void} changed */
export async function addUser(changed) {
  await needTexts(PASSWORD_TEXTS);
  const typed = {name: '', password: ''};
  openForm({
    title: t('users.add'), submit: t('users.add'),
    fields: (redraw) => html`
      <label class="dialog-field"><span>${t('users.name')}</span><input name="name" autocomplete="off" spellcheck="false" autocapitalize="none" maxlength="64" autofocus @input=${(event) => (typed.name = event.target.value)}></label>
      ${roleField('viewer')}
      ${password(t('users.password'), typed, redraw)}`,
    order: (data) => tell('POST', '/api/v1/users', {name: data.get('name'), role: data.get('role'), password: data.get('password')}),
    done: (user) => {
      toast(t('users.add.done', {name: user.name}));
      changed();
    },
  });
}

/** @param {User} user @param {() => void} changed */
async function editUser(user, changed) {
  await needTexts(PASSWORD_TEXTS);
  const {name} = user;
  const typed = {name, password: ''};
  openForm({
    title: t('users.editOf', {name}), submit: t('admin.save'),
    fields: (redraw) => html`
      ${roleField(user.role, true)}
      ${password(t('users.newPassword'), typed, redraw, t('users.password.keep'))}
      <label class="check"><input type="checkbox" name="enabled" ?checked=${!user.disabled}><span>${t('users.enabled')}<small>${t('users.enabled.hint')}</small></span></label>`,
    order: (data) => save(user, data),
    done: () => {
      toast(t('users.edit.done', {name}));
      changed();
    },
    more: (close) => html`<button type="button" class="button ghost bad" @click=${() => {
      close();
      removeUser(name, changed);
    }}>${t('users.remove')}</button>`,
  });
}

/** Only what is different is sent: an empty password is none. @param {User} user @param {FormData} data */
function save(user, data) {
  const disabled = data.get('enabled') === null;
  const change = {
    ...(data.get('role') === user.role ? {} : {role: data.get('role')}),
    ...(disabled === user.disabled ? {} : {disabled}),
    ...(data.get('password') ? {password: data.get('password')} : {}),
  };
  return Object.keys(change).length === 0 ? Promise.resolve(user) : tell('PATCH', path(user.name), change);
}

/** @param {string} name @param {() => void} changed */
function removeUser(name, changed) {
  openForm({
    title: t('users.remove.title', {name}), text: t('users.remove.text'), submit: t('users.remove'), danger: true,
    order: () => tell('DELETE', path(name)),
    done: () => {
      toast(t('users.remove.done', {name}));
      changed();
    },
  });
}

/** @param {string} name */
const path = (name) => `/api/v1/users/${encodeURIComponent(name)}`;

/** @param {string} chosen @param {boolean} [focus] what stands now is where the reader begins */
function roleField(chosen, focus = false) {
  return html`<fieldset class="choices"><legend>${t('users.role')}</legend>${ROLES.map((role) => html`
    <label class="check"><input type="radio" name="role" value=${role} ?checked=${role === chosen} ?autofocus=${role === chosen && focus}><span>${t(`role.${role}`)}<small>${t(`users.may.${role}`)}</small></span></label>`)}</fieldset>`;
}

/**
 * @param {string} label @param {{name: string, password: string}} typed @param {() => void} redraw
 * @param {string} [keep] what it means to leave it empty
 */
function password(label, typed, redraw, keep) {
  return passwordField({
    name: 'password', label, autocomplete: 'new-password',
    note: keep && typed.password === '' ? html`<p class="form-note">${keep}</p>` : passwordNote(typed.password, typed.name),
    typed: (text) => {
      typed.password = text;
      redraw();
    },
  });
}
