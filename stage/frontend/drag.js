// A number is changed by dragging it up or down. What follows from it the page works out meanwhile.

import { makeHtml, placeOver } from "./dom.js";
import { nearestPossible } from "./edit.js";
import { numberText } from "./numbers.js";
/** @import { Change, Limits } from "./edit.js" */
/** @import { Address } from "./origins.js" */

const BEGINS = 5; // px: less is a click
const STEP = 8; // px: the way to the next number
const PATIENCE = 600; // ms: so long the page may take to show a change before the next one is told

/**
 * A number that can be changed.
 * @typedef {{address: Address, change: Change, value: number, name: string, limits: Limits, element: Element}} Changeable
 *
 * @typedef {Object} Held
 * @property {Changeable} number
 * @property {number} x       where the pointer took it
 * @property {number} y
 * @property {number} id      of the drag
 * @property {number} value   as it is now
 * @property {?number} told   what the page knows of it
 * @property {boolean} begun  whether it has been moved
 */

/**
 * The number after a way up or, below 0, down: whole numbers go by 1, others by tenths.
 * @param {number} value
 * @param {number} up  px
 * @param {Limits} limits
 * @returns {number}
 */
export function draggedValue(value, up, limits) {
  const step = Number.isInteger(value) ? 1 : Math.max(0.1, limits.step);
  return nearestPossible(value + step * Math.round(up / STEP), limits);
}

export class NumberDrag {
  /**
   * @param {HTMLElement} frame  of the picture
   * @param {Object} picture
   * @param {(event: PointerEvent) => ?Changeable} picture.numberAt  that a pointer may drag
   * @param {(number: Changeable) => void} picture.begin
   * @param {() => void} picture.end
   * @param {(change: Change) => void} picture.report
   */
  constructor(frame, picture) {
    this.frame = frame;
    this.picture = picture;
    /** @type {?Held} */
    this.held = null;
    this.waiting = 0; // for the page to show a change: the number of a timer
    this.shown = makeHtml("output", "number-field", frame);
    this.shown.hidden = true;
    this.escape = (event) => this.key(event);
    frame.addEventListener("pointerdown", (event) => this.take(event));
    frame.addEventListener("pointermove", (event) => this.move(event));
    frame.addEventListener("pointerup", () => this.drop());
    frame.addEventListener("pointercancel", () => this.cancel());
    // A finger that holds a number does not scroll. What it touched hears its moves, also once the picture is drawn anew.
    const stay = (event) => this.held && event.preventDefault();
    frame.addEventListener("touchstart", (event) => event.target.addEventListener("touchmove", stay, { passive: false }), { passive: false });
  }

  isActive() {
    return this.held !== null && this.held.begun;
  }

  /** @param {PointerEvent} event */
  take(event) {
    const number = event.button === 0 && event.isPrimary ? this.picture.numberAt(event) : null;
    this.held = number && { number, x: event.clientX, y: event.clientY, id: Date.now(), value: number.value, told: null, begun: false };
  }

  /** Whether a pointer drags a number: up or down, not to the side. @param {PointerEvent} event */
  isDraggedBy({ clientX, clientY }) {
    return this.held !== null && Math.abs(clientY - this.held.y) >= Math.abs(clientX - this.held.x);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { held } = this;
    if (!held) return;
    if (!held.begun) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < BEGINS) return;
      if (!this.isDraggedBy(event)) return this.forget();
      this.begin(event);
    }
    held.value = draggedValue(held.number.value, held.y - event.clientY, held.number.limits);
    this.shown.textContent = numberText(held.value);
    this.tell();
  }

  /** @param {PointerEvent} event */
  begin(event) {
    this.frame.setPointerCapture(event.pointerId);
    this.picture.begin(this.held.number);
    this.held.begun = true;
    this.shown.hidden = false;
    this.shown.ariaLabel = this.held.number.name;
    placeOver(this.shown, this.held.number.element, this.frame);
    addEventListener("keydown", this.escape, { capture: true });
  }

  /** Tell the page the number as it is, once it has shown the one before. */
  tell() {
    const { held } = this;
    if (this.waiting || held.value === (held.told ?? held.number.value)) return;
    this.waiting = setTimeout(() => this.answered(), PATIENCE);
    this.report();
  }

  report() {
    const { number, value, id } = this.held;
    this.held.told = value;
    this.picture.report({ ...number.change, value, drag: id });
  }

  /** The page has shown what was told, or takes too long. */
  answered() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (this.isActive()) this.tell();
  }

  /** Leave the number as it is. */
  drop() {
    if (this.isActive() && this.held.value === this.held.number.value) this.takeBack();
    else if (this.isActive() && this.held.value !== this.held.told) this.report();
    this.forget();
  }

  /** Leave the number as it was. */
  cancel() {
    if (this.isActive()) this.takeBack();
    this.forget();
  }

  takeBack() {
    if (this.held.told !== null) this.picture.report({ kind: "undo", drag: this.held.id });
  }

  forget() {
    const wasActive = this.isActive();
    this.held = null;
    if (!wasActive) return;
    this.shown.hidden = true;
    removeEventListener("keydown", this.escape, { capture: true });
    this.picture.end();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.cancel();
  }
}
