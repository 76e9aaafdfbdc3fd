/** The quick way to a machine, a page or an action: type, arrow, Enter. */
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {number} from '../core/format.js';
import {machines, picture} from '../core/store.js';
import {may} from '../net/session.js';
import {openDialog} from '../ui/dialog.js';
import {icon} from '../ui/icons.js';
import {stateBadge} from '../ui/badge.js';
import {navigate} from './router.js';
import {togglePause} from './pill.js';
import {toggleTheme} from './theme.js';

const AT_MOST = 8;

/** @typedef {{id: string, group: string, label: string, sub: string, state: number, run: () => void}} Entry */

export function openPalette() {
  if (document.querySelector('dialog[open]')) {
    return;
  }
  const dialog = openDialog({label: t('palette.label'), className: 'palette'});
  let text = '';
  let chosen = 0;
  /** @type {Entry[]} */
  let entries = [];

  const draw = () => {
    entries = find(text);
    chosen = Math.max(0, Math.min(chosen, entries.length - 1));
    dialog.draw(html`
      <div class="palette-input">${icon('search')}
        <input type="text" role="combobox" autofocus aria-expanded="true" aria-controls="palette-list" autocomplete="off" spellcheck="false"
          aria-label=${t('palette.label')} placeholder=${t('palette.placeholder')} maxlength="120"
          aria-activedescendant=${entries.length ? `palette-${chosen}` : nothing} @input=${typed} @keydown=${pressed}>
        <kbd>Esc</kbd>
      </div>
      <ul id="palette-list" role="listbox" aria-label=${t('palette.label')}>${entries.map(row)}</ul>
      ${entries.length ? nothing : html`<p class="palette-none">${t('palette.none', {text})}</p>`}
      <p class="visually-hidden" role="status">${t('palette.count', {n: number(entries.length)})}</p>`);
    dialog.element.querySelector('[aria-selected=true]')?.scrollIntoView({block: 'nearest'});
  };

  /** @param {Entry} entry @param {number} place */
  const row = (entry, place) => html`
    ${place === 0 || entries[place - 1].group !== entry.group ? html`<li role="presentation" class="palette-group">${t(`palette.${entry.group}`)}</li>` : nothing}
    <li id="palette-${place}" role="option" aria-selected=${place === chosen} @click=${() => choose(entry)} @pointermove=${() => point(place)}>
      <span>${entry.label}</span><bdi dir="ltr">${entry.sub}</bdi>${entry.state >= 0 ? stateBadge(entry.state) : nothing}
    </li>`;

  const point = (place) => {
    if (place !== chosen) {
      chosen = place;
      draw();
    }
  };
  const typed = (event) => {
    text = event.target.value;
    chosen = 0;
    draw();
  };
  const choose = (entry) => {
    dialog.close();
    entry.run();
  };
  const pressed = (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) {
      event.preventDefault();
      chosen = (chosen + step + entries.length) % Math.max(1, entries.length);
      draw();
    } else if (event.key === 'Enter' && entries[chosen]) {
      event.preventDefault();
      choose(entries[chosen]);
    }
  };
  draw();
}

/**
 * @param {string} text
 * @returns {Entry[]}
 */
function find(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (/** @type {string} */ where) => words.every((word) => where.toLowerCase().includes(word));
  const {ids, names, ips} = machines.value;
  const {st} = picture().columns;
  /** @type {Entry[]} */
  const found = [];
  for (let machine = 0; machine < ids.length && found.length < AT_MOST; machine++) {
    if (fits(`${names[machine]} ${ips[machine]}`)) {
      found.push({
        id: ids[machine], group: 'machines', label: names[machine], sub: ips[machine], state: st[machine],
        run: () => navigate(`/machines/${encodeURIComponent(ids[machine])}`),
      });
    }
  }
  return [...found, ...fixed().filter((entry) => fits(entry.label))];
}

/** @returns {Entry[]} */
function fixed() {
  const entry = (group, key, run) => ({id: key, group, label: t(key), sub: '', state: -1, run});
  return [
    entry('pages', 'nav.fleet', () => navigate('/')),
    entry('pages', 'nav.services', () => navigate('/services')),
    ...(may('admin') ? [entry('pages', 'nav.users', () => navigate('/admin')), entry('pages', 'nav.audit', () => navigate('/admin/audit'))] : []),
    entry('pages', 'nav.enrolment', () => navigate('/admin/machines')),
    entry('actions', 'shortcut.pause', togglePause),
    entry('actions', 'shortcut.theme', toggleTheme),
  ];
}
