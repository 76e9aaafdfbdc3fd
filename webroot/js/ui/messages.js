/** Words to the reader: a short one that goes away by itself, and what went wrong. */
import {t} from '../core/i18n.js';
import {clock} from '../core/format.js';

const STAYS = 5000;

/** Said to screen readers politely. @param {string} text */
export function toast(text) {
  const region = document.getElementById('toasts');
  const note = document.createElement('div');
  note.className = 'toast';
  note.textContent = text;
  region.append(note);
  setTimeout(() => note.remove(), STAYS);
}

/**
 * What went wrong, when, and the number under which the gateway's log knows it.
 * @param {import('../net/api.js').ApiProblem|null} problem
 */
export function problemText(problem) {
  const why = problem?.status ? problem.message : t('error.unreachable');
  const time = clock(Date.now());
  return problem?.requestId ? t('error.full', {why, time, id: problem.requestId}) : t('error.brief', {why, time});
}
