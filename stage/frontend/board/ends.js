// Names of the blocks of one tile: beside its rows, and above its columns.

import { makeHtml } from "../dom.js";

const LEAD = 68; // px for the names beside the rows, at the usual size of type

export class Ends {
  /** @param {HTMLElement} body  of the tile */
  constructor(body) {
    this.body = body;
    this.above = makeHtml("div", "ends above", body);
    this.beside = makeHtml("div", "ends beside", body);
  }

  /** @param {?import("./heads.js").SentHeads} heads  one name for each block */
  show(heads) {
    this.isShown = heads !== null;
    this.body.classList.toggle("headed", this.isShown);
    for (const [root, names] of [[this.above, heads?.columns ?? []], [this.beside, heads?.rows ?? []]]) {
      root.replaceChildren(...names.map((name) => makeHtml("span", "", null, name)));
    }
  }

  /** Width that the names beside the rows take, in screen pixels at the usual size of type. */
  lead() {
    return this.isShown ? LEAD : 0;
  }
}
