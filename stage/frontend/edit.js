// A number is changed where it stands: in a small field over its cell. What follows from it the page works out.

import { CONTROL_WORDS } from "./control_words.js";
import { makeHtml, placeOver } from "./dom.js";
import { clamp, numberText } from "./numbers.js";
import { splitAddress } from "./origins.js";
import { sizes } from "./scene.js";
/** @import { Address } from "./origins.js" */
/** @import { Place, Scene } from "./scene.js" */

/**
 * @typedef {{low: number, high: number, step: number}} Limits
 * @typedef {{limits: Record<string, Limits>, canUndo: boolean}} Edits  as stage/edits.py writes it
 * @typedef {{kind: string, filter?: number, channel?: number, row?: number, column?: number, value?: number, drag?: number}} Change  of a number, or "undo"; with the number of a drag
 */

/**
 * What a change of a number is called by the page; a patch shows cells of the input.
 * @param {Scene} scene
 * @param {Place} place
 * @param {Address} address
 * @returns {?Change} null for a number that follows from others
 */
export function changeAt(scene, place, address) {
  const [kind, i, row, column] = splitAddress(address);
  const { block } = scene.maps[place.map];
  if (kind === "bias") return { kind, filter: block };
  if (kind === "kernel") {
    const { kw } = sizes(scene);
    return { kind, filter: block, channel: i, row: Math.floor(row / kw), column: row % kw };
  }
  return kind === "input" ? inputChange(scene, [i, row, column]) : null;
}

/** Of a cell of the padded input; padding cannot be changed. @returns {?Change} */
function inputChange(scene, [channel, r, q]) {
  const { top, left, bottom, right } = scene.padding;
  const { H, W } = sizes(scene);
  if (r < top || r >= H - bottom || q < left || q >= W - right) return null;
  return { kind: "input", channel, row: r - top, column: q - left };
}

/**
 * The nearest number that is possible.
 * @param {number} value
 * @param {Limits} limits
 * @returns {number}
 */
export function nearestPossible(value, { low, high, step }) {
  const perUnit = Math.round(1 / step);
  return Math.round(clamp(value, low, high) * perUnit) / perUnit;
}

/**
 * Say why a number that was typed became another one, or changed nothing.
 * @param {number} typed  NaN where it was no number
 * @param {Limits} limits
 * @returns {string} nothing where it did not
 */
export function correctionOf(typed, limits) {
  const near = nearestPossible(typed, limits);
  if (near === typed) return "";
  const [low, high] = [limits.low, limits.high].map(numberText);
  if (!Number.isFinite(typed)) return CONTROL_WORDS.noNumber(low, high);
  const why = limits.step === 1 ? CONTROL_WORDS.onlyWhole : CONTROL_WORDS.onlyDecimals;
  return why(low, high, numberText(typed), numberText(near));
}

/** A field over a number, and the button that takes the last change back. */
export class NumberEditor {
  /**
   * @param {HTMLElement} frame  of the picture
   * @param {Element} below      where the button is
   * @param {(change: Change) => void} report
   * @param {(correction: string) => void} say
   */
  constructor(frame, below, report, say) {
    this.frame = frame;
    this.report = report;
    this.say = say;
    /** @type {?{change: Change, value: number, closed: (byKey: boolean) => void}} */
    this.opened = null;
    this.field = /** @type {HTMLInputElement} */ (makeHtml("input", "number-field", frame));
    Object.assign(this.field, { type: "number", hidden: true });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.commit(false));
    this.undoButton = makeHtml("button", "undo", below, CONTROL_WORDS.undo);
    Object.assign(this.undoButton, { type: "button", title: CONTROL_WORDS.undoes });
    this.undoButton.addEventListener("click", () => this.undo());
    this.allow(null);
  }

  /** @param {?Edits} edits */
  allow(edits) {
    this.limits = edits?.limits ?? {};
    const isDone = !edits?.canUndo;
    if (isDone && this.undoButton.matches(":focus")) this.frame.parentElement.focus({ preventScroll: true }); // on the picture
    this.undoButton.hidden = isDone;
    this.frame.dataset.edits = Object.keys(this.limits).join(" ");
  }

  undo() {
    if (!this.undoButton.hidden) this.report({ kind: "undo" });
  }

  /**
   * @param {Change} change
   * @param {number} value      as it is now
   * @param {string} name
   * @param {Element} element   that shows it
   * @param {(byKey: boolean) => void} closed  by a key, or by leaving the field
   */
  open(change, value, name, element, closed) {
    const { low, high, step } = this.limits[change.kind];
    this.opened = { change, value, closed };
    Object.assign(this.field, { min: String(low), max: String(high), step: step < 1 ? "any" : "1", value: String(value), hidden: false });
    this.field.ariaLabel = this.field.title = CONTROL_WORDS.field(name, low, high);
    placeOver(this.field, element, this.frame);
    this.field.focus({ preventScroll: true });
    this.field.select();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") this.commit(true);
    else this.close(true);
  }

  /**
   * Tell the page the new number; the nearest one that is possible, or nothing if it is the old one.
   * @param {boolean} byKey
   */
  commit(byKey) {
    if (!this.opened) return;
    const { change, value } = this.opened;
    const [typed, limits] = [this.field.valueAsNumber, this.limits[change.kind]];
    const wanted = nearestPossible(typed, limits);
    if (Number.isFinite(wanted) && wanted !== value) this.report({ ...change, value: wanted });
    this.close(byKey);
    this.say(correctionOf(typed, limits));
  }

  /** @param {boolean} byKey */
  close(byKey) {
    const { closed } = this.opened;
    this.opened = null;
    this.field.hidden = true;
    closed(byKey);
  }
}
