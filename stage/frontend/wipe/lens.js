// A magnifier: some pixels around one, enlarged, and the numbers of that one.

import { valueText } from "../board/values.js";
import { PLACE_WORDS } from "../board/words.js";
import { makeHtml } from "../dom.js";

const ACROSS = 9; // pixels
const SIDE = 126; // px, at the usual size of type

/** How many pixels are seen on each side of the one that is read. */
export const REACH = (ACROSS - 1) / 2;

/** @typedef {import("./layers.js").Layer} Layer */
/** Of a number: what it is, and its colour. @typedef {{name: string, colour: ?string}} Entry */

export class Lens {
  /** @param {HTMLElement} parent @param {string} name */
  constructor(parent, name) {
    const root = makeHtml("figure", `lens of-${name}`, parent);
    this.title = makeHtml("figcaption", "title", root);
    this.canvas = makeHtml("canvas", "", root);
    this.canvas.ariaHidden = "true";
    const words = makeHtml("div", "words", root);
    this.where = makeHtml("span", "where", words);
    this.numbers = makeHtml("dl", "numbers", words);
    this.numbers.dataset.testid = `lens-${name}`;
  }

  /** Take a title and the names of the numbers. @param {string} title @param {Entry[]} entries */
  receive(title, entries) {
    this.title.textContent = title;
    const told = JSON.stringify(entries);
    if (told === this.told) return;
    this.told = told;
    this.numbers.replaceChildren();
    this.values = entries.map(({ name, colour }) => {
      makeHtml("dt", colour ? "coloured" : "", this.numbers, name).style.borderColor = colour ?? "";
      return makeHtml("dd", "value", this.numbers);
    });
  }

  /** Show the pixels around a place and read its numbers. @param {Layer} layer @param {number[]} place @param {import("../board/look.js").Look} look */
  show(layer, place, look) {
    this.draw(layer, place, look);
    this.where.textContent = PLACE_WORDS.place(place);
    const numbers = layer.numbersAt(place);
    this.values.forEach((value, i) => (value.textContent = wordFor(numbers, i)));
  }

  /** @param {Layer} layer @param {number[]} place @param {import("../board/look.js").Look} look */
  draw(layer, [row, column], { paper, ink, zoom }) {
    const side = Math.round(SIDE * zoom * devicePixelRatio);
    if (this.canvas.width !== side) this.canvas.width = this.canvas.height = side;
    const context = this.canvas.getContext("2d");
    const scale = side / ACROSS;
    context.clearRect(0, 0, side, side);
    layer.draw(context, { top: row - REACH, left: column - REACH, scale });
    for (const [colour, width] of [[`rgb(${paper.join(" ")})`, 4], [ink, 2]]) outline(context, scale, String(colour), Number(width) * devicePixelRatio);
  }

  /** What it reads, for screen readers. */
  text() {
    const names = [...this.numbers.querySelectorAll("dt")];
    return names.map(({ textContent }, i) => `${textContent} ${this.values[i].textContent}`).join(", ");
  }
}

/** Outline the pixel in the middle. */
function outline(context, scale, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.strokeRect(REACH * scale, REACH * scale, scale, scale);
}

/** @param {?number[]} numbers  null beside the picture, and none while only means are known */
function wordFor(numbers, i) {
  if (!numbers) return "padding";
  return i < numbers.length ? valueText(numbers[i]) : "…";
}
