/** One operation: what it takes, what it answers, and how to try it. */
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {curl, rows, typeOf} from '../core/openapi.js';
import {codeBox} from './code.js';
import {line, prose} from './prose.js';

/**
 * @typedef {import('../core/openapi.js').Json} Json
 * @typedef {import('../core/openapi.js').Operation} Operation
 */

/** @param {Operation} operation a plain "#x" would be counted from the base and leave the page */
export const anchor = ({id}) => `docs/api#${id}`;

/** @param {Json} api @param {Operation} operation */
export function operationBox(api, operation) {
  const {id, method, path, summary, description, right, deprecated} = operation;
  return html`<details class="panel doc-operation" id=${id}>
    <summary><b data-method=${method}>${method}</b><bdi class="mono" dir="ltr">${path}</bdi><span class="doc-summary">${summary}</span></summary>
    <div class="doc-body">
      <p class="doc-facts"><a href=${anchor(operation)}><code>${id}</code></a>
        <span>${right === 'OPEN' ? t('apidoc.open') : t('apidoc.right', {right: right.toLowerCase()})}</span>
        ${deprecated ? html`<span class="doc-old">${t('apidoc.deprecated')}</span>` : nothing}</p>
      ${description ? prose(description) : nothing}
      ${parameters(api, operation)}
      ${operation.body ? html`<h3>${t('apidoc.body')}</h3>${members(api, operation.body.schema)}` : nothing}
      <h3>${t('apidoc.request')}</h3>
      ${codeBox(curl(operation, location.origin), t('apidoc.request'))}
      ${answers(api, operation)}
    </div>
  </details>`;
}

/** @param {Json} api @param {Operation} operation */
function parameters(api, {parameters: all}) {
  return all.length === 0 ? nothing : html`<h3>${t('apidoc.parameters')}</h3>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('apidoc.parameters')}><table class="doc-table">
      <thead><tr><th scope="col">${t('apidoc.name')}</th><th scope="col">${t('apidoc.in')}</th><th scope="col">${t('apidoc.type')}</th><th scope="col">${t('apidoc.meaning')}</th></tr></thead>
      <tbody>${all.map((one) => html`<tr><th scope="row"><code>${one['x-prefix'] ? `${one['x-prefix']}NAME` : one.name}</code>${one.required ? html` <em>${t('apidoc.required')}</em>` : nothing}</th>
        <td>${one.in}</td><td>${typeOf(api, one.schema)}</td><td>${line(one.description ?? '')}${absent(one)}</td></tr>`)}</tbody>
    </table></div>`;
}

/** @param {Json} parameter */
const absent = ({schema}) => schema?.default === undefined ? nothing : html` <span class="quiet">${t('apidoc.default', {value: String(schema.default)})}</span>`;

/** @param {Json} api @param {any} schema */
function members(api, schema) {
  const all = rows(api, schema);
  return all.length === 0 ? html`<p class="quiet">${typeOf(api, schema)}</p>` : html`
    <div class="scroll" tabindex="0" role="group" aria-label=${t('apidoc.member')}><table class="doc-table">
      <thead><tr><th scope="col">${t('apidoc.member')}</th><th scope="col">${t('apidoc.type')}</th><th scope="col">${t('apidoc.meaning')}</th></tr></thead>
      <tbody>${all.map((row) => html`<tr><th scope="row" style="padding-inline-start:${12 + 16 * row.depth}px"><code>${row.name}</code>${row.required ? nothing : html`<span class="quiet">?</span>`}</th>
        <td>${row.type}</td><td>${line(row.text)}</td></tr>`)}</tbody>
    </table></div>`;
}

/** @param {Json} api @param {Operation} operation */
function answers(api, {answers: all}) {
  const good = all.find(({status, content}) => status < '300' && Object.keys(content).length > 0);
  const [type, content] = good ? Object.entries(good.content)[0] : [];
  const text = content && (typeof content.example === 'string' ? content.example : JSON.stringify(content.example, null, 2));
  return html`
    ${content ? html`<h3>${t('apidoc.example')} <small>${good.status} ${type}</small></h3>${codeBox(text, t('apidoc.example'))}` : nothing}
    ${content && type === 'application/json' ? html`<details class="doc-members"><summary>${t('apidoc.members')}</summary>${members(api, content.schema)}</details>` : nothing}
    <h3>${t('apidoc.answers')}</h3>
    <table class="doc-table"><thead><tr><th scope="col">${t('apidoc.status')}</th><th scope="col">${t('apidoc.meaning')}</th></tr></thead>
      <tbody>${all.map(({status, description}) => html`<tr><th scope="row"><b class="figure" data-status=${status[0]}>${status}</b></th><td>${line(description)}</td></tr>`)}</tbody></table>`;
}
