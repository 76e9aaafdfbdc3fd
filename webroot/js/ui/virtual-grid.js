/**
 * A grid that scrolls with the page and holds only the items that are seen: nodes are used again for other places.
 * The item that has the focus is never taken away from under the reader.
 */

/**
 * @typedef {{node: HTMLElement, place: number}} Item
 * @typedef {object} Options
 * @property {HTMLElement} element
 * @property {() => Item} create
 * @property {(item: any, place: number) => void} bind the item now stands at this place
 * @property {(item: any) => void} paint draw the newest figures
 * @property {(width: number) => {columns: number, height: number, gap: number}} measure
 * @property {(places: number[]) => void} [shown] after the set of seen places changed
 */

/** @param {Options} options */
export function createVirtualGrid({element, create, bind, paint, measure, shown}) {
  /** @type {Map<number, Item>} */
  const placed = new Map();
  /** @type {Item[]} */
  const spare = [];
  let count = 0;
  let size = {columns: 1, height: 1, gap: 0, width: 0};
  let frame = 0;

  /** @param {number} place */
  const put = (place) => {
    const item = spare.pop() ?? create();
    item.place = place;
    placed.set(place, item);
    position(item);
    bind(item, place);
    if (item.node.parentNode !== element) {
      element.append(item.node);
    }
    item.node.hidden = false;
    paint(item);
  };

  /** @param {Item} item */
  const position = ({node, place}) => {
    const {columns, width, gap, height} = size;
    const across = (width - gap * (columns - 1)) / columns;
    node.style.inlineSize = `${across}px`;
    node.style.insetInlineStart = `${(place % columns) * (across + gap)}px`;
    node.style.insetBlockStart = `${Math.floor(place / columns) * (height + gap)}px`;
  };

  const seen = () => {
    const top = element.getBoundingClientRect().top;
    const row = size.height + size.gap;
    const first = Math.max(0, Math.floor(-top / row) - 1);
    const last = Math.floor((innerHeight - top) / row) + 1;
    return [first * size.columns, Math.min(count - 1, (last + 1) * size.columns - 1)];
  };

  const sync = () => {
    frame = 0;
    const [first, last] = seen();
    let changed = false;
    for (const [place, item] of placed) {
      const outside = place < first || place > last;
      if (place >= count || (outside && !item.node.contains(document.activeElement))) {
        placed.delete(place);
        item.node.hidden = true;
        spare.push(item);
        changed = true;
      }
    }
    for (let place = first; place <= last; place++) {
      if (!placed.has(place)) {
        put(place);
        changed = true;
      }
    }
    if (changed) {
      shown?.([...placed.keys()]);
    }
  };

  const layout = () => {
    const width = element.clientWidth;
    size = {...measure(width), width};
    element.style.blockSize = `${Math.max(0, Math.ceil(count / size.columns) * (size.height + size.gap) - size.gap)}px`;
    placed.forEach(position);
    sync();
    placed.forEach(paint);
  };

  const schedule = () => {
    frame ||= requestAnimationFrame(sync);
  };
  const observer = new ResizeObserver(() => element.clientWidth !== size.width && layout());
  observer.observe(element);
  addEventListener('scroll', schedule, {passive: true});
  addEventListener('resize', schedule);

  return {
    /** @param {number} total also after a change of order: every item is bound anew */
    setCount(total) {
      count = total;
      layout();
      placed.forEach((item) => {
        bind(item, item.place);
        paint(item);
      });
      shown?.([...placed.keys()]);
    },
    layout,
    paint: () => placed.forEach(paint),
    columns: () => size.columns,
    /** @param {number} place brings it onto the screen and answers its item */
    reveal(place) {
      if (!placed.has(place)) {
        put(place);
      }
      const item = placed.get(place);
      item.node.scrollIntoView({block: 'nearest'});
      return item;
    },
    items: () => placed.values(),
    destroy() {
      observer.disconnect();
      cancelAnimationFrame(frame);
      removeEventListener('scroll', schedule);
      removeEventListener('resize', schedule);
      element.replaceChildren();
    },
  };
}
