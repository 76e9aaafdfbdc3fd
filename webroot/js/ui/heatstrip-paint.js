/** Paints the strip pixel by pixel into a small picture and stretches that: a rectangle for each cell would be too slow. */
import {firstRowAfter} from '../core/history-read.js';

/** @type {WeakMap<object, Uint8ClampedArray>} */
const ramps = new WeakMap();

/** @param {{heat: string[]}} colours @returns {Uint8ClampedArray} red, green, blue for 0 to 100 percent */
export function rampOf(colours) {
  let ramp = ramps.get(colours);
  if (ramp) {
    return ramp;
  }
  const stops = colours.heat.map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
  ramp = new Uint8ClampedArray(303);
  for (let step = 0; step <= 100; step++) {
    const place = (step / 100) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(place));
    for (let part = 0; part < 3; part++) {
      ramp[step * 3 + part] = stops[low][part] + (stops[low + 1][part] - stops[low][part]) * (place - low);
    }
  }
  ramps.set(colours, ramp);
  return ramp;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import('../core/history.js').Timeline} timeline
 * @param {{from: number, to: number}} span
 * @param {number|null} begins of the history: before it the strip is empty and not hatched, since nothing is missing
 */
export function paintStrip(canvas, timeline, span, colours, begins) {
  const width = canvas.clientWidth;
  const rows = timeline.tracks.length;
  if (width === 0 || rows === 0) {
    return;
  }
  const ratio = devicePixelRatio || 1;
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== height) {
    canvas.width = Math.round(width * ratio);
    canvas.height = height;
  }
  const picture = new OffscreenCanvas(width, rows);
  const pen = picture.getContext('2d');
  const image = pen.createImageData(width, rows);
  fill(image, timeline, span, rampOf(colours));
  pen.putImageData(image, 0, 0);
  const target = canvas.getContext('2d');
  target.imageSmoothingEnabled = false;
  target.clearRect(0, 0, canvas.width, canvas.height);
  if (begins !== null && begins > span.from) {
    target.fillStyle = colours.surface;
    target.fillRect(0, 0, Math.min(1, (begins - span.from) / (span.to - span.from)) * canvas.width, canvas.height);
  }
  target.drawImage(picture, 0, 0, canvas.width, canvas.height);
  separate(target, rows, colours.surface, ratio);
}

function fill({data, width}, {t: times, tracks, step}, {from, to}, ramp) {
  const pixel = (time) => Math.floor(((time - from) / (to - from)) * width);
  const first = Math.max(0, firstRowAfter(times, from) - 1);
  for (let row = first; row < times.length && times[row] < to; row++) {
    const start = Math.max(0, pixel(times[row]));
    const end = Math.min(width, Math.max(start + 1, pixel(Math.min(times[row + 1] ?? to, times[row] + 2 * step))));
    tracks.forEach((track, core) => {
      const value = track.avg[row];
      if (value == null) {
        return;
      }
      const colour = Math.round(value) * 3;
      for (let x = start; x < end; x++) {
        data.set([ramp[colour], ramp[colour + 1], ramp[colour + 2], 255], (core * width + x) * 4);
      }
    });
  }
}

/** A hairline between rows, while there is room for one. */
function separate(pen, rows, colour, ratio) {
  const tall = pen.canvas.height / rows;
  if (tall < 6 * ratio) {
    return;
  }
  pen.fillStyle = colour;
  for (let row = 1; row < rows; row++) {
    pen.fillRect(0, Math.round(row * tall) - ratio / 2, pen.canvas.width, ratio);
  }
}
