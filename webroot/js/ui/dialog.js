/** Dialogs on the browser's own element: it keeps the focus inside, closes by Escape and gives the focus back. */
import {html, render} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {icon} from './icons.js';

/**
 * @param {{label: string, className?: string, keep?: boolean}} options `keep`: a click beside it does not close it, since what it shows is shown once
 * @returns {{element: HTMLDialogElement, draw: (content: unknown) => void, close: () => void}}
 */
export function openDialog({label, className = '', keep = false}) {
  const element = document.createElement('dialog');
  element.className = `dialog ${className}`;
  element.setAttribute('aria-label', label);
  element.addEventListener('close', () => element.remove());
  element.addEventListener('click', (event) => event.target === element && !keep && element.close());
  document.body.append(element);
  const draw = (/** @type {unknown} */ content) => {
    render(content, element);
    // Shown with its content, so that the browser finds what wants the focus.
    if (!element.open) {
      element.showModal();
    }
  };
  return {element, draw, close: () => element.close()};
}

/**
 * @param {string} title
 * @param {unknown} content
 */
export function openSheet(title, content) {
  const dialog = openDialog({label: title, className: 'sheet'});
  dialog.draw(html`
    <header class="sheet-head">
      <h2>${title}</h2>
      <button class="button ghost square" aria-label=${t('action.close')} @click=${dialog.close}>${icon('close')}</button>
    </header>
    <div class="sheet-body">${content}</div>`);
  return dialog;
}
