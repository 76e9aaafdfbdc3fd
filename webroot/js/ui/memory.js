/** What the reader chose, kept on this computer. Storage may be forbidden: a choice then lasts as long as the page. */

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

/** @param {string} name @param {() => void} act when another tab remembers something under this name */
export function onRemembered(name, act) {
  addEventListener('storage', ({key}) => key === `atalaia.${name}` && act());
}
