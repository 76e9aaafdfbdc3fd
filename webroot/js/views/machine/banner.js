/** Why the machine is not Normal, in one line for each reason. */
import {duration, percent} from '../../core/format.js';
import {html, nothing} from '../../core/html.js';
import {t} from '../../core/i18n.js';
import {stateIcon} from '../../ui/icons.js';

/** @param {import('./page.js').Page} page */
export function banner(page) {
  const reasons = page.offline.value ? [] : (page.frame.value?.reasons ?? page.machine.value?.reasons ?? []);
  if (reasons.length === 0) {
    return nothing;
  }
  return html`<ul class="reasons">
    ${reasons.map((reason) => reasonRow(reason, page.now()))}
  </ul>`;
}

function reasonRow({metric, level, value, threshold, since, device}, now) {
  return html`<li class="reason" data-severity=${level}>
    ${stateIcon(level)}
    <b>${t(`machine.reason.${metric}`)} ${device ? html`<bdi dir="ltr">${device}</bdi> ` : nothing}${percent(value)}</b>
    <span>${t('machine.reason.threshold', {value: percent(threshold)})}</span>
    <span class="quiet">${t('machine.reason.for', {age: roughly((now - since) / 1000)})}</span>
  </li>`;
}

/** Seconds matter in the first minute only. */
function roughly(seconds) {
  return duration(seconds < 60 ? seconds : seconds - (seconds % 60));
}
