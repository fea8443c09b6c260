// A board that asks: one of its cells is chosen, or one of its tiles. To move to a place is not yet to choose it.

import { clamp } from "../numbers.js";
import { placeByKey } from "./places.js";
import { PLACE_WORDS } from "./words.js";

/** @typedef {import("./board.js").Board} Board */
/** @typedef {import("./places.js").Box} Box */

/**
 * A cell of a tile, or all of it: the row and the column are 0 then.
 * @typedef {{tile: string, row: number, column: number}} Spot
 *
 * What can be chosen, as stage/board.py sends it.
 * @typedef {{tiles: string[], whole: boolean, chosen: ?Spot}} SentChoice
 */

const PRESSED = matchMedia("(pointer: coarse)").matches ? 30 : 22; // px: a cell that a finger, or a mouse, can choose
const TILE_STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity };

export class Asking {
  /** @param {Board} board */
  constructor(board) {
    this.board = board;
    /** @type {?SentChoice} */
    this.sent = null;
    /** @type {?Spot} where the learner is */
    this.spot = null;
    /** @type {?Spot} */
    this.chosen = null;
  }

  /** @param {?SentChoice} sent  none on a board that asks nothing */
  receive(sent) {
    this.sent = sent;
    this.chosen = sent?.chosen ?? null;
    const { root, tiles } = this.board;
    root.role = sent ? "application" : "group"; // a screen reader leaves the arrow keys to the question
    root.classList.toggle("asks", sent !== null);
    for (const tile of Object.values(tiles)) {
      const isAsked = sent?.tiles.includes(tile.name) ?? false;
      tile.root.classList.toggle("asked", isAsked);
      tile.press = isAsked && !sent.whole ? PRESSED : 0;
    }
  }

  /** The place that a cell of a tile is, if it can be chosen. @param {string} tile @param {{row: number, column: number}} cell @returns {?Spot} */
  spotOn(tile, { row, column }) {
    if (!this.sent.tiles.includes(tile)) return null;
    return this.sent.whole ? { tile, row: 0, column: 0 } : { tile, row, column };
  }

  /** @param {?Spot} spot */
  moveTo(spot) {
    this.spot = spot;
    this.show();
  }

  /** Begin where something was chosen, or else with the first place. */
  begin() {
    this.moveTo(this.spot ?? this.chosen ?? { tile: this.sent.tiles[0], row: 0, column: 0 });
    this.say(this.nameOf(this.spot));
  }

  /** Whether a key was meant for the question. @param {string} key */
  takeKey(key) {
    if (key === "Enter" || key === " ") {
      if (this.spot) this.choose(this.spot);
      return true;
    }
    const spot = this.spot && this.spotByKey(key, this.spot);
    if (!spot) return false;
    this.moveTo(spot);
    this.say(this.nameOf(spot));
    return true;
  }

  /** @param {string} key @param {Spot} spot @returns {Spot|undefined} */
  spotByKey(key, spot) {
    const { tiles, whole } = this.sent;
    if (whole) {
      const step = TILE_STEPS[key];
      return step && { ...spot, tile: tiles[clamp(tiles.indexOf(spot.tile) + step, 0, tiles.length - 1)] };
    }
    const place = placeByKey(key, [spot.row, spot.column], this.board.tiles[spot.tile].size);
    return place && { tile: spot.tile, row: place[0], column: place[1] };
  }

  /** @param {Spot} spot */
  choose(spot) {
    this.chosen = this.spot = spot;
    this.show();
    this.say(PLACE_WORDS.chosen(this.nameOf(spot)));
    const { tile, row, column } = spot;
    this.board.reports.tell("pinned", 0, () => ({ tile, place: [row, column] }));
  }

  /** Outline where the learner is, and what was chosen. */
  show() {
    for (const tile of Object.values(this.board.tiles)) {
      tile.place(tile.marks.spot, this.boxOn(tile, this.spot));
      tile.place(tile.marks.pin, this.boxOn(tile, this.chosen));
      tile.describe(null);
    }
  }

  /** @param {import("./tile.js").Tile} tile @param {?Spot} spot @returns {?Box} */
  boxOn(tile, spot) {
    if (spot?.tile !== tile.name) return null;
    const [rows, columns] = this.sent.whole ? tile.size : [1, 1];
    return { row: spot.row, column: spot.column, rows, columns };
  }

  /** @param {Spot} spot */
  nameOf({ tile, row, column }) {
    const asked = this.board.tiles[tile];
    return this.sent.whole ? asked.sent.title : PLACE_WORDS.valueAt([row, column], asked.textAt([row, column]));
  }

  /** @param {string} words */
  say(words) {
    this.board.heard.textContent = words;
  }
}
