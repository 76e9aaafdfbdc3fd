/** All pictures of the page, drawn here so that nothing is fetched and everything takes the colour of its text. */
import {svg, html} from '../../vendor/lit-html.js';

const STROKE = {
  fleet: 'M4.500 4h15A1.500 1.500 0 0 1 21 5.500v4a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 9.500v-4A1.500 1.500 0 0 1 4.500 4zM4.500 13h15a1.500 1.500 0 0 1 1.500 1.500v4a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 18.500v-4A1.500 1.500 0 0 1 4.500 13zM7 7.500h.01M7 16.500h.01M11 7.500h6M11 16.500h6',
  services: 'M12 8.500a2.800 2.800 0 1 0 0-5.500 2.800 2.800 0 0 0 0 5.500zM5.500 21a2.800 2.800 0 1 0 0-5.500 2.800 2.800 0 0 0 0 5.500zM18.500 21a2.800 2.800 0 1 0 0-5.500 2.800 2.800 0 0 0 0 5.500zM10.800 8.300l-4 7.300M13.200 8.300l4 7.300M8.300 18.300h7.400',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.500 4.500',
  pause: 'M8.500 5v14M15.500 5v14',
  play: 'M7 4.500v15l12-7.500z',
  moon: 'M20 14.500A8 8 0 0 1 9.500 4 8 8 0 1 0 20 14.500z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.500v2.200M12 19.300v2.200M2.500 12h2.200M19.300 12h2.200M5.300 5.300l1.500 1.500M17.200 17.200l1.500 1.500M5.300 18.700l1.500-1.500M17.200 6.800l1.500-1.500',
  cards: 'M4 4h6.500v6.500H4zM13.500 4H20v6.500h-6.500zM4 13.500h6.500V20H4zM13.500 13.500H20V20h-6.500z',
  table: 'M4 5h16v14H4zM4 9.700h16M4 14.400h16M9.500 9.700V19',
  map: 'M4 4h4v4H4zM10 4h4v4h-4zM16 4h4v4h-4zM4 10h4v4H4zM10 10h4v4h-4zM16 10h4v4h-4zM4 16h4v4H4zM10 16h4v4h-4z',
  chevron: 'M9 5.500l6.500 6.500L9 18.500',
  down: 'M6 9l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  download: 'M12 4v11M7.500 10.800L12 15.300l4.500-4.500M4.500 20h15',
  columns: 'M4 5h16v14H4zM9.300 5v14M14.700 5v14',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.300 9.500a2.700 2.700 0 1 1 3.900 2.500c-.8.4-1.200.9-1.200 1.800M12 17h.01',
  unplugged: 'M4 4l16 16M9.500 5.500A9 9 0 0 1 20.500 9M3.500 9c.8-.8 1.700-1.500 2.700-2M6.800 12.500c.9-.8 1.900-1.400 3-1.700M12 18.500h.01M9.500 15.500a3.500 3.500 0 0 1 5 0',
  shield: 'M12 3l7.500 3v5.500c0 4.500-3.200 8-7.500 9.500-4.300-1.500-7.500-5-7.500-9.500V6zM12 8.500v4M12 15.700h.01',
  database: 'M5 6c0-1.700 3.100-3 7-3s7 1.300 7 3-3.100 3-7 3-7-1.300-7-3zM5 6v12c0 1.700 3.100 3 7 3s7-1.300 7-3V6M5 12c0 1.700 3.100 3 7 3s7-1.300 7-3',
  pin: 'M9 4h6l-1 6 3.500 3.500h-11L10 10zM12 13.500V20',
  wrench: 'M14.500 6.500a4.200 4.200 0 0 1 5-1l-2.700 2.700 1.900 1.900 2.700-2.700a4.200 4.200 0 0 1-5.700 5.400L9 19.500a1.900 1.900 0 0 1-2.700-2.700l6.700-6.700a4.200 4.200 0 0 1 1.500-3.600z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.8-3.700 3.800-5.500 7.500-5.500s6.700 1.800 7.500 5.500',
  users: 'M9 11.500a3.700 3.700 0 1 0 0-7.400 3.700 3.700 0 0 0 0 7.400zM2.500 19.500c.6-3.200 3.200-5 6.500-5s5.900 1.800 6.500 5M16 4.600a3.700 3.700 0 0 1 0 6.600M18 14.900c1.900.7 3.100 2.300 3.500 4.600',
  enrolment: 'M4.500 4h15A1.500 1.500 0 0 1 21 5.500v5M3 12V5.500A1.500 1.500 0 0 1 4.500 4M3 12v1.500A1.500 1.500 0 0 0 4.500 15H12M9 20h3M17.500 13.500v7M14 17h7',
  audit: 'M6 3.500h12v17H6zM9 8h6M9 12h6M9 16h3.500',
  key: 'M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12.300L19.500 4M16 7.500l3 3',
  open: 'M7 11V7.500a5 5 0 0 1 9.500-2M5 11h14v9.500H5zM12 14.500v2.500',
  sort: 'M8 5v14M4.500 15.500L8 19l3.500-3.500M16 19V5M12.500 8.500L16 5l3.500 3.500',
};

