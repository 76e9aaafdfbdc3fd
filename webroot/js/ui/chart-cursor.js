/** One cursor for all charts of a page: they show the same instant, whichever of them has the pointer or the focus. */

/**
 * @typedef {object} CursorMember
 * @property {(time: number|null) => void} showCursor
 * @property {() => number|null} [hoverTime] time below a resting pointer, which moves on under a live chart
 */
export class CursorGroup {
  /** @type {Set<CursorMember>} */
  #members = new Set();
  /** @type {CursorMember|null} */
  #hovering = null;
  /** @type {number|null} */
  time = null;
  pinned = false;

  /** @param {CursorMember} member @returns {() => void} */
  join(member) {
    this.#members.add(member);
    return () => this.#members.delete(member);
  }

  /** The pointer moves: a pinned cursor stays where it was pinned. */
  hover(time, member) {
    if (this.pinned) {
      return;
    }
    this.#hovering = time === null ? null : member;
    this.#show(time);
  }

  /** The keyboard or a pin moves: that goes before the pointer. */
  place(time) {
    this.#hovering = null;
    if (time === null) {
      this.pinned = false;
    }
    this.#show(time);
  }

  pin(pinned) {
    this.pinned = pinned && this.time !== null;
    this.#show(this.time);
  }

  /** After a redraw: the same pixel is another time now, or the same time another pixel. */
  refresh() {
    if (this.time === null) {
      return;
    }
    this.#show(this.#hovering?.hoverTime?.() ?? this.time);
  }

  #show(time) {
    this.time = time;
    for (const member of this.#members) {
      member.showCursor(time);
    }
  }
}
