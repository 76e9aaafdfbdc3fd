/** Keys of this page; the shell knows when a key belongs to a field instead. */
import {paused, setPaused} from '../../core/store.js';
import {onKey} from '../../shell/shortcuts.js';
import {goLive, reset, scaled, shifted} from '../../ui/range-model.js';

/** @param {import('./page.js').Page} page @returns {() => void} */
export function bindShortcuts(page) {
  const change = (next) => () => page.setRange(next(page.range.value, page.now(), page.begins.value));
  return onKey({
    '[': change((range, now, begins) => shifted(range, -1, now, begins)),
    ']': change((range, now, begins) => shifted(range, 1, now, begins)),
    '-': change((range, now) => scaled(range, 2, now)),
    '=': change((range, now) => scaled(range, 0.5, now)),
    0: change(reset),
    ' ': () => (page.live.value ? setPaused(!paused.value) : page.setRange(goLive(page.range.value))),
    Escape: () => page.cursor.place(null),
  });
}
