// Mouse and fingers on the picture: they point, pin with a click, move what is zoomed, and zoom.

/** @typedef {import("./views.js").Spot} Spot */

const STEADY = 4; // px: a shorter way is a click
const WHEEL = 300; // px of wheel for e times as close

export class Pointer {
  /** @param {import("./wipe.js").Wipe} wipe @param {HTMLElement} face */
  constructor(wipe, face) {
    this.wipe = wipe;
    this.face = face;
    /** Where the fingers on the picture are, by their ids. @type {Map<number, Spot>} */
    this.fingers = new Map();
    /** @type {?Spot} */
    this.start = null; // of what may still be a click
    this.listen();
  }

  listen() {
    const { face } = this;
    face.addEventListener("pointerdown", (event) => this.press(event));
    face.addEventListener("pointermove", (event) => this.move(event));
    face.addEventListener("pointerup", (event) => this.release(event));
    face.addEventListener("pointercancel", ({ pointerId }) => this.fingers.delete(pointerId));
    face.addEventListener("pointerleave", () => this.wipe.point(null));
    face.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  /** @returns {Spot} */
  spotOf({ clientX, clientY }) {
    const { left, top } = this.face.getBoundingClientRect();
    return { x: clientX - left - this.face.clientLeft, y: clientY - top - this.face.clientTop };
  }

  press(event) {
    if (event.button !== 0) return;
    const spot = this.spotOf(event);
    this.fingers.set(event.pointerId, spot);
    this.face.setPointerCapture(event.pointerId);
    this.start = this.fingers.size === 1 ? spot : null;
  }

  move(event) {
    const spot = this.spotOf(event);
    const before = [...this.fingers.values()];
    if (!before.length) return event.pointerType !== "touch" && this.wipe.point(spot);
    if (this.start && apart([this.start, spot]) < STEADY) return;
    this.start = null;
    const last = this.fingers.get(event.pointerId);
    this.fingers.set(event.pointerId, spot);
    if (before.length === 1) return this.wipe.shift(spot.x - last.x, spot.y - last.y);
    const now = [...this.fingers.values()];
    this.wipe.zoom(apart(now) / Math.max(1, apart(before)), between(now));
  }

  release(event) {
    if (!this.fingers.delete(event.pointerId) || !this.start) return;
    this.wipe.pinAt(this.start);
    this.start = null;
  }

  /** The wheel alone scrolls the page until the picture was clicked; pinching on a touchpad comes as a wheel with Ctrl. */
  wheel(event) {
    if (!event.ctrlKey && !this.wipe.hasFocus()) return;
    event.preventDefault();
    this.wipe.zoom(Math.exp(-event.deltaY / WHEEL), this.spotOf(event));
  }
}

/** @param {Spot[]} spots */
function apart([one, other]) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

/** @param {Spot[]} spots @returns {Spot} */
function between([one, other]) {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
