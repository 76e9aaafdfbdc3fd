/** Style sheets of a view, loaded with the view and kept. */

/**
 * @param {string} path "css/machine.css"
 * @returns {Promise<void>} done when the rules hold, so that nothing is shown without them
 */
export function loadStyle(path) {
  if (document.querySelector(`link[data-style="${path}"]`)) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = path;
    link.dataset.style = path;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
