/** Arrow keys among many links that are one stop for Tab. */

/**
 * @param {{element: HTMLElement, grid: ReturnType<typeof import('./virtual-grid.js').createVirtualGrid>, count: () => number,
 *   link: (item: any) => HTMLElement}} options
 */
export function createRoving({element, grid, count, link}) {
  let current = 0;

  const mark = () => {
    for (const item of grid.items()) {
      link(item).tabIndex = item.place === current ? 0 : -1;
    }
  };

  /** @param {number} place */
  const moveTo = (place) => {
    current = Math.max(0, Math.min(count() - 1, place));
    const item = grid.reveal(current);
    mark();
    link(item).focus({preventScroll: true});
  };

  const placeOf = (/** @type {EventTarget} */ target) => {
    for (const item of grid.items()) {
      if (item.node.contains(/** @type {Node} */ (target))) {
        return item.place;
      }
    }
    return -1;
  };

  element.addEventListener('focusin', ({target}) => {
    const place = placeOf(target);
    if (place >= 0 && place !== current) {
      current = place;
      mark();
    }
  });

  element.addEventListener('keydown', (event) => {
    const columns = grid.columns();
    const forward = getComputedStyle(element).direction === 'rtl' ? -1 : 1;
    const steps = {ArrowDown: columns, ArrowUp: -columns, ArrowRight: forward, ArrowLeft: -forward, j: 1, k: -1, Home: -count(), End: count()};
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in steps) || placeOf(event.target) < 0) {
      return;
    }
    event.preventDefault();
    moveTo(current + steps[event.key]);
  });

  return {
    /** After the grid put other items on the screen: one of them must be reachable by Tab. */
    refresh() {
      current = Math.min(current, Math.max(0, count() - 1));
      const places = [...grid.items()].map((item) => item.place);
      if (places.length > 0 && !places.includes(current)) {
        current = Math.min(...places);
      }
      mark();
    },
    enter: () => count() > 0 && moveTo(current),
  };
}
