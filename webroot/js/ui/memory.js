/** What the reader chose, kept on this computer. Storage may be forbidden: a choice then lasts as long as the page. */

/** Under this name it is told to the other tabs that their reader logged out. */
export const LEFT = 'atalaia.left';

/** @param {string} name @returns {string|null} */
export function recall(name) {
  try {
    return localStorage.getItem(`atalaia.${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(`atalaia.${name}`, value);
  } catch {
    // As above.
  }
}
