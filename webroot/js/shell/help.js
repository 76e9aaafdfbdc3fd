/** The list of keys, opened by "?". */
import {html} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {openSheet} from '../ui/dialog.js';

const GROUPS = [
  ['help.everywhere', [['Ctrl K', 'shortcut.palette'], ['Space', 'shortcut.pause'], ['t', 'shortcut.theme'], ['g f', 'shortcut.fleet'], ['g s', 'shortcut.services'], ['?', 'shortcut.help']]],
  ['help.fleet', [['/', 'shortcut.filter'], ['v', 'shortcut.view'], ['j k ← ↑ → ↓', 'shortcut.move'], ['Enter', 'shortcut.open'], ['Esc', 'shortcut.clear']]],
];

export function openHelp() {
  openSheet(t('help.title'), html`<div class="help">${GROUPS.map(([title, keys]) => html`
    <section>
      <h3>${t(title)}</h3>
      <dl>${keys.map(([key, text]) => html`<dt>${key.split(' ').map((part) => html`<kbd>${part}</kbd>`)}</dt><dd>${t(text)}</dd>`)}</dl>
    </section>`)}</div>`);
}
