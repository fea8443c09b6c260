// The keyboard's way to the rows of the ledger that are closed: a button over the head of each.

import { CONTROL_WORDS } from "./control_words.js";
import { makeHtml } from "./dom.js";
import { coverElement } from "./number_focus.js";

/**
 * @typedef {Object} RowHead
 * @property {string} name   of the slab
 * @property {boolean} open
 * @property {Element} shown where it is in the picture
 */

export class RowButtons {
  /**
   * @param {HTMLElement} frame  of the picture
   * @param {(row: number) => void} open
   */
  constructor(frame, open) {
    this.frame = frame;
    this.open = open;
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    /** @type {RowHead[]} */
    this.heads = [];
  }

  /** @param {RowHead[]} heads  of all rows, or none where all of them are open */
  show(heads) {
    this.heads = heads;
    while (this.buttons.length > heads.length) this.buttons.pop().remove();
    heads.forEach(({ name, open }, row) => {
      const button = (this.buttons[row] ??= this.newButton(row));
      button.ariaLabel = CONTROL_WORDS.showProducts(name);
      button.ariaExpanded = button.ariaDisabled = String(open); // another row has to open for it to close
      button.tabIndex = open ? -1 : 0;
      if (button.matches(":focus")) this.place(row);
    });
  }

  /** @param {number} row @returns {HTMLButtonElement} */
  newButton(row) {
    const button = makeHtml("button", "row-focus", this.frame);
    button.type = "button";
    button.addEventListener("focus", () => this.place(row));
    button.addEventListener("click", () => this.open(row));
    return button;
  }

  /** Lie over the head of a row. @param {number} row */
  place(row) {
    coverElement(this.buttons[row], this.heads[row].shown, this.frame);
  }
}
