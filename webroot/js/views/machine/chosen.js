/** A chart of one row of a table: choosing another row puts another chart in its place. */
import {effect, signal} from '../../../vendor/signals-core.js';

/**
 * @param {() => string|null} first what is shown until somebody chooses; null while nothing is known
 * @param {(name: string) => import('./feed.js').ChartFeed} open
 */
export function chosenChart(first, open) {
  const name = signal(null);
  let feed = null;
  let shown = null;
  const close = () => {
    feed?.destroy();
    feed = null;
  };
  const stop = effect(() => {
    const wanted = name.value ?? first();
    if (wanted === null || wanted === shown) {
      return;
    }
    close();
    shown = wanted;
    feed = open(wanted);
  });
  return {
    /** @param {string} candidate */
    is: (candidate) => candidate === (name.value ?? first()),
    choose: (candidate) => (name.value = candidate),
    destroy: () => {
      stop();
      close();
    },
  };
}
