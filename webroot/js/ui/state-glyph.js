/** The shapes of the states for a canvas: the same octagon, triangle and dash as the icons. */
import {colours} from './colours.js';

const OCTAGON = new Path2D('M8 2.5h8l5.500 5.500v8L16 21.500H8L2.500 16V8z');
const CROSS = new Path2D('M8.800 8.800l6.400 6.400M15.200 8.800l-6.400 6.400');
const TRIANGLE = new Path2D('M12 3.200L22 20.500H2z');
const EXCLAMATION = new Path2D('M12 9.500v5M12 17.400v.4');

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} state 1 alert or 2 critical
 * @param {number} x centre
 * @param {number} y centre
 * @param {number} size
 */
export function drawStateGlyph(context, state, x, y, size) {
  const all = colours();
  const critical = state === 2;
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 24, size / 24);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  // A rim in the colour of the page keeps the shape apart from any fill below it.
  context.lineWidth = 4;
  context.strokeStyle = critical ? all.surface : all['warn-ink'];
  context.stroke(critical ? OCTAGON : TRIANGLE);
  context.fillStyle = critical ? all['crit-fill'] : all['warn-fill'];
  context.fill(critical ? OCTAGON : TRIANGLE);
  context.lineWidth = 2.600;
  context.strokeStyle = critical ? all['crit-ink'] : all['warn-ink'];
  context.stroke(critical ? CROSS : EXCLAMATION);
  context.restore();
}
