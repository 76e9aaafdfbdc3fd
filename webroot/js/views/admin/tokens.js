/** What programs show to be let in. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {serverNow, tell} from '../../net/api.js';
import {machines} from '../../core/store.js';
import {copyLine} from '../../ui/copy.js';
import {openDialog} from '../../ui/dialog.js';
import {openForm} from '../../ui/form.js';
import {toast} from '../../ui/messages.js';
import {DAY, ago, day, iso} from './words.js';

const SCOPES = ['read', 'ingest', 'operate', 'admin'];
const LIVES = [30, 90, 365, 0];
const USUAL = 90;

/** @typedef {{id: string, name: string, scopes: string[], machine?: string, created: number, createdBy: string, ends?: number, used?: number, revoked?: number}} Token */

/** @param {Token} token */
export const works = ({ends, revoked}) => !revoked && !(ends <= serverNow());

/** @param {() => void} changed @returns {import('./table.js').Column[]} */
export function tokenColumns(changed) {
  return [
    {key: 'name', label: t('tokens.name'), by: (token) => nameOf(token), kind: 'name', cell: (token) => html`<b><bdi>${nameOf(token)}</bdi></b>${token.machine ? html` <span class="tag">${t('tokens.agent')}</span>` : nothing}`},
    {key: 'may', label: t('tokens.may'), by: ({scopes}) => scopes.join(), cell: ({scopes}) => scopes.map((scope) => html`<span class="tag accent" title=${t(`tokens.scope.${scope}.text`)}>${t(`tokens.scope.${scope}`)}</span> `)},
    {key: 'ends', label: t('tokens.ends'), by: ({ends, revoked}) => revoked ?? ends ?? Infinity, cell: end},
    {key: 'used', label: t('tokens.used'), by: ({used}) => used ?? 0, falls: true, cell: ({used}) => ago(used)},
    {key: 'created', label: t('tokens.made'), by: ({created}) => created, falls: true, cell: ({created, createdBy}) => html`${day(created)} <span class="quiet">${createdBy ? t('admin.by', {who: createdBy}) : nothing}</span>`},
    {key: 'act', label: t('admin.actions'), kind: 'act', cell: (token) => (works(token)
      ? html`<button class="button ghost" aria-label=${t('tokens.revokeOf', {name: nameOf(token)})} @click=${() => revoke(token, changed)}>${t('tokens.revoke')}</button>` : nothing)},
  ];
}

/** An agent's token is named by its machine, as people call it. @param {Token} token */
function nameOf({name, machine}) {
  const at = machine === undefined ? undefined : machines.peek().byId.get(machine);
  return at === undefined ? name : machines.peek().names[at];
}

/** @param {Token} token */
function end({ends, revoked}) {
  if (revoked) {
    return html`<span class="tag off">${t('tokens.revoked')}</span> ${day(revoked)}`;
  }
  if (!ends) {
    return html`<span class="quiet">${t('admin.never')}</span>`;
  }
  return ends <= serverNow() ? html`<span class="tag off">${t('tokens.ended')}</span> ${day(ends)}` : day(ends);
}

/** @param {Token} token @param {string} words in lower case */
export const fitsToken = (token, words) => `${nameOf(token)} ${token.name} ${token.scopes.join(' ')} ${token.createdBy} ${token.machine ?? ''} ${token.id}`.toLowerCase().includes(words);

export const TOKEN_HEAD = ['id', 'name', 'scopes', 'machine', 'created', 'created_by', 'ends', 'used', 'revoked'];

/** @param {Token} token */
export const tokenLine = ({id, name, scopes, machine, created, createdBy, ends, used, revoked}) => [id, name, scopes.join(' '), machine ?? '', iso(created), createdBy, iso(ends), iso(used), iso(revoked)];

/** @param {Token} token @param {() => void} changed */
function revoke(token, changed) {
  const name = nameOf(token);
  openForm({
    title: t('tokens.revoke.title', {name}), text: t(token.machine ? 'tokens.revoke.agent' : 'tokens.revoke.text'), submit: t('tokens.revoke'), danger: true,
    order: () => tell('DELETE', `/api/v1/tokens/${encodeURIComponent(token.id)}`),
    done: () => {
      toast(t('tokens.revoke.done', {name}));
      changed();
    },
  });
}

/** @param {() => void} changed */
export function makeToken(changed) {
  openForm({
    title: t('tokens.make'), submit: t('tokens.make'),
    fields: () => html`
      <label class="dialog-field"><span>${t('tokens.name')}</span><input name="name" autocomplete="off" maxlength="100" autofocus><small>${t('tokens.name.hint')}</small></label>
      <fieldset class="choices"><legend>${t('tokens.may')}</legend>${SCOPES.map((scope) => html`
        <label class="check"><input type="checkbox" name="scope" value=${scope} ?checked=${scope === 'read'}><span>${t(`tokens.scope.${scope}`)}<small>${t(`tokens.scope.${scope}.text`)}</small></span></label>`)}</fieldset>
      <label class="dialog-field"><span>${t('tokens.life')}</span><select name="life" class="field">${LIVES.map((days) => html`<option value=${days} ?selected=${days === USUAL}>${days ? t('tokens.life.days', {n: days}) : t('tokens.life.never')}</option>`)}</select></label>`,
    order: (data) => tell('POST', '/api/v1/tokens', {name: data.get('name'), scopes: data.getAll('scope'), lifeMs: Number(data.get('life')) * DAY}),
    done: (given) => {
      changed();
      show(given);
    },
  });
}

/** @param {Token & {token: string}} given told this once */
function show({name, scopes, token}) {
  const dialog = openDialog({label: t('tokens.given.title', {name}), className: 'form-dialog given', keep: true});
  dialog.draw(html`<div class="dialog-form">
    <h2>${t('tokens.given.title', {name})}</h2>
    <p class="banner note">${t('tokens.given.once')}</p>
    ${copyLine(token, t('tokens.given.token'))}
    <p class="quiet">${t('tokens.given.try')}</p>
    ${copyLine(tryLine(scopes, token), t('tokens.given.line'))}
    <div class="dialog-buttons"><button class="button primary" @click=${dialog.close}>${t('tokens.given.done')}</button></div>
  </div>`);
}

/** @param {string[]} scopes @param {string} token a ready command that shows that it works */
function tryLine(scopes, token) {
  const base = document.baseURI.replace(/\/$/, '');
  const auth = `-H 'Authorization: Bearer ${token}'`;
  const reads = scopes.some((scope) => scope !== 'ingest');
  return reads
    ? `curl -s ${base}/api/v1/machines ${auth}`
    : `curl -s ${base}/api/v1/samples ${auth} -H 'Content-Type: application/json' -d '{"client":"my-program","metrics":{"room_temperature_celsius":21.5}}'`;
}
