// A matrix on the picture. Its cells stay where they are; which entry a cell shows may change.

import { makeSvg, makeText, setAttributes } from "../dom.js";
import { FIGURE } from "../geometry.js";
import { typeHue } from "../tints.js";
/** @import { Point } from "../geometry.js" */
/** @import { Slot, Spot } from "./part.js" */

export const BESIDE_MATRIX = 8; // px: from a matrix to what is written beside or above it
const LEAST_FIGURES = 1.2; // a single one has room around it

/** Of the type: the width of a number. @param {number} figures */
export function widthOfFigures(figures) {
  return FIGURE * Math.max(LEAST_FIGURES, figures);
}

export class MatrixCells {
  /**
   * @param {Element} parent
   * @param {"filter"|"patch"|"product"} kind names the data attribute of its cells
   */
  constructor(parent, kind, rows, columns) {
    this.kind = kind;
    this.columns = columns;
    this.rows = rows;
    this.group = makeSvg("g", { class: `matrix of-${kind}` }, parent);
    this.ground = makeSvg("rect", { class: "board" }, this.group);
    this.cells = Array.from({ length: rows * columns }, () => ({
      rect: makeSvg("rect", { class: "entry" }, this.group),
      text: makeSvg("text", { class: "num", dy: "0.35em" }, this.group),
      entry: undefined,
      shown: undefined,
      fill: undefined,
      cls: undefined,
    }));
    this.band = makeSvg("rect", { class: "band", rx: 3 }, this.group);
    this.title = makeText(this.group, "title");
  }

  /**
   * @param {Spot} spot
   * @param {number} figures of its longest number
   * @param {number} largest px: its type
   */
  place(spot, figures, largest) {
    this.spot = spot;
    const { x, y, w, h } = spot;
    setAttributes(this.ground, { x: x - 1, y: y - 1, width: this.columns * w + 2, height: this.rows * h + 2 });
    const type = Math.min(largest, h - 3.5, (w - 2) / widthOfFigures(figures));
    this.group.classList.toggle("unread", type < 7.5);
    this.group.style.fontSize = `${type.toFixed(2)}px`;
    this.cells.forEach(({ rect, text }, i) => {
      const [left, top] = [x + (i % this.columns) * w, y + Math.floor(i / this.columns) * h];
      setAttributes(rect, { x: left + 0.5, y: top + 0.5, width: w - 1, height: h - 1 });
      setAttributes(text, { x: left + w / 2, y: top + h / 2 });
    });
  }

  /**
   * A title so many px under its upper edge; of a small matrix at the left it ends where the matrix ends, or before it begins.
   * @param {string} text
   * @param {number} lift
   * @param {boolean} [before]  lines come in above a small matrix
   */
  name(text, lift, before = false) {
    const { x, y, w } = this.spot;
    const width = this.columns * w;
    const small = width < text.length * 6.6 && x > 200;
    this.title.textContent = text;
    const spot = small && before ? { x: x - BESIDE_MATRIX, y: y - BESIDE_MATRIX } : { x: small ? x + width : x, y: y + lift };
    setAttributes(this.title, { ...spot, "text-anchor": small ? "end" : "start" });
  }

  /**
   * Show an entry of the matrix in a cell: its number, or nothing yet (null), or a sign of what is left out.
   * @param {number} row
   * @param {number} column
   * @param {string} entry
   * @param {string} text
   * @param {string} fill
   * @param {string} [cls]
   */
  paint(row, column, entry, text, fill, cls = "") {
    const cell = this.cells[row * this.columns + column];
    if (cell.entry !== entry) cell.rect.dataset[this.kind] = cell.entry = entry;
    if (cell.fill !== fill) cell.rect.style.fill = cell.fill = fill;
    if (cell.shown !== text) cell.text.textContent = cell.shown = text;
    if (cell.cls !== cls) {
      cell.cls = cls;
      cell.rect.setAttribute("class", `entry ${cls}`);
      cell.text.setAttribute("class", `num ${cls}`);
    }
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  rectAt(row, column) {
    return this.cells[row * this.columns + column].rect;
  }

  /**
   * Frame some cells in ink; none where `rows` is 0.
   * @param {number} row
   * @param {number} column
   * @param {number} rows
   * @param {number} columns
   */
  frame(row, column, rows, columns) {
    const { x, y, w, h } = this.spot;
    this.band.classList.toggle("outside", rows === 0);
    const box = { x: x + column * w - 1, y: y + row * h - 1, width: columns * w + 2, height: rows * h + 2 };
    setAttributes(this.band, box);
  }

  /**
   * The middle of a cell's left side, or of its top.
   * @param {number} row
   * @param {number} column
   * @param {boolean} top
   * @returns {Point}
   */
  entry(row, column, top) {
    const { x, y, w, h } = this.spot;
    return top ? [x + (column + 0.5) * w, y + row * h] : [x + column * w, y + (row + 0.5) * h];
  }
}

/** Frames and names of the channels along the long side of a matrix. */
export class ChannelBlocks {
  /**
   * @param {Slot[]} slots
   * @param {boolean} upright whether the entries run downwards
   */
  constructor(parent, scene, slots, upright) {
    this.slots = slots;
    this.upright = upright;
    this.blocks = scene.slabs.map(({ short, colour }) => {
      const frame = makeSvg("rect", { class: "edge", rx: 2, stroke: colour }, parent);
      const name = makeText(parent, "caption channel", short);
      name.style.fill = typeHue(colour);
      return { frame, name, short };
    });
  }

  /**
   * @param {Spot} spot of the matrix
   * @param {number} across how many lines it has in the other direction
   * @param {number} type
   */
  place({ x, y, w, h }, across, type) {
    const length = this.slots.length / this.blocks.length;
    const isWideFor = (text) => length * w > text.length * 0.51 * type;
    this.blocks.forEach(({ frame, name, short }, channel) => {
      const start = channel * length;
      const box = this.upright
        ? { x: x - 1, y: y + start * h - 1, width: across * w + 2, height: length * h + 2 }
        : { x: x + start * w - 1, y: y - 1, width: length * w + 2, height: across * h + 2 };
      setAttributes(frame, box);
      const names = [short, short.replace("channel ", ""), `${channel}`];
      name.textContent = this.upright ? short : (names.find(isWideFor) ?? "");
      const spot = this.upright
        ? { x: x - BESIDE_MATRIX, y: box.y + box.height / 2 + 4, "text-anchor": "end" }
        : { x: x + (start + length / 2) * w, y: y - BESIDE_MATRIX, "text-anchor": "middle" };
      setAttributes(name, spot);
    });
  }
}
