/** The page's state in the address bar: a link shows the same screen to another reader. */
import {replaceSearch} from '../../shell/router.js';
import {buildSearch, parseSearch} from '../../core/urlstate.js';
import {parseRange, rangeState} from '../../ui/range-model.js';

/** `hide=cpu:steal,iowait;memory:swap` */
export function readAddress() {
  const state = parseSearch(location.search);
  const hidden = (state.hide ?? '')
    .split(';')
    .filter((part) => part.includes(':'))
    .map((part) => [part.slice(0, part.indexOf(':')), new Set(part.slice(part.indexOf(':') + 1).split(','))]);
  return {range: parseRange(state), hidden};
}

/** @param {import('./page.js').Page} page */
export function writeAddress(page) {
  replaceSearch(searchOf(page));
}

/** @param {import('./page.js').Page} page */
export function searchOf(page) {
  const hide = Array.from(page.hidden)
    .filter(([, lines]) => lines.size > 0)
    .map(([chart, lines]) => `${chart}:${Array.from(lines).join(',')}`)
    .join(';');
  const {r, from, to} = rangeState(page.range.value);
  return buildSearch({r, from, to, hide: hide || null});
}
