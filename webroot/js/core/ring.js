/** Fixed memory for the last so many values: a page left open for a week stays as small as on its first minute. */

/**
 * @typedef {object} Ring
 * @property {(value: number|null|undefined) => void} push
 * @property {() => number} length
 * @property {(index: number) => number} at oldest is 0; NaN is a gap
 * @property {(target: Float64Array) => number} copyTo oldest first, returns how many
 * @property {() => void} clear
 */

/**
 * @param {number} capacity
 * @returns {Ring}
 */
export function createRing(capacity) {
  const values = new Float64Array(capacity);
  let next = 0;
  let count = 0;
  const at = (index) => values[(next - count + index + capacity) % capacity];
  return {
    push(value) {
      values[next] = value ?? NaN;
      next = (next + 1) % capacity;
      count = Math.min(count + 1, capacity);
    },
    length: () => count,
    at,
    copyTo(target) {
      for (let index = 0; index < count; index++) {
        target[index] = at(index);
      }
      return count;
    },
    clear() {
      next = 0;
      count = 0;
    },
  };
}

export const SECONDS = 60;

/** @param {number} second whole seconds since the epoch */
export function slotOf(second) {
  return ((second % SECONDS) + SECONDS) % SECONDS;
}

/**
 * One row of sixty seconds for each machine, all rows sharing the clock: a frame writes one slot of every row.
 * @param {number} rows
 */
export function createSeconds(rows) {
  return new Float32Array(rows * SECONDS).fill(NaN);
}

/**
 * Empties the slots of seconds that no frame came for, so that a gap shows as a gap and not as values of a minute ago.
 * @param {Float32Array} seconds
 * @param {number} from first second to empty
 * @param {number} to second after the last
 */
export function clearSeconds(seconds, from, to) {
  const first = Math.max(from, to - SECONDS);
  for (let second = first; second < to; second++) {
    for (let at = slotOf(second); at < seconds.length; at += SECONDS) {
      seconds[at] = NaN;
    }
  }
}
