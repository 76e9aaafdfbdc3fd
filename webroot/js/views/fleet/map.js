/** The fleet as a heat map: a thousand machines on one screen. */
import {t} from '../../core/i18n.js';
import {number} from '../../core/format.js';
import {machines, picture} from '../../core/store.js';
import {CRITICAL} from '../../core/columns.js';
import {effect} from '../../../vendor/signals-core.js';
import {theme} from '../../shell/theme.js';
import {element as make} from './card.js';
import {createAttention} from './attention.js';
import {drawControls} from './map-controls.js';
import {cellSize, groupBy, groupingLabels} from './map-groups.js';
import {GAP, paintGroup, prepareGroup} from './map-paint.js';
import {createPointing} from './map-pointing.js';
import {SCALES} from './map-scale.js';
import {write} from './facts.js';

/**
 * @param {HTMLElement} place
 * @param {import('./choice.js').ViewContext} context
 */
export function createMap(place, {wish, change}) {
  const attention = createAttention();
  const panel = make('div', 'map panel');
  const controls = make('div', 'map-controls');
  const field = make('div', 'map-field');
  panel.append(controls, field);
  place.append(attention.node, panel);
  /** @type {{name: string, members: number[], count: HTMLElement, cells: ReturnType<typeof prepareGroup>}[]} */
  let groups = [];
  /** @type {number[]} */
  let order = [];
  let width = 0;

  const by = () => (wish.value.by in SCALES ? wish.value.by : 'cpu');
  const label = () => {
    const labels = groupingLabels(machines.value, picture().columns.guest);
    const {group} = wish.value;
    return group === '-' ? '' : labels.includes(group) ? group : group === '' && labels.includes('site') ? 'site' : '';
  };
  const pointing = createPointing(field, {groups: () => groups, by});

  const layout = () => {
    width = field.clientWidth;
    const size = cellSize(order.length);
    const across = Math.max(1, Math.floor((width + GAP) / (size + GAP)));
    groups = groupBy(order, machines.value, label()).map((group) => {
      const section = make('section', 'map-group');
      const title = make('h3', '');
      const strong = make('b', '');
      strong.textContent = group.name || (label() ? t('map.without', {label: label()}) : t('map.all'));
      const count = make('span', 'figure');
      title.append(strong, count);
      const canvas = document.createElement('canvas');
      canvas.setAttribute('aria-hidden', 'true');
      section.append(title, canvas);
      return {...group, section, count, cells: prepareGroup(canvas, group.members, across, size)};
    });
    field.replaceChildren(...groups.map(({section}) => section), pointing.tip, pointing.ring);
    drawControls(controls, {by: by(), group: label(), labels: groupingLabels(machines.value, picture().columns.guest), change});
    paint();
  };

  const paint = () => {
    const {st} = picture().columns;
    for (const {members, count, cells} of groups) {
      const critical = members.reduce((sum, machine) => sum + (st[machine] === CRITICAL ? 1 : 0), 0);
      const all = t('fleet.count', {n: number(members.length)});
      write(count, critical === 0 ? all : t('map.critical', {machines: all, n: number(critical)}));
      paintGroup(cells, by());
    }
    attention.paint();
    pointing.refresh();
  };

  const observer = new ResizeObserver(() => field.clientWidth !== width && layout());
  observer.observe(field);
  let gone = false;
  let first = true;
  const stop = effect(() => {
    theme.value;
    wish.value;
    if (!first) {
      queueMicrotask(() => gone || layout());
    }
    first = false;
  });
  return {
    /** @param {number[]} next */
    setOrder(next) {
      order = next;
      attention.setOrder(next);
      layout();
    },
    paint,
    enter: () => field.focus(),
    destroy() {
      gone = true;
      stop();
      observer.disconnect();
      attention.destroy();
    },
  };
}
