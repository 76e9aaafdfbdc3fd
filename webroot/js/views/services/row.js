/** One row of the list of instances, built once for its columns and then only written to. */
import {t} from '../../core/i18n.js';
import {serverNow} from '../../net/api.js';
import {icon, stateIcon} from '../../ui/icons.js';
import {STATE_KEYS} from '../../ui/badge.js';
import {html, render} from '../../../vendor/lit-html.js';
import {element} from '../fleet/card.js';
import {mark, write} from '../fleet/facts.js';
import {createStrip, drawStrip} from './strip.js';
import {shapeOf} from './signs.js';

/** @param {import('./columns.js').Column[]} columns */
export function createRow(columns) {
  const node = element('div', 'row');
  node.setAttribute('role', 'row');
  const link = /** @type {HTMLAnchorElement} */ (element('a', 'row-link'));
  const badge = element('span', 'badge');
  const rest = element('span', 'chip rest');
  rest.title = t('services.maintenance');
  render(html`${icon('wrench', 13)}<span class="visually-hidden">${t('services.maintenance')}</span>`, rest);
  const strip = createStrip();
  const where = element('bdi', 'where');
  where.dir = 'ltr';
  const cells = columns.map((column) => createCell(column, {name: isNarrow(columns) ? [link, where] : [link], health: [badge, rest], strip: [strip]}[column.kind]));
  node.append(...cells.map((cell) => cell.node));
  return {node, place: 0, entry: null, link, where, badge, rest, strip, cells, columns};
}

/** Without a column for addresses they stand below the names: instances of one service would look the same. @param {import('./columns.js').Column[]} columns */
export const isNarrow = (columns) => !columns.some(({key}) => key === 'address');

/** @param {import('./columns.js').Column} column @param {Element[]|undefined} content */
function createCell({kind}, content) {
  const node = element('div', `cell cell-${kind}`);
  node.setAttribute('role', 'cell');
  const value = element('bdi', kind === 'figure' ? 'figure' : '');
  node.append(...(content ?? [value]));
  return {node, value};
}

/**
 * @param {ReturnType<typeof createRow>} row
 * @param {import('../../core/services.js').Entry} entry
 * @param {number} place
 */
export function bindRow(row, entry, place) {
  row.entry = entry;
  mark(row.node, 'aria-rowindex', String(place + 2));
}

/** @param {ReturnType<typeof createRow>} row */
export function paintRow({node, entry, link, where, badge, rest, strip, cells, columns}) {
  if (!entry) {
    return;
  }
  write(link, entry.name);
  mark(link, 'title', entry.role ? entry.name : `${entry.name} (${entry.raw.id})`);
  write(where, entry.role ? entry.node : entry.address);
  mark(link, 'href', `services?open=${encodeURIComponent(entry.id)}`);
  mark(node, 'data-instance', entry.id);
  const shape = shapeOf(entry.health);
  mark(node, 'data-health', entry.maintenance === null ? entry.health : 'maintenance');
  if (badge.dataset.health !== entry.health) {
    badge.dataset.health = entry.health;
    badge.dataset.state = STATE_KEYS[shape];
    badge.replaceChildren(stateIcon(shape), t(`services.${entry.health}`));
  }
  rest.hidden = entry.maintenance === null;
  drawStrip(strip, entry, serverNow());
  columns.forEach(({text}, index) => {
    if (text) {
      const written = text(entry);
      write(cells[index].value, written);
      mark(cells[index].node, 'title', written);
    }
  });
}
