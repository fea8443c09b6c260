// One tile: its title, its map, the marks that move over it, and what it says at the cell that is meant.

import { makeHtml } from "../dom.js";
import { MOST_FIGURES } from "../numbers.js";
import { Ends } from "./ends.js";
import { BESIDE_PRINT, paint, widthInEms } from "./paint.js";
import { cellOn, clipped, isOn, sidesOver } from "./places.js";
import { cellText, textsOf } from "./values.js";
import { PLACE_WORDS } from "./words.js";

/** @typedef {import("../tensor.js").Tensor} Tensor */
/** @typedef {import("./arrays.js").SentArray} SentArray */
/** @typedef {import("./places.js").Box} Box */
/** @typedef {import("./places.js").Focus} Focus */
/** @typedef {import("./shades.js").Scale} Scale */

const LEAST_MARK = 9; // px: a mark around one pixel of a picture is still found
const MOST_PRINTED = 12; // rows or columns
const ROOM_FOR_WORDS = 15; // of its type: "rows 255–257, columns 255–257"
const LARGEST_CROSSED = 14; // px: in larger cells a cross would run through the numbers

/**
 * A tile as stage/board.py sends it.
 * @typedef {Object} SentTile
 * @property {string} title
 * @property {string} alt
 * @property {?string} frame     colour of the channel
 * @property {"output"|"input"|"kernel"} axes
 * @property {?string} scale     its key among the scales; none of a picture
 * @property {boolean} on
 * @property {string} operator   before it
 * @property {string} note
 * @property {?number} decimals  of its numbers, where two are not enough
 * @property {SentArray} values
 * @property {?SentArray} rings
 * @property {Box[]} boxes
 * @property {?number[]} origin  first row and column, of a part that is cut out
 * @property {?string[][]} tints  colours of the cells, in place of their numbers'
 * @property {?SentArray} numbering  of the cells, where they are found by their number
 * @property {?import("./heads.js").SentHeads} heads  of its blocks
 */

