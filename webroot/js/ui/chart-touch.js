/** The cursor by finger: press and hold, then slide. A short touch still scrolls the page. */

const HOLD = 320;
const SLACK = 10;

/**
 * @param {HTMLElement} target
 * @param {{move: (clientX: number) => void, end: () => void}} cursor
 */
export function bindTouch(target, cursor) {
  let timer = 0;
  let start = null;
  let holding = false;
  const stop = () => {
    clearTimeout(timer);
    if (holding) {
      cursor.end();
    }
    holding = false;
    start = null;
  };
  target.addEventListener(
    'touchstart',
    (event) => {
      stop();
      if (event.touches.length !== 1) {
        return;
      }
      start = event.touches[0];
      timer = setTimeout(() => {
        holding = true;
        cursor.move(start.clientX);
      }, HOLD);
    },
    {passive: true},
  );
  target.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0];
      if (holding) {
        event.preventDefault();
        cursor.move(touch.clientX);
      } else if (start && Math.hypot(touch.clientX - start.clientX, touch.clientY - start.clientY) > SLACK) {
        stop();
      }
    },
    {passive: false},
  );
  target.addEventListener('touchend', stop);
  target.addEventListener('touchcancel', stop);
  target.addEventListener('contextmenu', (event) => holding && event.preventDefault());
}
