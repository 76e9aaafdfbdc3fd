/** A small panel below a button; closes by Escape and by a click elsewhere. */
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
    <button class="button ghost" aria-expanded=${open} @click=${() => set(!open)}>${picture}${label}</button>
    ${open ? html`<div class="menu-panel" role="group" aria-label=${label}>${content()}</div>` : nothing}`, node);
  const set = (/** @type {boolean} */ wanted) => {
    open = wanted;
    draw();
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
      set(false);
      node.querySelector('button').focus();
    }
  });
  document.addEventListener('pointerdown', outside);
  draw();
  return {node, draw, destroy: () => document.removeEventListener('pointerdown', outside)};
}
