// The board: tiles that share their positions. It builds them from the data, and answers mouse, touch and keys.

import { makeHtml } from "../dom.js";
import { Lights } from "../lights.js";
import { AT_REST, Reports } from "../reports.js";
import { Arrays } from "./arrays.js";
import { Asking } from "./asking.js";
import { BOARD_PARTS } from "./board_parts.js";
import { Heads } from "./heads.js";
import { boardLayoutOf } from "./layout.js";
import { Legend } from "./legend.js";
import { Line } from "./line.js";
import { lookOf } from "./look.js";
import { focusOf, isOn, placeByKey } from "./places.js";
import { Scales } from "./shades.js";
import { Tile } from "./tile.js";
import { PLACE_WORDS } from "./words.js";

/** @typedef {import("./places.js").Pointer} Pointer */

/**
 * What stage/board.py sends.
 * @typedef {Object} BoardData
 * @property {string[][]} columns  names of tiles, those of a column below each other
 * @property {Record<string, import("./tile.js").SentTile>} tiles
 * @property {Record<string, import("./shades.js").SentScale>} scales
 * @property {string[]} inks
 * @property {import("./line.js").Part[]} line
 * @property {import("./legend.js").Entry[]} legend
 * @property {?import("./places.js").Sliding} sliding
 * @property {?number[]} at      the page's position
 * @property {?number[]} whole   rows and columns of the output, where only parts of it are shown
 * @property {?import("./heads.js").SentHeads} heads  of a matrix of tiles
 * @property {string} off        what greyed tiles are
 * @property {boolean} reports
 * @property {?import("./asking.js").SentChoice} choice  of a board that asks
 * @property {string} label
 */

const MOST_BRIEF = 7; // numbers of a line that does not take all of the width: of four channels, a bias and the sums