/** Shapes of the states: they differ without any colour. */
const STATES = [
  [['circle', {cx: 12, cy: 12, r: 9, fill: 'none', stroke: 'currentColor', 'stroke-width': 2}], ['path', {d: 'M8 12.300l2.800 2.800L16 9.600', fill: 'none', stroke: 'currentColor', 'stroke-width': 2}]],
  [['path', {d: 'M12 3.200L22 20.500H2z', class: 'fill-alert', 'stroke-width': 1.800, 'stroke-linejoin': 'round'}], ['path', {d: 'M12 9.500v5M12 17.400v.4', class: 'ink-alert', 'stroke-width': 2.200}]],
  [['path', {d: 'M8 2.500h8l5.500 5.500v8L16 21.500H8L2.500 16V8z', class: 'fill-critical'}], ['path', {d: 'M8.800 8.800l6.400 6.400M15.200 8.800l-6.400 6.400', class: 'ink-critical', 'stroke-width': 2.200}]],
  [['circle', {cx: 12, cy: 12, r: 9, fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-dasharray': '4 3'}], ['path', {d: 'M8 12h8', fill: 'none', stroke: 'currentColor', 'stroke-width': 2}]],
];

/** @param {keyof typeof STROKE} name @param {number} [size] */
export const icon = (name, size = 18) => outline(STROKE[name], size);

/** A picture that only one part needs, which brings it along. @param {string} path @param {number} [size] */
export function outline(path, size = 18) {
  return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width="1.800" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;
}

/** @param {number} [size] */
export function logo(size = 22) {
  return html`<svg width=${size} height=${size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true"><path
    d="M16 2c6 0 10.500 2.300 13 5.200l-2.200 2C24.700 6.900 21 5.100 16 5.100S7.300 6.900 5.200 9.200L3 7.200C5.500 4.300 10 2 16 2zM8.500 9h3.200v2.400h2.700V9h3.200v2.400h2.700V9h3.200v7.200l-1.900 1.800 2 11.500h-5V25a2.600 2.600 0 0 0-5.200 0v4.500h-5l2-11.500-1.900-1.800z"></path></svg>`;
}

/**
 * @param {number} state
 * @param {number} [size]
 * @returns {SVGSVGElement} for places that draw without templates
 */
export function stateIcon(state, size = 14) {
  const picture = create('svg', {class: 'icon', width: size, height: size, viewBox: '0 0 24 24', 'stroke-linecap': 'round', 'aria-hidden': 'true'});
  for (const [name, attributes] of STATES[state]) {
    picture.append(create(name, attributes));
  }
  return picture;
}

/**
 * @param {string} name
 * @param {Record<string, string|number>} attributes
 */
function create(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, String(value));
  }
  return element;
}
