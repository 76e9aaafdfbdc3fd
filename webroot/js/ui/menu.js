/** A small panel below a button; closes by Escape, by a click elsewhere, and when a `.menu-item` in it was chosen. */
import {html, nothing, render} from '../../vendor/lit-html.js';

/**
 * @param {string} label
 * @param {unknown} picture
 * @param {() => unknown} content
 */
export function createMenu(label, picture, content) {
  const node = document.createElement('div');
  node.className = 'menu';
  let open = false;
  const draw = () => render(html`
    <button class="button ghost" aria-expanded=${open} @click=${() => set(!open)}>${picture}<span>${label}</span></button>
    ${open ? html`<div class="menu-panel" role="group" aria-label=${label}>${content()}</div>` : nothing}`, node);
  const set = (/** @type {boolean} */ wanted) => {
    open = wanted;
    draw();
  };
  /** What had the focus goes with the panel. */
  const close = () => {
    set(false);
    node.querySelector('button').focus();
  };
  const outside = (/** @type {Event} */ event) => {
    if (open && !node.contains(/** @type {Node} */ (event.target))) {
      set(false);
    }
  };
  node.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  node.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('.menu-item')) {
      close();
    }
  });
  document.addEventListener('pointerdown', outside);
  draw();
  return {node, draw, destroy: () => document.removeEventListener('pointerdown', outside)};
}
