/** The last hour of an instance as a strip: low while it passed, high while it failed, thin where nobody checked. */
import {t} from '../../core/i18n.js';
import {number} from '../../core/format.js';
import {changesWithin, pieces} from '../../core/services.js';
import {mark} from '../fleet/facts.js';
import {shapeOf} from './signs.js';

const NAMESPACE = 'http://www.w3.org/2000/svg';
export const SPAN = 3_600_000;
const WIDTH = 120;
const HEIGHT = 16;
/** Height tells apart what colour alone would. */
const HEIGHTS = [7, 12, HEIGHT, 2];
const LEAST = 2;

/** @returns {SVGSVGElement} an empty strip to be drawn and drawn again */
export function createStrip() {
  const node = document.createElementNS(NAMESPACE, 'svg');
  const attributes = {class: 'strip', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img'};
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  return node;
}

/**
 * @param {SVGSVGElement} node
 * @param {import('../../core/services.js').Entry} entry
 * @param {number} now
 */
export function drawStrip(node, entry, now) {
  const parts = pieces(entry, now, SPAN);
  while (node.childElementCount < parts.length) {
    node.append(document.createElementNS(NAMESPACE, 'rect'));
  }
  while (node.childElementCount > parts.length) {
    node.lastElementChild.remove();
  }
  parts.forEach(({from, to, health}, place) => {
    const rect = node.children[place];
    const shape = shapeOf(health);
    const width = Math.max(LEAST, (to - from) * WIDTH);
    mark(rect, 'class', `strip-${shape}`);
    mark(rect, 'x', Math.min(from * WIDTH, WIDTH - width).toFixed(1));
    mark(rect, 'width', width.toFixed(1));
    mark(rect, 'y', String(HEIGHT - HEIGHTS[shape]));
    mark(rect, 'height', String(HEIGHTS[shape]));
  });
  const changes = changesWithin(entry.history, now, SPAN);
  mark(node, 'aria-label', changes === 0 ? t('services.strip.calm') : t('services.strip.changes', {n: number(changes)}));
}