export class Tile {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {SentTile} */
    this.sent = undefined;
    /** @type {Tensor} */
    this.values = undefined;
    /** @type {?Tensor} */
    this.rings = null;
    /** @type {?Tensor} */
    this.numbering = null;
    /** @type {number[]} */
    this.size = [];
    this.press = 0; // px: the least width of a cell that is chosen
    this.addElements();
  }

  addElements() {
    this.root = makeHtml("figure", "tile", null);
    this.root.dataset.tile = this.name;
    this.title = makeHtml("figcaption", "title", this.root);
    this.body = makeHtml("div", "body", this.root);
    this.operator = makeHtml("span", "operator", this.body);
    this.operator.ariaHidden = "true";
    this.face = makeHtml("div", "face", this.body);
    this.face.role = "img";
    this.canvas = makeHtml("canvas", "", this.face);
    this.ends = new Ends(this.body);
    this.addMarks();
    this.under = makeHtml("div", "under", this.body);
    this.value = makeHtml("span", "value", this.under);
    this.value.dataset.testid = `board-value-${this.name}`;
    this.note = makeHtml("span", "note", this.under);
  }

  addMarks() {
    const mark = (cls) => makeHtml("i", cls, this.face);
    this.hairs = { across: mark("hair across"), down: mark("hair down") };
    this.boxes = mark("boxes");
    this.marks = { window: mark("mark window"), pin: mark("mark pin"), spot: mark("mark spot") };
  }

  /** Take what is to be shown; it is drawn by `draw`. @param {SentTile} sent @param {Tensor} values @param {?Tensor} rings @param {?Tensor} numbering */
  receive(sent, values, rings, numbering) {
    if (values !== this.values || sent.decimals !== this.sent?.decimals) this.texts = undefined;
    Object.assign(this, { sent, values, rings, numbering });
    this.size = values.shape.slice(-2);
    this.title.textContent = sent.title;
    this.title.title = sent.title;
    this.operator.textContent = sent.operator;
    this.note.textContent = sent.note;
    this.root.classList.toggle("off", !sent.on);
    this.root.classList.toggle("beside", this.hasValueBeside());
    this.ends.show(sent.heads);
    this.face.style.borderColor = sent.on ? (sent.frame ?? "") : "";
  }

  isSmall() {
    return this.sent.axes === "kernel";
  }

  /** A kernel, and an input whose window is seen among its numbers, say theirs beside the map. */
  hasValueBeside() {
    return this.isSmall() || (this.sent.axes === "input" && this.isPrinted());
  }

  isPrinted() {
    return this.sent.scale !== null && Math.max(...this.size) <= MOST_PRINTED;
  }

  /** @param {import("./look.js").Look} look @returns {import("./layout.js").Room} */
  room(look) {
    const [rows, columns] = this.size;
    if (this.isPrinted()) this.texts ??= textsOf(this.values, this.sent.decimals);
    const longest = this.isPrinted() ? Math.max(...this.texts.map((text) => text.length)) : 0;
    const beside = this.hasValueBeside();
    return {
      rows, columns, beside, small: this.isSmall(), words: this.sent.axes === "input" && !beside,
      figures: Math.min(longest, MOST_FIGURES), print: this.printWidth(look), press: this.press, lead: this.ends.lead(), title: this.titleWidth(),
    };
  }

  /** px: of a cell in which its numbers are as large as the page asks for; 0 where it asks for nothing. @param {import("./look.js").Look} look */
  printWidth({ font, least }) {
    if (!this.isPrinted() || !least) return 0;
    const context = this.canvas.getContext("2d");
    return Math.ceil(least * Math.max(...this.texts.map((text) => widthInEms(context, text, font))) + 2 * BESIDE_PRINT);
  }

  /** px: of its title in one line. */
  titleWidth() {
    const context = this.canvas.getContext("2d");
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(this.title);
    context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return Math.ceil(context.measureText(this.sent.title).width);
  }

  /** Where it stands in the grid, both counted from 0. */
  stand(line, column) {
    this.root.style.gridArea = `${line + 1} / ${column + 1}`;
  }

  /** Draw the map, unless nothing in it is new. @param {?Scale} scale */
  draw(face, scale, look) {
    const drawn = [this.sent.values.id, this.sent.rings?.id, JSON.stringify([this.sent.boxes, this.sent.tints, this.sent.heads]), this.sent.on, this.sent.decimals, face.width, face.height, devicePixelRatio, scale, look];
    if (this.drawn && drawn.every((part, i) => part === this.drawn[i])) return;
    this.drawn = drawn;
    this.box = face;
    this.isNarrow = face.width < ROOM_FOR_WORDS * parseFloat(getComputedStyle(this.value).fontSize);
    this.face.style.width = `${face.width}px`;
    this.face.style.height = `${face.height}px`;
    const { values, rings, sent } = this;
    const blocks = sent.heads && [sent.heads.rows.length, sent.heads.columns.length];
    const painting = { values, rings, decimals: sent.decimals, tints: sent.tints, blocks, scale, face, look, pale: !sent.on, printed: this.isPrinted() };
    this.root.classList.toggle("read", paint(this.canvas, painting));
    this.outline(this.sent.boxes);
  }

  /** Boxes that stay, whatever is pointed at. */
  outline(boxes) {
    this.boxes.replaceChildren();
    for (const box of boxes) this.place(makeHtml("i", "mark box", this.boxes), box);
  }

  /** The cell under a place on the face, in screen pixels. */
  cellAt(x, y) {
    const [rows, columns] = this.size;
    const along = (place, length, count) => Math.min(Math.max(Math.floor((place / length) * count), 0), count - 1);
    const [top, left] = this.origin();
    const [row, column] = [along(y, this.box.height, rows), along(x, this.box.width, columns)];
    if (this.numbering) return { axes: this.sent.axes, row: 0, column: this.numbering.at(row, column) };
    return { axes: this.sent.axes, row: top + row, column: left + column };
  }

  /** Rows and columns of the positions that its cells are. @returns {number[]} */
  positions() {
    return this.numbering ? [1, this.numbering.peak() + 1] : this.size;
  }

  /** Row and column of its first cell. */
  origin() {
    return this.sent.origin ?? [0, 0];
  }

  /** A cell of its axes as one of the tile, if it lies on it. */
  ownCell(cell) {
    if (!cell) return null;
    if (this.numbering) return this.cellNumbered(cell[1]);
    const own = this.origin().map((first, axis) => cell[axis] - first);
    return isOn(own, this.size) ? own : null;
  }

  /** The cell that has a number. @param {number} number @returns {?number[]} */
  cellNumbered(number) {
    const place = this.numbering.units.indexOf(number);
    return place < 0 ? null : [Math.floor(place / this.size[1]), place % this.size[1]];
  }

  /** The window as far as it lies on the tile: beside it there is padding, or what the tile is cut off from. */
  ownWindow({ window }) {
    return this.sent.axes === "input" && window ? clipped(window, this.origin(), this.size) : null;
  }

  /**
   * Mark what belongs to what is meant, and say its number.
   * @param {Focus} focus      what is pointed at, or else pinned
   * @param {?number[]} pinned the position that stays
   * @param {boolean} pointing
   */
  mark(focus, pinned, pointing) {
    const cell = this.ownCell(cellOn(this.sent.axes, focus));
    const pin = this.sent.axes === "output" ? this.ownCell(pinned) : null;
    const spot = pointing ? cell : null;
    this.frame(focus);
    this.place(this.marks.pin, pin && oneCell(pin));
    this.place(this.marks.spot, spot && oneCell(spot));
    this.root.classList.toggle("pointed", spot !== null);
    this.cross(this.box.width / this.size[1] < LARGEST_CROSSED ? spot : null);
    this.say(cell ? this.textAt(cell) : this.wordsBeside(focus));
  }

  /** Lay the window around its cells; where it goes on beside a whole input, its side is dashed. @param {Focus} focus */
  frame(focus) {
    this.place(this.marks.window, this.ownWindow(focus));
    if (!focus.window || this.sent.origin) return;
    this.marks.window.style.borderStyle = sidesOver(focus.window, this.size).map((over) => (over ? "dashed" : "solid")).join(" ");
  }

  /** What an input says where no single cell of it is meant. */
  wordsBeside(focus) {
    const { window } = focus;
    if (this.sent.axes !== "input" || !window || (this.sent.origin && !this.ownWindow(focus))) return "";
    if (focus.input) return this.sent.origin ? "" : "padding";
    const placed = (place) => String(place).replace("-", "−");
    const fromTo = (first, count) => `${placed(first)}–${placed(first + count - 1)}`;
    const [rows, columns] = [fromTo(window.row, window.rows), fromTo(window.column, window.columns)];
    return this.isNarrow ? `${rows}, ${columns}` : `rows ${rows}, columns ${columns}`;
  }

  /** Its number at a cell, as it is written. @param {number[]} cell */
  textAt(cell) {
    return cellText(this.values, cell, this.sent.decimals);
  }

  say(text) {
    if (text === this.said) return;
    this.said = text;
    this.value.textContent = text;
    const isRows = text.includes("–");
    this.value.classList.toggle("rows", isRows);
    this.value.classList.toggle("words", isRows || text === "padding");
  }

  /** For screen readers: what it is, and its number at the position that stays. */
  describe(pinned) {
    const own = this.sent.axes === "output" ? this.ownCell(pinned) : null;
    const place = this.numbering ? own : pinned;
    this.face.ariaLabel = own ? PLACE_WORDS.mapAt(this.sent.alt, place, this.textAt(own)) : this.sent.alt;
  }

  /** Two lines through a cell. */
  cross(cell) {
    for (const name in this.hairs) this.hairs[name].classList.toggle("shown", cell !== null);
    if (!cell) return;
    const { width, height } = this.box;
    this.hairs.across.style.transform = `translateY(${((cell[0] + 0.5) * height) / this.size[0]}px)`;
    this.hairs.down.style.transform = `translateX(${((cell[1] + 0.5) * width) / this.size[1]}px)`;
  }

  /** Lay a mark around a box of cells; without one it is hidden. @param {?Box} box */
  place(mark, box) {
    mark.classList.toggle("shown", box !== null);
    if (!box) return;
    const [rows, columns] = this.size;
    const across = span(box.column, box.columns, this.box.width / columns);
    const down = span(box.row, box.rows, this.box.height / rows);
    mark.style.transform = `translate(${across.start}px, ${down.start}px)`;
    mark.style.width = `${across.length}px`;
    mark.style.height = `${down.length}px`;
  }
}

/** @param {number[]} cell @returns {Box} */
function oneCell([row, column]) {
  return { row, column, rows: 1, columns: 1 };
}

/** Start and length of a mark in pixels, long enough to be found. */
function span(first, count, cell) {
  const length = Math.max(count * cell, LEAST_MARK);
  return { start: (first + count / 2) * cell - length / 2, length };
}
