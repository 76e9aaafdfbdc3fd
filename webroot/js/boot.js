/* Blocking on purpose: the theme must be right before the first pixel, or a dark room is lit by a white flash. */
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('atalaia.theme');
  } catch (error) {
    /* Storage may be forbidden; then the system's choice stands. */
  }
  var dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
