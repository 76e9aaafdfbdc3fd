/** Draws the cells of the heat map: the fill is the figure, outline and glyph are the state, so both are read at once. */
import {picture} from '../../core/store.js';
import {ALERT, CRITICAL, OFFLINE} from '../../core/columns.js';
import {colours} from '../../ui/colours.js';
import {drawStateGlyph} from '../../ui/state-glyph.js';
import {sizeCanvas} from '../../ui/sparkline.js';
import {stepOf} from './map-scale.js';

export const GAP = 3;
const UNDRAWN = 255;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} members
 * @param {number} across
 * @param {number} size
 */
export function prepareGroup(canvas, members, across, size) {
  const pitch = size + GAP;
  const width = across * pitch;
  const height = Math.ceil(members.length / across) * pitch;
  canvas.style.inlineSize = `${width}px`;
  canvas.style.blockSize = `${height}px`;
  return {canvas, members, across, size, context: sizeCanvas(canvas, width, height), drawn: new Uint8Array(members.length).fill(UNDRAWN)};
}

/**
 * Only cells whose colour or state changed are drawn again.
 * @param {ReturnType<typeof prepareGroup>} group
 * @param {string} by
 */
export function paintGroup(group, by) {
  const {columns} = picture();
  group.members.forEach((machine, index) => {
    const state = columns.st[machine];
    const step = state === OFFLINE ? -1 : stepOf(by, columns[by][machine]);
    const look = (step + 1) * 4 + state;
    if (group.drawn[index] !== look) {
      group.drawn[index] = look;
      drawCell(group, index, step, state);
    }
  });
}

/**
 * @param {ReturnType<typeof prepareGroup>} group
 * @param {number} index
 * @param {number} step
 * @param {number} state
 */
function drawCell({context, across, size}, index, step, state) {
  const all = colours();
  const x = (index % across) * (size + GAP);
  const y = Math.floor(index / across) * (size + GAP);
  context.clearRect(x, y, size + GAP, size + GAP);
  if (step < 0) {
    outline(context, x, y, size, 1.2, all.off, [2, 2]);
    context.fillStyle = all.off;
    context.fillRect(x + size / 2 - 4, y + size / 2 - 0.75, 8, 1.5);
  } else {
    context.fillStyle = all[`h${step}`];
    context.beginPath();
    context.roundRect(x, y, size, size, 4);
    context.fill();
  }
  if (state === CRITICAL) {
    outline(context, x, y, size, 2.5, all['crit-fill'], []);
  }
  if (state === CRITICAL || state === ALERT) {
    drawStateGlyph(context, state, x + size / 2, y + size / 2, Math.round(size * 0.58));
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {number} width
 * @param {string} colour
 * @param {number[]} dash
 */
function outline(context, x, y, size, width, colour, dash) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.roundRect(x + width / 2, y + width / 2, size - width, size - width, 4 - width / 2);
  context.stroke();
  context.setLineDash([]);
}
