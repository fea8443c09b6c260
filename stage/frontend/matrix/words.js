// The moment in words: the dot product as one long sum, a line for each channel.

import { describeCell } from "../cells.js";
import { makeHtml } from "../dom.js";
import { countText, numberText, spokenNumber } from "../numbers.js";
import { biasOf, sizes, slabsUnder } from "../scene.js";
import { typeHue } from "../tints.js";
import { copiesOf, gridPlace } from "./timeline.js";
/** @import { Form, MatrixScene, Moment } from "./timeline.js" */
/** @import { Scene } from "../scene.js" */

export const MATRIX_CONTROL_WORDS = {
  picture: "The layer as one matrix product. Space plays, arrow keys step.",
  forms: "Patches as",
  formNames: { columns: "Patches as columns", rows: "Patches as rows" },
  keys: "Space: play. ← →: step. ↑ ↓: row of positions. [ ]: filter.",
  copy: "copy",
};

/** @param {number} shown @param {number} all */
const firstOfThem = (shown, all) => countText(shown, `first of ${all} numbers of each channel is`, `first {n} of ${all} numbers of each channel are`);

/** What is left out of the picture. */
export const PART_WORDS = {
  /** @param {number} shown @param {number} all */
  numbers: (shown, all) => `The ${firstOfThem(shown, all)} shown.`,
  /** @param {number} shown @param {number} all */
  filters: (shown, all) => `Of the filters, the ${firstOfThem(shown, all)} shown.`,
  /** @param {number} shown @param {number} all */
  patches: (shown, all) => `Of the patches, the ${firstOfThem(shown, all)} shown.`,
  /** @param {number} first @param {number} last @param {number} all */
  positions: (first, last, all) => `There is room for ${last - first + 1} of the ${all} patches at a time. You see patches ${first} to ${last}.`,
  /** @param {string} size @param {number} shown @param {number} all */
  title: (size, shown, all) => (shown < all ? `patches: ${size}, ${shown} at a time` : `patches: ${size}`),
  sums: "The sums are of all numbers.",
};

const MOST_PRODUCTS = 16; // of one channel: a 4x4 kernel
/** @type {[one: string, many: string]} */
const PRODUCTS = ["1 product", "{n} products"];
/** @type {[one: string, many: string]} */
const NUMBERS = ["1 number", "{n} numbers"];
/** @type {[one: string, many: string]} */
const COPIED = ["1 number becomes", "{n} numbers become"];

/**
 * The sums of the channels that a filter sees, and their total, as one line for eye, ear and tests.
 * @param {MatrixScene} scene
 * @param {number} filter
 * @param {number} position
 * @returns {string}
 */
export function describeMeeting(scene, filter, position) {
  const { row, column } = gridPlace(scene, position);
  const sums = slabsUnder(scene, filter).map((_, i) => spokenNumber(scene.sums.at(filter, i, row, column)));
  const total = spokenNumber(scene.products.at(filter, position));
  const output = spokenNumber(scene.output.at(filter, row, column));
  return `filter ${filter}, patch ${position}: ${sums.join(" + ")} = ${total}, + bias ${spokenNumber(biasOf(scene, filter))} = ${output}`;
}

/**
 * @param {Scene} scene
 * @param {number} position
 * @param {Form} form
 * @returns {string}
 */
function describeCopy(scene, position, form) {
  const { row, column } = gridPlace(scene, position);
  const { C, kh, kw } = sizes(scene);
  const line = form === "columns" ? "column" : "row";
  return `patch ${position}, at row ${row}, column ${column}: ${C} × ${kh} × ${kw} = ${countText(C * kh * kw, ...COPIED)} ${line} ${position}`;
}

/**
 * @param {Scene} scene
 * @param {number[]} cell
 * @returns {string}
 */
export function describeTraced(scene, [slab, r, q]) {
  const copies = copiesOf(scene, [slab, r, q]).length;
  const cell = describeCell(scene, [slab, r, q]);
  if (copies === 0) return `${cell}. No window visits it, so it is not in the patch matrix.`;
  if (copies === 1) return `${cell}. It is in the patch matrix once.`;
  return `${cell}. It is in the patch matrix ${copies} times.`;
}

export class MatrixWords {
  /** @param {Element} parent */
  constructor(parent) {
    this.line = makeHtml("p", "equation", parent);
    this.line.dataset.testid = "matrix-step";
  }

  /** What the line is made of, and what is left out. @param {Element} parent */
  addDetails(parent) {
    this.sums = makeHtml("ul", "channel-sums", parent);
    this.hint = makeHtml("p", "sentence", parent);
    this.part = makeHtml("p", "sentence", parent);
  }

  /** @param {Moment} moment */
  show(scene, moment, traced, playing, form) {
    const { filter, position } = moment;
    this.line.setAttribute("aria-live", playing ? "off" : "polite");
    this.line.textContent = filter === null ? describeCopy(scene, position, form) : describeMeeting(scene, filter, position).replaceAll("+ -", "− ").replaceAll("-", "−");
    this.showSums(scene, filter, position);
    this.hint.textContent = traced ? describeTraced(scene, traced) : this.sentenceOf(scene, filter);
  }

  /**
   * @param {MatrixScene} scene
   * @param {?number} filter
   */
  sentenceOf(scene, filter) {
    const { depth, kh, kw } = sizes(scene);
    const entries = depth * kh * kw;
    return filter === null
      ? "Nothing is computed yet. The numbers of all channels are only copied."
      : `One dot product of ${countText(entries, ...PRODUCTS)}. The sum over channels is just a longer dot product.`;
  }

  /**
   * @param {MatrixScene} scene
   * @param {?number} filter
   * @param {number} position
   */
  showSums(scene, filter, position) {
    const { kh, kw } = sizes(scene);
    const channels = filter === null ? scene.slabs.map((_, c) => c) : slabsUnder(scene, filter);
    this.sums.replaceChildren();
    this.sums.style.setProperty("--lines", scene.slabs.length);
    channels.forEach((channel, i) => {
      const item = makeHtml("li", "", this.sums);
      const { short, colour } = scene.slabs[channel];
      makeHtml("b", "", item, `${short}: `).style.color = typeHue(colour);
      item.append(this.productsOf(scene, filter, position, channel, kh * kw));
      if (filter === null) return;
      const { row, column } = gridPlace(scene, position);
      makeHtml("b", "", item, ` = ${numberText(scene.sums.at(filter, i, row, column))}`);
    });
  }

  /**
   * "3 × −1 + 0 × 2 + …", or the numbers alone while they are only copied.
   * @param {MatrixScene} scene
   * @param {?number} filter
   * @param {number} position
   * @param {number} channel
   * @param {number} area
   */
  productsOf(scene, filter, position, channel, area) {
    if (area > MOST_PRODUCTS) return countText(area, ...(filter === null ? NUMBERS : PRODUCTS));
    const entries = Array.from({ length: area }, (_, tap) => channel * area + tap);
    const value = (entry) => numberText(scene.patches.at(entry, position));
    if (filter === null) return entries.map(value).join(", ");
    return entries.map((entry) => `${value(entry)} × ${numberText(scene.filters.at(filter, entry))}`).join(" + ");
  }
}
