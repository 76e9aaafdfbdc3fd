/** What went wrong, when, and the number under which the gateway's log knows it. */
import {t} from '../core/i18n.js';
import {clock} from '../core/format.js';

/** @param {import('../net/api.js').ApiProblem|null} problem */
export function problemText(problem) {
  const why = problem?.status ? problem.message : t('error.unreachable');
  const time = clock(Date.now());
  return problem?.requestId ? t('error.full', {why, time, id: problem.requestId}) : t('error.brief', {why, time});
}
