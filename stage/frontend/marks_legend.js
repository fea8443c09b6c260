// The legend of the stage: what its colours, strokes and dashes mean, of those that the drawing has.

import { MARK_WORDS } from "./control_words.js";
import { makeSvg, makeText } from "./dom.js";
import { LARGEST_TYPE } from "./geometry.js";
import { sizes } from "./scene.js";
/** @import { Layout } from "./rooms.js" */
/** @import { Scene } from "./scene.js" */

const LINE = 20; // px
const SWATCH = 12; // px
const BEFORE_WORDS = 5; // px
const BETWEEN = 16; // px
const LETTER = 0.525; // of the type: the width of a letter
const LEGEND_TYPE = 12; // px

/**
 * @typedef {Object} Entry
 * @property {string} mark
 * @property {string} words
 * @property {boolean} there     whether the drawing has it
 * @property {boolean} [pointed]  whether it has it only while a number is pointed at
 */

/**
 * What the drawing has that needs a word.
 * @param {Scene} scene
 * @returns {Entry[]}
 */
export function legendEntries(scene) {
  const signs = signsOf(scene);
  const { top, bottom, left, right } = scene.padding;
  const { rows, columns } = scene.unvisited;
  const { kh, kw } = sizes(scene);
  const entries = [
    { mark: "positive", words: MARK_WORDS.positive, there: signs.positive },
    { mark: "negative", words: MARK_WORDS.negative, there: signs.negative },
    { mark: "padding", words: MARK_WORDS.padding, there: top + bottom + left + right > 0 },
    { mark: "unvisited", words: MARK_WORDS.unvisited, there: rows.length + columns.length > 0 },
    { mark: "reach", words: MARK_WORDS.reach, there: kh * kw > 1 && Math.max(...scene.dilation) > 1 },
    { mark: "made-from", words: MARK_WORDS.madeFrom, there: true, pointed: true },
    { mark: "goes-into", words: MARK_WORDS.goesInto, there: true, pointed: true },
  ];
  return entries.filter(({ there }) => there);
}

/** The signs that kernels, products or output have. @param {Scene} scene */
function signsOf({ input, weight, output }) {
  const [inputs, weights, outputs] = [input, weight, output].map((tensor) => new Set(tensor.distinct().map(Math.sign)));
  const has = (sign) => weights.has(sign) || outputs.has(sign) || (weights.has(1) && inputs.has(sign)) || (weights.has(-1) && inputs.has(-sign));
  return { positive: has(1), negative: has(-1) };
}

/**
 * The entries in lines of a width.
 * @param {Scene} scene
 * @param {number} width
 * @param {number} [type]  px: the largest of the numbers in cells; the legend's words are as large where that is large
 * @returns {(Entry & {x: number})[][]}
 */
export function legendLines(scene, width, type = LARGEST_TYPE) {
  const letter = LETTER * (type > LARGEST_TYPE ? type : LEGEND_TYPE);
  const lines = [];
  let x = Infinity;
  for (const entry of legendEntries(scene)) {
    const needed = SWATCH + BEFORE_WORDS + entry.words.length * letter;
    if (x + needed > width) {
      lines.push([]);
      x = 0;
    }
    lines.at(-1).push({ ...entry, x });
    x += needed + BETWEEN;
  }
  return lines;
}

/**
 * @param {Scene} scene
 * @param {number} width
 * @param {number} [type]
 * @returns {number}
 */
export function legendHeight(scene, width, type) {
  return LINE * legendLines(scene, width, type).length;
}

export class MarksLegend {
  /**
   * @param {Element} parent
   * @param {Scene} scene
   */
  constructor(parent, scene) {
    this.scene = scene;
    this.group = makeSvg("g", { class: "legend" }, parent);
  }

  /** @param {Layout} layout */
  place({ legend, type }) {
    this.group.replaceChildren();
    this.group.setAttribute("transform", `translate(${legend.x} ${legend.y})`);
    legendLines(this.scene, legend.w, type).forEach((entries, line) => entries.forEach((entry) => this.write(entry, line * LINE)));
  }

  /** @param {boolean} pointed whether a number is pointed at */
  show(pointed) {
    this.group.classList.toggle("of-number", pointed);
  }

  /**
   * @param {Entry & {x: number}} entry
   * @param {number} y
   */
  write({ mark, words, pointed, x }, y) {
    const group = makeSvg("g", { transform: `translate(${x} ${y})`, class: pointed ? "pointing" : "" }, this.group);
    makeSvg("rect", { y: 1, width: SWATCH, height: SWATCH, rx: 2, class: `swatch ${mark}` }, group);
    if (mark === "padding") makeText(group, "filled-in", "0", { x: SWATCH / 2, y: 10.5, "text-anchor": "middle" });
    makeText(group, "words", words, { x: SWATCH + BEFORE_WORDS, y: 11 });
  }
}
