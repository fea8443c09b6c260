// The keyboard's way over the numbers of the picture: one of them at a time is a button, and the arrow keys lead to the next.

import { makeHtml } from "./dom.js";
import { nextBox } from "./geometry.js";
/** @import { Address } from "./origins.js" */

const SMALLEST = 24; // px: the least that a button may measure

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * Cover an element of the frame with another one, which may not be smaller than something.
 * @param {HTMLElement} above
 * @param {Element} element
 * @param {HTMLElement} frame
 * @param {number} [least]  px
 */
export function coverElement(above, element, frame, least = 0) {
  const [outer, box] = [frame.getBoundingClientRect(), element.getBoundingClientRect()];
  const [width, height] = [Math.max(least, box.width), Math.max(least, box.height)];
  const [left, top] = [box.x - outer.x + (box.width - width) / 2, box.y - outer.y + (box.height - height) / 2];
  Object.assign(above.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

/**
 * @typedef {Object} Numbers
 * @property {() => Address[]} addresses           all that are shown
 * @property {() => Address} first                 where the way begins
 * @property {(address: Address) => boolean} has   whether it is shown
 * @property {(address: Address, direction: [number, number]) => ?Address} beside  the next one on the same slab
 * @property {(address: Address) => Element} shown
 * @property {(address: Address) => string} named  with its value
 * @property {(address: Address) => void} point
 * @property {(address: Address) => void} leave    unless another one is pointed at by now
 * @property {(address: Address) => void} choose   by Enter
 */

export class NumberFocus {
  /**
   * @param {HTMLElement} frame  of the picture
   * @param {Element} words      that describe the number
   * @param {Numbers} numbers
   */
  constructor(frame, words, numbers) {
    this.frame = frame;
    this.words = words;
    this.numbers = numbers;
    /** @type {?Address} */
    this.address = null;
    /** @type {?HTMLButtonElement} */
    this.button = null;
  }

  /** Say the number as it is now; where its row has closed, another one is chosen. */
  refresh() {
    if (!this.reaches(this.address)) this.address = this.numbers.first();
    this.button ??= this.newButton();
    this.button.ariaLabel = this.numbers.named(this.address);
  }

  /** @param {?Address} address */
  reaches(address) {
    return address !== null && this.numbers.has(address);
  }

  /** After the picture was laid out anew. */
  settle() {
    if (this.holdsFocus()) this.reach();
  }

  holdsFocus() {
    return this.button.matches(":focus");
  }

  /** Lie over the number, and light it up. */
  reach() {
    this.place();
    this.numbers.point(this.address);
  }

  /** @returns {HTMLButtonElement} */
  newButton() {
    const button = makeHtml("button", "number-focus", this.frame);
    button.type = "button";
    button.setAttribute("aria-describedby", this.words.id);
    button.addEventListener("focus", () => this.reach());
    button.addEventListener("blur", () => this.numbers.leave(this.address));
    button.addEventListener("click", () => this.numbers.choose(this.address));
    button.addEventListener("keydown", (event) => this.move(event));
    return button;
  }

  /** Lie over the number. */
  place() {
    coverElement(this.button, this.numbers.shown(this.address), this.frame, SMALLEST);
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    const direction = DIRECTIONS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const next = this.numbers.beside(this.address, direction) ?? this.nearest(direction);
    if (next !== this.address) this.focus(next);
  }

  /**
   * The next number in a direction, wherever it is.
   * @param {[number, number]} direction
   * @returns {Address}
   */
  nearest(direction) {
    const addresses = this.numbers.addresses();
    const boxes = addresses.map((address) => this.numbers.shown(address).getBoundingClientRect());
    return addresses[nextBox(boxes, addresses.indexOf(this.address), direction)];
  }

  /**
   * A new number is a new button: a screen reader does not read a button again because its name has changed.
   * @param {Address} address
   */
  focus(address) {
    const before = this.button;
    this.address = address;
    this.button = this.newButton();
    this.refresh();
    this.button.focus({ preventScroll: true });
    before.remove();
  }
}
