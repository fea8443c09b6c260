// The picture, and the square on it: drawn or dragged by mouse and finger, moved by arrow keys.

import { Arrays } from "../board/arrays.js";
import { lookOf } from "../board/look.js";
import { paint } from "../board/paint.js";
import { PLACE_WORDS } from "../board/words.js";
import { makeHtml } from "../dom.js";
import { AT_REST, Reports } from "../reports.js";
import { acrossFrom, around, drawn, grown, holds, kept } from "./squares.js";

/** @typedef {import("./squares.js").Square} Square */

const STEADY = 4; // px: a shorter way is a click
const GRASP = 12; // px around a corner
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const GROWING = { "+": 1, "=": 1, "-": -1 };

/**
 * What stage/region.py sends.
 * @typedef {Object} RegionData
 * @property {import("../board/arrays.js").SentArray} picture
 * @property {number[]} size   rows and columns of the picture the region is counted in
 * @property {Square} region
 * @property {number} least    the shortest side
 * @property {string} label
 * @property {number} height   of the picture on a desktop, in pixels
 */

export class RegionPicker {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.arrays = new Arrays();
    this.reports = new Reports();
    this.addElements();
    this.listen();
  }

  addElements() {
    this.root.tabIndex = 0;
    this.root.role = "group";
    this.face = makeHtml("div", "face", this.root);
    this.canvas = makeHtml("canvas", "", this.face);
    this.mark = makeHtml("i", "mark window shown", this.face);
    this.mark.dataset.testid = "region-square";
    this.heard = makeHtml("p", "only-heard", this.root);
    this.heard.ariaLive = "polite";
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(this.root);
  }

  /**
   * New data from the server, or another theme.
   * @param {RegionData} data
   * @param {import("../reports.js").Send} send
   */
  async receive(data, send) {
    this.reports.send = send;
    this.newest = data;
    if (!this.arrays.has([data.picture])) await this.arrays.load([data.picture]);
    if (this.newest !== data) return;
    const isNew = JSON.stringify(data.region) !== JSON.stringify(this.data?.region);
    this.data = data;
    this.root.ariaLabel = data.label;
    if (isNew && !this.start) this.square = data.region;
    this.width = 0;
    this.fit();
  }

  /** As wide as there is room for, and no higher than on a desktop. */
  fit() {
    const width = this.root.clientWidth - 2 * this.face.clientLeft;
    if (!this.data || width <= 0 || width === this.width) return;
    this.width = width;
    const [rows, columns] = this.data.size;
    const pixel = Math.min(width / columns, this.data.height / rows);
    this.box = { width: Math.max(1, Math.round(pixel * columns)), height: Math.max(1, Math.round(pixel * rows)) };
    Object.assign(this.face.style, { width: `${this.box.width}px`, height: `${this.box.height}px` });
    const values = this.arrays.of(this.data.picture);
    paint(this.canvas, { values, rings: null, decimals: null, scale: null, face: this.box, look: lookOf(this.root), pale: false, printed: false });
    this.root.style.minHeight = "";
    this.show();
  }

  show() {
    const { top, left, span } = this.square;
    const pixel = this.box.width / this.data.size[1];
    const side = `${span * pixel}px`;
    Object.assign(this.mark.style, { transform: `translate(${left * pixel}px, ${top * pixel}px)`, width: side, height: side });
  }

  listen() {
    const { face, root } = this;
    face.addEventListener("pointerdown", (event) => this.begin(event));
    face.addEventListener("pointermove", (event) => this.move(event));
    face.addEventListener("pointerup", (event) => this.end(event));
    face.addEventListener("pointercancel", () => this.giveUp());
    root.addEventListener("keydown", (event) => this.key(event));
  }

  /** Row and column of the picture under the mouse, with fractions. */
  placeOf({ clientX, clientY }) {
    const { left, top } = this.face.getBoundingClientRect();
    const pixel = this.box.width / this.data.size[1];
    return [(clientY - top - this.face.clientTop) / pixel, (clientX - left - this.face.clientLeft) / pixel];
  }

  /** A drag at a corner makes the square larger or smaller, inside it moves it, outside it draws another one. */
  begin(event) {
    if (event.button !== 0 || !this.box) return;
    const { square, data } = this;
    const place = this.placeOf(event);
    const corner = acrossFrom(square, place, (GRASP * data.size[1]) / this.box.width);
    const moves = !corner && holds(square, place) && square.span < Math.max(...data.size);
    this.start = { place: corner ?? place, square, moves, x: event.clientX, y: event.clientY };
    this.face.setPointerCapture(event.pointerId);
  }

  move(event) {
    if (!this.start || this.isSteady(event)) return;
    const { place, square, moves } = this.start;
    const here = this.placeOf(event);
    const moved = { ...square, top: square.top + here[0] - place[0], left: square.left + here[1] - place[1] };
    this.put(moves ? moved : drawn(place, here));
  }

  end(event) {
    if (!this.start) return;
    if (this.isSteady(event)) this.put(around(this.start.square, this.placeOf(event)));
    this.start = undefined;
    this.tell(0);
  }

  giveUp() {
    if (this.start) this.put(this.start.square);
    this.start = undefined;
  }

  isSteady({ clientX, clientY }) {
    return this.square === this.start.square && Math.hypot(clientX - this.start.x, clientY - this.start.y) < STEADY;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.box) return;
    const step = Math.max(1, Math.round(this.square.span / (event.shiftKey ? 2 : 10)));
    const arrow = ARROWS[event.key];
    if (!arrow && !GROWING[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    const { top, left, span } = this.square;
    this.put(arrow ? { top: top + arrow[0] * step, left: left + arrow[1] * step, span } : grown(this.square, GROWING[event.key] * step));
    this.tell(AT_REST);
  }

  put(square) {
    this.square = kept(square, this.data.size, this.data.least);
    this.show();
  }

  tell(wait) {
    this.reports.tell("region", wait, () => {
      const { top, left, span } = this.square;
      this.heard.textContent = PLACE_WORDS.square(top, left, span);
      return this.square;
    });
  }

  leave() {
    this.reports.leave();
    this.resize.disconnect();
  }
}
