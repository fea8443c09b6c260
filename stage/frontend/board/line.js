// The line under the tiles: it reads their numbers at one position. The sum in it comes from the engine, too.

import { makeHtml } from "../dom.js";
import { typeHue } from "../tints.js";
import { isOn } from "./places.js";
import { PLACE_WORDS } from "./words.js";

/** @typedef {import("./tile.js").Tile} Tile */

/**
 * A part of the line: words, or a number that is read off a tile.
 * @typedef {string | {tile: string, sign: "own"|"between"|"factor", colour: ?string, strong: boolean}} Part
 */

export class Line {
  constructor(parent) {
    this.root = makeHtml("p", "line", parent);
    this.root.dataset.testid = "board-line";
  }

  /** @param {Part[]} parts */
  receive(parts) {
    this.parts = parts;
    this.root.replaceChildren();
    this.where = makeHtml("span", "where", this.root);
    this.numbers = parts.map((part) => this.addPart(part));
    this.root.classList.toggle("several", parts.some((part) => typeof part === "string" && part.includes("\n")));
  }

  addPart(part) {
    if (typeof part === "string") return makeHtml("span", "", this.root, part);
    const number = makeHtml("b", part.strong ? "total" : "", this.root);
    if (part.colour) number.style.color = typeHue(part.colour);
    return number;
  }

  /** @param {Record<string, Tile>} tiles @param {?number[]} position */
  show(tiles, position) {
    this.root.hidden = !position || this.parts.length === 0;
    if (!position) return;
    this.where.textContent = PLACE_WORDS.readAt(position);
    this.parts.forEach((part, i) => {
      if (typeof part !== "string") this.numbers[i].textContent = readOff(part, tiles, position);
    });
  }

  text() {
    return this.root.textContent;
  }
}

/** A number read off a tile, after a sign where it is one term of several, in brackets where it is a factor below 0. */
function readOff({ tile, sign }, tiles, position) {
  if (!isOn(position, tiles[tile].size)) return "";
  const text = tiles[tile].textAt(position);
  if (sign === "own") return text;
  if (sign === "factor") return text.startsWith("−") ? `(${text})` : text;
  return text.startsWith("−") ? ` − ${text.slice(1)}` : ` + ${text}`;
}
