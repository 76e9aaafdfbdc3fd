/** The range picker: presets, own range, arrows, and the way back to live. */
import {clock, dateTime, zoneName} from '../core/format.js';
import {html, nothing} from '../../vendor/lit-html.js';
import {t} from '../core/i18n.js';
import {icon} from './icons.js';
import {PRESETS, isLive, presetOf} from './range-model.js';

/**
 * @param {import('./range-model.js').Range} range
 * @param {import('./range-model.js').Span} span what is shown now
 * @param {{preset: (name: string) => void, custom: () => void, shift: (direction: number) => void, live: () => void,
 *   reset: () => void}} actions
 */
export function rangePicker(range, span, paused, actions) {
  const live = isLive(range) && !paused;
  return html`<div class="range" role="group" aria-label=${t('range.label', {zone: zoneName()})}>
    ${arrow('range.earlier', 'range-arrow-back', () => actions.shift(-1), false)}
    <div class="segments">
      ${Object.keys(PRESETS).map((name) => preset(name, range, actions))} ${customButton(range, span, actions)}
    </div>
    ${arrow('range.later', '', () => actions.shift(1), live)}
    <span class="range-zone" title=${t('range.zone', {zone: zoneName()})}>${zoneName()}</span>
    ${range.zoom && range.base.kind === 'fixed' ? html`<button type="button" class="button" @click=${actions.reset}>${t('range.reset')}</button>` : nothing}
    ${
      live
        ? nothing
        : html`<button type="button" class="button range-live" @click=${actions.live}>
          ${icon('play', 14)} ${t('range.paused')}</button>`
    }
  </div>`;
}

function preset(name, {base}, actions) {
  const chosen = base.kind === 'live' && presetOf(base.length) === name;
  return html`<button
    type="button"
    aria-pressed=${String(chosen)}
    aria-label=${t(`range.preset.${name}.long`)}
    @click=${() => actions.preset(name)}
  >
    ${t(`range.preset.${name}`)}
  </button>`;
}

function customButton({base, zoom}, span, actions) {
  const fixed = base.kind === 'fixed' || zoom !== null;
  return html`<button type="button" class="range-custom" aria-pressed=${String(base.kind === 'fixed')} @click=${actions.custom}>
    ${fixed ? spanText(span) : t('range.custom')}
  </button>`;
}

/** @param {import('./range-model.js').Span} span "07:05 – 07:25", with the day when it is not today */
export function spanText({from, to}) {
  const today = new Date().toDateString();
  const near = [from, to].every((time) => new Date(time).toDateString() === today);
  const short = (time) => (near ? clock(time, {seconds: to - from < 600_000}) : dateTime(time));
  return `${short(from)} – ${short(to)}`;
}

function arrow(label, look, act, disabled) {
  return html`<button
    type="button"
    class="button square range-arrow ${look}"
    aria-label=${t(label)}
    title=${t(label)}
    ?disabled=${disabled}
    @click=${act}
  >
    ${icon('chevron', 16)}
  </button>`;
}
