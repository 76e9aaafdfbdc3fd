/** The list of keys, opened by "?". */
import {html} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {openSheet} from '../ui/dialog.js';
import {setSingleKeys, singleKeys} from './shortcuts.js';

const GROUPS = [
  ['help.everywhere', [['Ctrl K', 'shortcut.palette'], ['Space', 'shortcut.pause'], ['t', 'shortcut.theme'], ['g f', 'shortcut.fleet'], ['g s', 'shortcut.services'], ['?', 'shortcut.help']]],
  ['help.fleet', [['/', 'shortcut.filter'], ['v', 'shortcut.view'], ['j k ← ↑ → ↓', 'shortcut.move'], ['Enter', 'shortcut.open'], ['Esc', 'shortcut.clear']]],
  ['help.machine', [['[ ]', 'shortcut.range'], ['- =', 'shortcut.zoom'], ['0', 'shortcut.reset'], ['← →', 'shortcut.cursor'], ['Enter', 'shortcut.pin'], ['t', 'shortcut.table']]],
];

export function openHelp() {
  openSheet(t('help.title'), html`<div class="help">${GROUPS.map(([title, keys]) => html`
    <section>
      <h3>${t(title)}</h3>
      <dl>${keys.map(([key, text]) => html`<dt>${key.split(' ').map((part) => html`<kbd>${part}</kbd>`)}</dt><dd>${t(text)}</dd>`)}</dl>
    </section>`)}
    <label class="help-switch"><input type="checkbox" .checked=${singleKeys.value} @change=${(event) => setSingleKeys(event.target.checked)}>
      <span>${t('help.single')}<small>${t('help.single.why')}</small></span></label>
    <p><a href="docs/api" target="_self">${t('help.api')}</a></p>
  </div>`);
}
