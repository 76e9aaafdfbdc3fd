/** Pointing at the cells of the heat map, with the mouse, a finger or the arrow keys. */
import {t} from '../../core/i18n.js';
import {machines, picture} from '../../core/store.js';
import {OFFLINE} from '../../core/columns.js';
import {stateWord} from '../../ui/badge.js';
import {navigate} from '../../shell/router.js';
import {element as make} from './card.js';
import {addressOf} from './facts.js';
import {neighbour} from './map-groups.js';
import {GAP} from './map-paint.js';
import {SCALES} from './map-scale.js';

const KEYS = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/**
 * @param {HTMLElement} field
 * @param {{groups: () => {members: number[], cells: {canvas: HTMLCanvasElement, across: number, size: number}}[], by: () => string}} map
 */
export function createPointing(field, {groups, by}) {
  const tip = make('div', 'map-tip');
  const ring = make('div', 'map-ring');
  tip.setAttribute('role', 'status');
  /** @type {{group: number, index: number}|null} */
  let at = null;
  field.tabIndex = 0;
  field.setAttribute('role', 'application');
  field.setAttribute('aria-roledescription', t('map.role'));
  field.setAttribute('aria-label', t('map.label'));

  const machineAt = () => (at ? groups()[at.group]?.members[at.index] : undefined);

  const refresh = () => {
    const machine = machineAt();
    tip.hidden = ring.hidden = machine === undefined;
    if (machine === undefined) {
      return;
    }
    const {columns} = picture();
    const offline = columns.st[machine] === OFFLINE;
    const figure = `${t(`sort.${by()}`)} ${SCALES[by()].format(offline ? NaN : columns[by()][machine])}`;
    const text = t('map.tip', {name: machines.value.names[machine], state: stateWord(columns.st[machine]), figure});
    if (tip.textContent !== text) {
      tip.textContent = text;
    }
  };

  const place = () => {
    const {cells} = groups()[at.group];
    const pitch = cells.size + GAP;
    const x = cells.canvas.offsetLeft + (at.index % cells.across) * pitch;
    const y = cells.canvas.offsetTop + Math.floor(at.index / cells.across) * pitch;
    ring.style.cssText = `transform: translate(${x}px, ${y}px); inline-size: ${cells.size}px; block-size: ${cells.size}px`;
    const most = field.clientWidth - tip.offsetWidth;
    const above = y - tip.offsetHeight - 8;
    tip.style.transform = `translate(${Math.max(0, Math.min(most, x + cells.size / 2 - tip.offsetWidth / 2))}px, ${above < 0 ? y + pitch + 6 : above}px)`;
  };

  const point = (/** @type {typeof at} */ next) => {
    at = next;
    refresh();
    if (machineAt() !== undefined) {
      place();
    }
  };

  const find = (/** @type {PointerEvent|MouseEvent} */ event) => {
    const group = groups().findIndex(({cells}) => cells.canvas === event.target);
    if (group < 0) {
      return null;
    }
    const {cells, members} = groups()[group];
    const pitch = cells.size + GAP;
    const column = Math.floor(event.offsetX / pitch);
    const index = Math.floor(event.offsetY / pitch) * cells.across + column;
    return column < cells.across && index < members.length ? {group, index} : null;
  };

  const open = () => {
    const machine = machineAt();
    if (machine !== undefined) {
      navigate(addressOf(machines.value.ids[machine]));
    }
  };

  field.addEventListener('pointermove', (event) => point(find(event)));
  field.addEventListener('pointerleave', () => document.activeElement !== field && point(null));
  field.addEventListener('click', (event) => {
    point(find(event));
    open();
  });
  field.addEventListener('focus', () => field.matches(':focus-visible') && point(at ?? {group: 0, index: 0}));
  field.addEventListener('blur', () => point(null));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      open();
    } else if (KEYS.includes(event.key) && groups().length > 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const from = machineAt() === undefined ? {group: 0, index: 0} : at;
      point(neighbour(groups(), from, event.key, groups()[from.group].cells.across));
      ring.scrollIntoView({block: 'nearest'});
    }
  });
  return {tip, ring, refresh};
}
