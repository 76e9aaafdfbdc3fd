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

/* All modules of the view in the address are asked for at once, instead of each when its importer has arrived. */
(function () {
  var fleet = 'core/order core/query core/urlstate ui/colours ui/sparkline views/fleet views/fleet/card views/fleet/choice ' +
    'views/fleet/facts views/fleet/placeholder views/fleet/selection views/fleet/tiles views/fleet/tools';
  var machine = 'core/derive core/history core/history-live core/history-read core/urlstate ui/brush ui/brush-pointer ui/chart ' +
    'ui/chart-begins ui/chart-cursor ui/chart-draw ui/chart-input ui/chart-legend ui/chart-overlay ui/chart-palette ' +
    'ui/chart-panel ui/chart-plot ui/chart-readout ui/chart-table ui/chart-time ui/chart-units ui/range ui/range-model ' +
    'views/machine views/machine/address views/machine/charts views/machine/connection views/machine/feed ' +
    'views/machine/header views/machine/layout views/machine/overview views/machine/page views/machine/series ' +
    'views/machine/shortcuts views/machine/sources views/machine/tabs views/machine/tracks';
  var reads = false;
  try {
    reads = localStorage.getItem('atalaia.reads') === 'yes';
  } catch (error) {
    /* As above. */
  }
  var path = location.pathname.slice(new URL(document.baseURI).pathname.length);
  var names = path === '' ? fleet : /^machines\//.test(path) ? machine : '';
  var ask = function (address, rel, as) {
    var link = document.createElement('link');
    link.rel = rel;
    link.as = as;
    link.crossOrigin = as === 'fetch' ? '' : null;
    link.href = address;
    document.head.append(link);
  };
  names.split(' ').filter(Boolean).forEach(function (name) {
    ask('js/' + name + '.js', 'modulepreload', 'script');
  });
  // What is refused to who may not read would be asked for in vain.
  if (reads && !/^(login|setup)$/.test(path)) {
    ask('api/v1/fleet', 'preload', 'fetch');
  }
  if (names) {
    ask(names === fleet ? 'css/fleet.css' : 'css/machine.css', 'preload', 'style');
  }
})();
