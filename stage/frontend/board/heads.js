// What stands beside the rows and above the columns of a matrix of tiles.

import { makeHtml } from "../dom.js";

/** @typedef {{rows: string[], columns: string[]}} SentHeads  names, from the top down and from left to right */

const SHARE_OF_HEADS = 0.22; // of the board, for the names of the rows
const NARROWEST_HEAD = 58; // px
const WIDEST_HEAD = 130;
const MOST_ROWS = 4; // of more, tiles are lower, and numbers that are read in their cells do not stand below them, too

export class Heads {
  /** @param {HTMLElement} grid  of the tiles, whose first line and first column they take */
  constructor(grid) {
    this.grid = grid;
    /** @type {HTMLElement[]} */
    this.roots = [];
    this.areMany = false;
  }

  /** @param {?SentHeads} sent */
  show(sent) {
    this.roots = sent ? [...sent.columns.map((name, i) => head("above", name, 1, i + 2)), ...sent.rows.map((name, i) => head("beside", name, i + 2, 1))] : [];
    this.grid.classList.toggle("matrix", sent !== null);
    this.areMany = sent !== null && sent.rows.length > MOST_ROWS;
    this.grid.classList.toggle("many-rows", this.areMany);
  }

  /** Width of the names of the rows, in screen pixels. */
  lead(width, zoom) {
    return this.roots.length ? Math.round(Math.min(Math.max(SHARE_OF_HEADS * width, NARROWEST_HEAD * zoom), WIDEST_HEAD * zoom)) : 0;
  }
}

function head(side, name, line, column) {
  const root = makeHtml("span", `head ${side}`, null, name);
  root.style.gridArea = `${line} / ${column}`;
  return root;
}
