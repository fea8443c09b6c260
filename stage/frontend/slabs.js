// Slabs: boards of cells with numbers, which the camera can turn.

import { makeSvg } from "./dom.js";
import { CELL, figureFor, LARGEST_TYPE, LEAST_SHARE, legible, typeFor } from "./geometry.js";
import { figuresOf, fitNumber } from "./numbers.js";
/** @import { Placed } from "./geometry.js" */
/** @import { Fitted } from "./numbers.js" */

/** @type {Fitted} */
const EMPTY = { text: "", isRounded: false };

/**
 * The strokes over what no window visits.
 * @returns {SVGElement}
 */
export function hatching() {
  const defs = makeSvg("defs");
  const pattern = makeSvg("pattern", { id: "unvisited", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
  makeSvg("rect", { width: 1.6, height: 5, class: "stroke" }, pattern);
  return defs;
}

/** A rectangle with a number in it; only what changed is touched. */
export class Cell {
  /**
   * @param {Element} parent
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {number} [radius]
   */
  constructor(parent, x, y, size, radius = 2.5) {
    this.rect = makeSvg("rect", { x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1, rx: radius }, parent);
    this.spot = { x: x + size / 2, y: y + size / 2 };
    this.size = size;
    this.parent = parent;
    this.label = null;
    this.cls = "num";
    this.figures = 2;
    this.most = LARGEST_TYPE; // px: its largest type
    /** @type {number|undefined} */
    this.figure = undefined; // of the type: the width of a figure, where the type is not in px
    this.least = 0; // px: a number whose type would be smaller is rounded
    this.isRounded = false;
    this.value = undefined;
    this.fill = undefined;
  }

  /**
   * @param {?number} value
   * @param {string} fill
   */
  paint(value, fill) {
    if (this.fill !== fill) this.rect.style.fill = this.fill = fill;
    if (this.value === value) return;
    this.value = value;
    if (this.label) this.write();
  }

  /** Labels are made when they are first large enough to be read. */
  showNumber() {
    this.label ??= makeSvg("text", { ...this.spot, dy: "0.35em", class: this.cls }, this.parent);
    this.write();
  }

  markPadding() {
    this.rect.classList.add("pad");
    this.cls = "num pad-num";
  }

  /** Numbers of up to four figures are alike in size; longer ones are set smaller, each as it needs. */
  write() {
    const typeOf = (text) => typeFor(this.size, Math.max(this.figures, figuresOf(text)), this.most, this.figure);
    const isEmpty = this.value === null || this.value === undefined;
    const { text, isRounded } = isEmpty ? EMPTY : fitNumber(this.value, (written) => typeOf(written) >= this.least);
    this.label.textContent = text;
    this.isRounded = isRounded;
    const type = typeOf(text);
    if (this.type !== type) this.label.style.fontSize = `${(this.type = type)}px`;
  }
}

const SLAB_TYPE = 12; // units of the slab: its largest type
const STRIP_TYPE = 18; // the same of a strip, whose cells are small where it is long

/** A board of cells that the camera can turn. */
export class Slab {
  /**
   * @param {Element} parent
   * @param {number} rows
   * @param {number} columns
   * @param {number} figures of its longest number
   */
  constructor(parent, rows, columns, figures) {
    this.rows = rows;
    this.columns = columns;
    this.largestType = rows === 1 ? STRIP_TYPE : SLAB_TYPE;
    this.group = makeSvg("g", { class: "slab" }, parent);
    const edge = { x: -1, y: -1, width: columns * CELL + 2, height: rows * CELL + 2, rx: 3 };
    this.board = makeSvg("rect", { ...edge, class: "board" }, this.group);
    this.cells = Array.from({ length: rows * columns }, (_, i) => {
      const cell = new Cell(this.group, (i % columns) * CELL, Math.floor(i / columns) * CELL, CELL);
      return cell;
    });
    const alike = Math.min(figures, 4);
    this.cells.forEach((cell) => Object.assign(cell, { figures: alike, most: this.largestType }));
    this.figures = figures;
    this.numbersShown = false;
    this.readable = false;
  }

  /**
   * @param {number} row
   * @param {number} column
   * @returns {Cell}
   */
  cellAt(row, column) {
    return this.cells[row * this.columns + column];
  }

  /**
   * @param {Placed} place
   * @param {number} [type]  px of the picture: the largest of its numbers
   * @param {number} [read]  the type they have wherever a cell has room for it
   */
  place(place, type = LARGEST_TYPE, read = LEAST_SHARE * type) {
    this.placed = place;
    this.sizeNumbers(this.mostAt(place, type, read), figureFor(type, this.figures));
    this.group.setAttribute("transform", place.matrix);
    this.readable = this.isReadAt(place, type, read);
    this.group.classList.toggle("unread", !this.readable);
    if (this.readable && !this.numbersShown) {
      this.numbersShown = true;
      this.cells.forEach((cell) => cell.showNumber());
    }
  }

  /** Units of the slab: the largest type at a place. @param {Placed} place @param {number} type @param {number} read */
  mostAt(place, type, read) {
    return type > LARGEST_TYPE ? type / place.seen : Math.max(this.largestType, read / place.seen);
  }

  /**
   * Whether its numbers can be read at a place.
   * @param {Placed} place
   * @param {number} [type]  px of the picture: the largest of its numbers
   * @param {number} [read]  the type they have wherever a cell has room for it
   */
  isReadAt(place, type = LARGEST_TYPE, read = LEAST_SHARE * type) {
    const own = typeFor(CELL, this.figures, this.mostAt(place, type, read), figureFor(type, this.figures));
    return legible(place, own) && (type <= LARGEST_TYPE || place.seen * own >= LEAST_SHARE * type);
  }

  /**
   * @param {number} most    units of the slab: the largest type
   * @param {number} figure  of the type: the width of a figure
   */
  sizeNumbers(most, figure) {
    this.type = typeFor(CELL, this.figures, most, figure);
    for (const cell of this.cells) {
      if (cell.most === most) return;
      Object.assign(cell, { most, figure });
      if (cell.label) cell.write();
    }
  }
}

/**
 * The four side faces of the block between the windows of two neighbouring slabs.
 * @param {Placed} front
 * @param {Placed} back
 * @param {number} rows
 * @param {number} columns
 * @returns {string}
 */
export function blockFaces(front, back, rows, columns) {
  const corners = (place) => [place.at(0, 0), place.at(0, columns), place.at(rows, columns), place.at(rows, 0)];
  const [a, b] = [corners(front), corners(back)];
  const point = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return a.map((_, i) => `M${point(a[i])}L${point(a[(i + 1) % 4])}L${point(b[(i + 1) % 4])}L${point(b[i])}z`).join("");
}
