/** Tells screen readers which services changed, gathered over five seconds; figures are never spoken. */
import {t} from '../../core/i18n.js';
import {number} from '../../core/format.js';

const EVERY = 5000;

/** @param {HTMLElement} region @returns {(entries: import('../../core/services.js').Entry[]) => void} told of all whenever something changed */
export function speakChanges(region) {
  /** @type {Map<string, string>|null} */
  let spoken = null;
  let at = 0;
  return (entries) => {
    const now = new Map(entries.map(({id, health}) => [id, health]));
    if (!spoken || spoken.size === 0) {
      spoken = now;
      return;
    }
    if (performance.now() - at < EVERY) {
      return;
    }
    const before = spoken;
    const words = ['failing', 'passing'].map((health) => {
      const changed = entries.filter((entry) => entry.health === health && before.has(entry.id) && before.get(entry.id) !== health);
      return changed.length === 1 ? t('services.became', {name: changed[0].name, health: t(`services.${health}`)})
        : changed.length > 1 ? t('services.manyBecame', {n: number(changed.length), health: t(`services.${health}`)}) : '';
    }).filter(Boolean);
    spoken = now;
    if (words.length > 0) {
      at = performance.now();
      region.textContent = words.join('. ');
    }
  };
}
