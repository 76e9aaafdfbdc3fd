/** What somebody may not do stays in sight, and says which role it takes: to the pointer, to screen readers, and to who presses it all the same. */
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {may} from '../net/session.js';
import {toast} from './messages.js';

/** The least that have a right. */
const ROLES = {operate: 'operator', admin: 'administrator'};

/** @param {'operate'|'admin'} right @returns {string} */
export const takes = (right) => t('right.takes', {role: t(`role.${ROLES[right]}`)});

/**
 * Not `disabled`, which would keep the focus away, and with it the reason.
 * @param {'operate'|'admin'} right
 * @param {{look?: string, label?: string, act: () => void}} button `label` where its content does not say whose it is
 * @param {unknown} content
 */
export function rightButton(right, {look = '', label, act}, content) {
  const held = may(right);
  return html`<button type="button" class="button ${look}" aria-label=${label ?? nothing} aria-disabled=${held ? nothing : 'true'} ?data-denied=${!held}
    title=${held ? nothing : takes(right)} @click=${() => (held ? act() : toast(takes(right)))}>${content}</button>`;
}
