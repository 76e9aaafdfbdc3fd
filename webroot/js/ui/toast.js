/** A short word at the edge of the page that goes away by itself; said to screen readers politely. */
const STAYS = 5000;

/** @param {string} text */
export function toast(text) {
  const region = document.getElementById('toasts');
  const note = document.createElement('div');
  note.className = 'toast';
  note.textContent = text;
  region.append(note);
  setTimeout(() => note.remove(), STAYS);
}
