// Numbers of the stage are changed where they stand, typed or dragged: which of them, by what, and what happens meanwhile.

import { NumberDrag } from "./drag.js";
import { changeAt, NumberEditor } from "./edit.js";
import { addressOf, numberOrigin } from "./origins.js";
/** @import { Changeable } from "./drag.js" */
/** @import { Change, Edits } from "./edit.js" */
/** @import { Address, Moment } from "./origins.js" */

/**
 * What the picture knows of its numbers, and does while one is changed.
 * @typedef {Object} Picture
 * @property {() => Moment} moment
 * @property {(address: Address) => ?Element} elementOf
 * @property {() => ?Address} pointed  the number that is pointed at
 * @property {() => void} hold         it stands still, and is not turned
 * @property {() => void} drag         a drag of a number begins
 * @property {(address: ?Address) => void} point
 * @property {(address: Address) => void} focus
 * @property {(correction: string) => void} say
 * @property {(change: Change) => void} report
 */

export class NumberChanges {
  /**
   * @param {HTMLElement} frame  of the picture
   * @param {Element} below      where the button is that takes a change back
   * @param {Picture} picture
   */
  constructor(frame, below, picture) {
    this.picture = picture;
    this.editor = new NumberEditor(frame, below, picture.report, picture.say);
    this.drag = new NumberDrag(frame, {
      numberAt: (event) => this.draggableAt(event),
      begin: ({ address }) => this.beginDrag(address),
      end: () => picture.hold(),
      report: picture.report,
    });
  }

  /** New numbers from the page. @param {?Edits} edits */
  allow(edits) {
    this.editor.allow(edits);
  }

  /** Whether a number is being changed: it stays lit meanwhile. */
  isActive() {
    return this.editor.opened !== null || this.drag.isActive();
  }

  /**
   * Let a number be changed where it stands, if it can be.
   * @param {Address} address
   */
  edit(address) {
    const number = this.changeable(address);
    if (!number) return;
    this.picture.hold();
    this.editor.open(number.change, number.value, number.name, number.element, (byKey) => (byKey ? this.picture.focus(address) : this.picture.point(null)));
  }

  /**
   * What can be changed of a number; null where nothing can be. A patch shows cells of the input.
   * @param {Address} address
   * @returns {?Changeable}
   */
  changeable(address) {
    const moment = this.picture.moment();
    const { name, value, sources } = numberOrigin(moment, address);
    const change = changeAt(moment.scene, moment.place, address.startsWith("patch") ? sources[0] : address);
    const limits = change && this.editor.limits[change.kind];
    return limits ? { address, change, value, name, limits, element: this.picture.elementOf(address) } : null;
  }

  /**
   * A finger changes only the number that it has pointed at before, so that it can scroll everywhere else.
   * @param {PointerEvent} event
   */
  isMeant(event) {
    return event.pointerType !== "touch" || addressOf(event.target) === this.picture.pointed();
  }

  /**
   * @param {PointerEvent} event
   * @returns {?Changeable}
   */
  draggableAt(event) {
    const address = addressOf(event.target);
    return address && this.isMeant(event) && !this.editor.opened ? this.changeable(address) : null;
  }

  /** @param {Address} address */
  beginDrag(address) {
    this.picture.drag();
    this.picture.hold();
    this.picture.point(address);
  }
}
