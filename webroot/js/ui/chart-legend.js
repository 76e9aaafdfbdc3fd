/** Legend entries: each is a button that shows or hides its line, with the value at the cursor or else the latest. */
import {t} from '../core/i18n.js';
import {dashOf} from './chart-palette.js';

/**
 * @param {HTMLElement} target
 * @param {{id: string, label: string, colour: string}[]} tracks
 * @param {(id: string, alone: boolean) => void} onToggle
 */
export function createLegend(target, tracks, onToggle) {
  const entries = tracks.map((track, index) => entry(track, index, onToggle));
  target.replaceChildren(...entries.map(({button}) => button));
  return {
    /** @param {(index: number) => string} textOf */
    show(textOf) {
      entries.forEach(({value}, index) => {
        const text = textOf(index);
        if (value.textContent !== text) {
          value.textContent = text;
        }
      });
    },
    /** @param {Set<string>} hidden */
    mark(hidden) {
      tracks.forEach((track, index) =>
        entries[index].button.setAttribute('aria-pressed', String(!hidden.has(track.id))),
      );
    },
  };
}

function entry(track, index, onToggle) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'chart-entry';
  button.dataset.colour = track.colour;
  button.title = t('chart.entry.hint', {label: track.label});
  const mark = document.createElement('i');
  mark.className = dashOf(index).length > 0 ? 'chart-mark chart-mark-dashed' : 'chart-mark';
  const label = document.createElement('bdi');
  label.textContent = track.label;
  const value = document.createElement('b');
  button.append(mark, label, value);
  button.addEventListener('click', (event) => onToggle(track.id, event.altKey));
  return {button, value};
}

/** Hides or shows one line; alone shows only that one, and a second time all of them. */
export function toggled(hidden, tracks, id, alone) {
  const others = tracks.map((track) => track.id).filter((other) => other !== id);
  if (alone) {
    const already = !hidden.has(id) && others.every((other) => hidden.has(other));
    return new Set(already ? [] : others);
  }
  const next = new Set(hidden);
  if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}
