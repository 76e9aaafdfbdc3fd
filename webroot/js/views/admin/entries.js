/** Entries of the audit as a table and as lines of a file. */
import {html, nothing} from '../../../vendor/lit-html.js';
import {t} from '../../core/i18n.js';
import {dateTime} from '../../core/format.js';

/** @typedef {{at: number, node: string, who: string, kind: string, from: string, verb: string, object: string, outcome: string, request: string}} Entry */

/** @param {(found: Record<string, string>) => void} look filters by what was chosen @returns {import('./table.js').Column[]} */
export function auditColumns(look) {
  return [
    {key: 'at', label: t('audit.at'), kind: 'time', cell: ({at}) => html`<time class="figure" datetime=${new Date(at).toISOString()} title=${new Date(at).toISOString()}>${dateTime(at)}</time>`},
    {key: 'who', label: t('audit.who'), cell: ({who, kind}) => (who
      ? html`<button class="as-link" title=${t('audit.onlyWho')} @click=${() => look({who})}><bdi>${who}</bdi></button>${kind === 'token' ? html` <span class="tag">${t('audit.kind.token')}</span>` : nothing}`
      : html`<span class="quiet">${t(`audit.kind.${kind}`)}</span>`)},
    {key: 'did', label: t('audit.did'), kind: 'name', cell: ({verb, object}) => html`<span title=${verb}>${did(verb)}</span>${subject(verb, object) ? html` <bdi class="audit-object" dir="ltr">${subject(verb, object)}</bdi>` : nothing}`},
    {key: 'outcome', label: t('audit.outcome'), cell: ({outcome}) => html`<span class="tag ${outcome === 'done' ? 'good' : 'refused'}">${t(`audit.outcome.${outcome}`)}</span>`},
    {key: 'from', label: t('audit.from'), cell: ({from}) => html`<bdi dir="ltr">${from}</bdi>`},
    {key: 'request', label: t('audit.request'), cell: ({request}) => html`<a class="request mono" dir="ltr" href="admin/audit?q=${encodeURIComponent(request)}" title=${request} @click=${(event) => {
      if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        look({q: request, who: '', verb: '', outcome: ''});
      }
    }}>${request.slice(0, 8)}</a>`},
  ];
}

/** In words, where there are any; else as it was written. @param {string} verb */
function did(verb) {
  const name = verb.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
  const words = t(`audit.did.${name}`);
  return words.startsWith('audit.did.') ? verb : words;
}

/** Of a path what is not in the verb already, and what the gateway noted behind it. @param {string} verb @param {string} object */
function subject(verb, object) {
  if (!verb.includes(' ')) {
    return object;
  }
  const end = `${object} `.indexOf(' ');
  const pattern = verb.slice(verb.indexOf(' ') + 1).split('/');
  const named = object.slice(0, end).split('/').filter((_, at) => at >= pattern.length || pattern[at].startsWith(':'));
  return `${named.map(decoded).join(', ')}${object.slice(end)}`.trim();
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const AUDIT_HEAD = ['at', 'who', 'kind', 'from', 'verb', 'object', 'outcome', 'request', 'node'];

/** @param {Entry} entry */
export const auditLine = ({at, who, kind, from, verb, object, outcome, request, node}) => [new Date(at).toISOString(), who, kind, from, verb, object, outcome, request, node];
