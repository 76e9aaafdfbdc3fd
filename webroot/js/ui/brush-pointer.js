/** Dragging on the brush strip: a handle resizes, the window moves, and free ground draws a new window. */

/**
 * @param {Record<'strip'|'window'|'start'|'end', HTMLElement>} parts
 * @param {(kind: string, shift?: number|[number, number], before?: object) => any} drag
 */
export function bindBrushPointer({strip, window: box, start, end}, drag) {
  const shareAt = (event) => {
    const rect = strip.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - rect.left) / rect.width));
  };
  const kinds = new Map([
    [start, 'start'],
    [end, 'end'],
    [box, 'window'],
  ]);
  const kindOf = (target) => kinds.get(target) ?? 'new';
  strip.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) {
      return;
    }
    const origin = shareAt(event);
    const whole = box.offsetWidth >= strip.clientWidth - 2;
    const kind = kindOf(event.target) === 'window' && whole ? 'new' : kindOf(event.target);
    const before = drag('start-of-drag');
    const move = (next) => drag(kind, kind === 'new' ? [origin, shareAt(next)] : shareAt(next) - origin, before);
    const stop = () => {
      strip.removeEventListener('pointermove', move);
      strip.removeEventListener('pointerup', stop);
      strip.removeEventListener('pointercancel', stop);
    };
    strip.setPointerCapture(event.pointerId);
    strip.addEventListener('pointermove', move);
    strip.addEventListener('pointerup', stop);
    strip.addEventListener('pointercancel', stop);
  });
}