export class Board {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.arrays = new Arrays();
    this.reports = new Reports();
    this.lights = new Lights(root, BOARD_PARTS);
    this.asking = new Asking(this);
    /** @type {Record<string, Tile>} */
    this.tiles = {};
    this.scales = new Scales();
    this.pin = this.asked = null; // the learner's position, and whether the page has yet to follow it
    /** @type {?string} the tile that was clicked last */
    this.pressed = null;
    /** @type {?Pointer} */
    this.pointer = null;
    this.width = this.density = this.height = 0; // as they were when the tiles were laid out
    this.build();
    this.listen();
  }

  build() {
    this.root.tabIndex = 0;
    this.root.role = "group";
    this.grid = makeHtml("div", "tiles", this.root);
    this.room = makeHtml("div", "room", this.root);
    this.heads = new Heads(this.grid);
    this.line = new Line(this.root);
    this.legend = new Legend(this.root);
    this.heard = makeHtml("p", "only-heard", this.root);
    this.heard.ariaLive = "polite";
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(this.root);
    this.resize.observe(this.room);
  }

  /**
   * New data from the server, or another theme. Only what is new is decoded and drawn.
   * @param {BoardData} data
   * @param {import("../reports.js").Send} send
   */
  async receive(data, send) {
    this.reports.send = data.reports ? send : () => {};
    const sent = Object.values(data.tiles).flatMap(({ values, rings, numbering }) => [values, rings, numbering].filter(Boolean));
    this.newest = data;
    if (!this.arrays.has(sent)) await this.arrays.load(sent);
    if (this.newest === data) this.take(data);
  }

  take(data) {
    const before = this.data && this.reading();
    this.takePosition(data.at);
    this.data = data;
    this.root.ariaLabel = data.label;
    this.takeTheme();
    this.takeTiles();
    this.asking.receive(data.choice);
    this.line.receive(data.line);
    this.root.classList.toggle("brief", this.line.numbers.length <= MOST_BRIEF);
    const anyOff = Object.values(data.tiles).some(({ on }) => !on);
    this.legend.show(data.legend, anyOff ? data.off : "", (key) => data.scales[key][this.theme]);
    this.width = 0;
    this.fit();
    this.sayChange(before);
  }

  /** What a control of the page has changed at the position is said aloud, as what keys reach. @param {string | undefined} before  what was read there */
  sayChange(before) {
    const now = this.reading();
    if (before !== undefined && now !== before && this.position() && !this.asking.sent) this.heard.textContent = now;
  }

  /** The page's position holds, unless it is only behind: keys may be faster than the server. */
  takePosition(at) {
    const isNew = String(at) !== String(this.data?.at);
    const isBehind = this.asked && String(at) !== String(this.asked);
    if (!isNew || isBehind) return;
    this.pin = this.asked = null;
  }

  /** The look of the page; the same one as long as nothing in it changes. */
  takeTheme() {
    const look = lookOf(this.root);
    this.theme = look.theme;
    if (JSON.stringify(look) !== JSON.stringify(this.look)) this.look = look;
  }

  takeTiles() {
    const { data, arrays } = this;
    const names = data.columns.flat();
    this.tiles = Object.fromEntries(names.map((name) => [name, this.tiles[name] ?? new Tile(name)]));
    for (const name of names) {
      const { values, rings, numbering } = data.tiles[name];
      this.tiles[name].receive(data.tiles[name], arrays.of(values), rings && arrays.of(rings), numbering && arrays.of(numbering));
    }
    this.takeHeads(data.heads);
    const roots = [...names.map((name) => this.tiles[name].root), ...this.heads.roots];
    if (roots.some((root, i) => root !== this.grid.children[i])) this.grid.replaceChildren(...roots);
    this.lights.renew();
  }

  /** Those that stand already stay. */
  takeHeads(heads) {
    const told = JSON.stringify(heads);
    if (told === this.toldHeads) return;
    this.toldHeads = told;
    this.heads.show(heads);
  }

  /** A scale in the theme of the page; none of a picture. */
  scaleOf(key) {
    return key === null ? null : this.scales.of(this.theme, this.data.scales[key], this.data.inks);
  }

  /** Lay the tiles out for the width and height there is. */
  fit() {
    const width = Math.floor(this.root.clientWidth);
    const height = this.room.clientHeight;
    if (!this.data || width === 0 || (width === this.width && height === this.height && devicePixelRatio === this.density)) return;
    Object.assign(this, { width, height, density: devicePixelRatio });
    this.takeTheme(); // type may have become larger
    const columns = this.data.columns.map((names) => names.map((name) => this.tiles[name]));
    const { zoom } = this.look;
    const lead = this.heads.lead(width, zoom);
    const rooms = columns.map((tiles) => tiles.map((tile) => tile.room(this.look)));
    const layout = boardLayoutOf(rooms, { width: width - lead, height, zoom, isMatrix: lead > 0, isLow: this.heads.areMany, hasOperators: this.hasOperators(), isSum: this.isSum() });
    this.grid.classList.toggle("written", layout.isWritten ?? false);
    this.grid.classList.toggle("crowded", layout.isCrowded ?? false);
    if (layout.isWritten) this.write(columns, layout);
    else this.arrange(columns, layout, lead);
    this.root.style.minHeight = ""; // of the place that was kept
    this.show();
  }

  hasOperators() {
    return Object.values(this.data.tiles).some(({ operator }) => operator);
  }

  /** Whether its last tiles are added up. */
  isSum() {
    return Object.values(this.data.tiles).some(({ operator }) => operator === "+");
  }

  /** Each column stays together where a line of them is full; short ones stand at its foot. */
  arrange(columns, layout, lead) {
    const { perLine, gap } = layout;
    const depth = Math.max(...columns.map((tiles) => tiles.length));
    const first = lead ? 1 : 0; // line and column of the first tile: heads stand before it
    this.grid.style.gridTemplateColumns = `${lead ? `${lead}px ` : ""}repeat(${perLine}, ${layout.column}px)`;
    this.grid.style.paddingLeft = `${columns.length > perLine && this.hasOperators() ? gap : 0}px`;
    const begin = perLine < columns.length && perLine > 2 ? firstResult(columns) : 0; // a phone has no room to spare
    this.place(columns, layout, (i, level) => {
      const [before, rest] = i < begin ? [0, i] : [Math.ceil(begin / perLine), i - begin];
      const line = (before + Math.floor(rest / perLine)) * depth + depth - columns[i].length + level;
      return [first + line, first + (rest % perLine), line > 0 && line % depth === 0];
    });
  }

  /** Each column is a line, at the end of which is what is added up. */
  write(columns, layout) {
    this.grid.style.gridTemplateColumns = `repeat(${layout.perLine}, ${layout.column}px)`;
    this.grid.style.paddingLeft = layout.perLine === 1 ? `${2 * layout.gap}px` : "";
    this.place(columns, layout, (i, level) => [i, layout.perLine - columns[i].length + level, false]);
  }

  /**
   * @param {Tile[][]} columns
   * @param {import("./layout.js").Layout} layout
   * @param {(i: number, level: number) => [number, number, boolean]} spot  line, column, and whether it begins a block of lines below others
   */
  place(columns, { gap, faces, perLine, isWritten = false }, spot) {
    this.grid.style.columnGap = `${gap}px`;
    const startsAtEdge = isWritten && perLine > 1;
    columns.forEach((tiles, i) => {
      tiles.forEach((tile, level) => {
        const [line, column, isBelow] = spot(i, level);
        tile.stand(line, column);
        tile.root.classList.toggle("below", isBelow);
        tile.root.classList.toggle("at-edge", startsAtEdge && column === 0);
        tile.draw(faces[i][level], this.scaleOf(tile.sent.scale), this.look);
      });
    });
  }

  /** The position that stays: where the learner pinned it, or else the page's. Without a map of the output it only says which window. */
  position() {
    const size = this.size();
    const place = this.pin ?? this.data.at;
    return place && (!size || isOn(place, size)) ? place : null;
  }

  /** Rows and columns of the output's maps: every position on any of them is among these. */
  size() {
    const maps = Object.values(this.tiles).filter(({ sent }) => sent.axes === "output" && !sent.origin);
    if (maps.length === 0) return this.data.whole;
    const sizes = maps.map((tile) => tile.positions());
    return [0, 1].map((axis) => Math.max(...sizes.map((size) => size[axis])));
  }

  /** Mark what is pointed at, or else pinned, on every tile, and read the line there. */
  show() {
    if (this.asking.sent) return this.asking.show();
    const position = this.position();
    const focus = focusOf(this.pointer, position, this.data.sliding, this.size());
    for (const tile of Object.values(this.tiles)) tile.mark(focus, position, this.pointer !== null);
    this.line.show(this.tiles, focus.output);
    if (!this.pointer) for (const tile of Object.values(this.tiles)) tile.describe(position);
  }

  listen() {
    const { root, grid } = this;
    grid.addEventListener("pointermove", (event) => event.pointerType !== "touch" && this.point(event));
    grid.addEventListener("pointerleave", () => this.point(null));
    grid.addEventListener("click", (event) => this.press(event));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("focus", () => this.asking.sent && root.matches(":focus-visible") && this.asking.begin());
    root.addEventListener("focusout", () => this.lights.say(""));
  }

  /** Marks move at most once a frame, however often the mouse reports. */
  point(event) {
    this.latest = event && spotOf(event);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      if (this.asking.sent) return this.asking.moveTo(this.latest && this.askedAt(this.latest));
      const pointer = this.latest && this.pointedAt(this.latest);
      if (JSON.stringify(pointer) === JSON.stringify(this.pointer)) return;
      this.pointer = pointer;
      this.lights.say((pointer && this.latest.face.closest(".tile").dataset.tile.split(" ")[0]) || "");
      this.show();
    });
  }

  /** The cell under a spot, if it is on a map. @returns {?Pointer} */
  pointedAt({ face, x, y }) {
    const tile = face && this.tiles[face.closest(".tile")?.dataset.tile];
    if (!tile) return null;
    const { left, top } = face.getBoundingClientRect();
    return tile.cellAt(x - left - face.clientLeft, y - top - face.clientTop);
  }

  /** The place under a spot that can be chosen, on a board that asks. @returns {?import("./asking.js").Spot} */
  askedAt(spot) {
    const cell = this.pointedAt(spot);
    return cell && this.asking.spotOn(spot.face.closest(".tile").dataset.tile, cell);
  }

  press(event) {
    if (this.asking.sent) return this.pressAsked(spotOf(event));
    const pointer = this.pointedAt(spotOf(event));
    if (!pointer || pointer.axes === "kernel") return;
    const { output } = focusOf(pointer, null, this.data.sliding, this.size());
    if (!output) return;
    this.pressed = spotOf(event).face.closest(".tile").dataset.tile;
    this.pinTo(output, 0);
  }

  pressAsked(spot) {
    const place = this.askedAt(spot);
    if (place) this.asking.choose(place);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.asking.sent) return this.asking.takeKey(event.key) && keepEvent(event);
    const size = this.size();
    if (!size) return;
    const target = this.targetOf(event.key, this.position() ?? size.map((n) => Math.floor(n / 2)), size);
    if (target === undefined) return;
    keepEvent(event);
    this.pinTo(target, AT_REST);
    this.lights.say(target ? "pinned" : "");
  }

  /** Where a key leads; null takes the pin away. */
  targetOf(key, place, size) {
    if (key === "Escape") return this.pin ? null : undefined;
    return placeByKey(key, place, size);
  }

  /** @param {?number[]} place @param {number} wait  ms until the page is told */
  pinTo(place, wait) {
    this.pin = this.asked = place;
    if (wait) this.pointer = null;
    this.show();
    this.tell(wait);
  }

  /** Say the position to screen readers, and tell it to the page. */
  tell(wait) {
    this.reports.tell("pinned", wait, () => {
      this.heard.textContent = this.reading();
      return { place: this.pin, tile: this.pressed };
    });
  }

  /** The line, or where there is none what each map says at the position. */
  reading() {
    const place = this.position();
    if (!place || this.line.parts.length > 0) return this.line.text();
    const maps = Object.values(this.tiles).filter(({ sent, said }) => sent.axes === "output" && said);
    return PLACE_WORDS.readings(place, maps.map(({ sent, said }) => PLACE_WORDS.reading(sent.title, said)));
  }

  leave() {
    this.reports.leave();
    this.lights.leave();
    cancelAnimationFrame(this.frame);
    this.resize.disconnect();
  }
}

/** The first of the columns that all those before it lead to; they have a line of their own. @param {Tile[][]} columns */
function firstResult(columns) {
  return Math.max(0, columns.findIndex((tiles) => tiles.some(({ sent }) => sent.operator === "→")));
}

/** Nothing else hears a key that the board has taken. @param {KeyboardEvent} event */
function keepEvent(event) {
  event.preventDefault();
  event.stopPropagation();
}

/** Where the mouse is. A shadow tree tells the face only while the event is under way. */
function spotOf({ target, clientX, clientY }) {
  return { face: target.closest?.(".face"), x: clientX, y: clientY };
}
