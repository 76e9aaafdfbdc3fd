/** Colours for canvases, read from the design tokens once for each theme: a canvas does not inherit from CSS. */
import {signal} from '../../vendor/signals-core.js';

const TOKENS = {
  surface: '--surface',
  text: '--text',
  text2: '--text-2',
  axis: '--axis',
  grid: '--grid',
  border: '--border',
  control: '--border-ctl',
  accent: '--accent',
  warn: '--warn-fill',
  crit: '--crit-fill',
  c1: '--c1',
  c2: '--c2',
  c3: '--c3',
  c4: '--c4',
  c5: '--c5',
  c6: '--c6',
};

const forcedColours = matchMedia('(forced-colors: active)');

/** @returns {Record<string, string> & {heat: string[], forced: boolean}} */
function read() {
  const style = getComputedStyle(document.documentElement);
  const colours = {};
  for (const [name, token] of Object.entries(TOKENS)) {
    colours[name] = forcedColours.matches ? systemColour(name) : style.getPropertyValue(token).trim();
  }
  colours.heat = Array.from({length: 7}, (_, step) => style.getPropertyValue(`--h${step}`).trim());
  colours.forced = forcedColours.matches;
  return colours;
}

/** With forced colours every line has the text's colour, and the dash tells lines apart. */
function systemColour(name) {
  if (name === 'surface') {
    return 'Canvas';
  }
  if (name === 'grid' || name === 'border') {
    return 'GrayText';
  }
  return name === 'accent' ? 'Highlight' : 'CanvasText';
}

export const palette = signal(read());

const refresh = () => (palette.value = read());
new MutationObserver(refresh).observe(document.documentElement, {attributeFilter: ['data-theme']});
forcedColours.addEventListener('change', refresh);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', refresh);

/** @returns {string} the colour with an alpha, for areas and bands */
export function fade(colour, alpha) {
  if (!colour.startsWith('#')) {
    return 'transparent';
  }
  const full = colour.length === 4 ? colour.replace(/[^#]/g, '$&$&') : colour;
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(full.slice(at, at + 2), 16));
  return `rgb(${red} ${green} ${blue}/${alpha})`;
}

/** More than six lines cannot be told apart by colour: the next six are dashed. */
export function dashOf(index) {
  if (palette.value.forced) {
    return [[], [6, 4], [2, 3], [10, 4, 2, 4], [1, 5], [12, 5]][index % 6];
  }
  return index >= 6 ? [6, 4] : [];
}
