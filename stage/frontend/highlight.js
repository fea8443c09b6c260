// What lights up when a number is pointed at: the number, what it is made of (solid frames), and what it goes into (dashed).

import { splitAddress } from "./origins.js";
/** @import { Ledger } from "./ledger.js" */
/** @import { Links } from "./links.js" */
/** @import { OutputMaps } from "./maps.js" */
/** @import { Address, Origin } from "./origins.js" */
/** @import { InputVolume } from "./volume.js" */
/** @import { Words } from "./words.js" */

/** @typedef {{volume: InputVolume, ledger: Ledger, links: Links, maps: OutputMaps, words: Words}} Parts  of the picture */

export class Highlight {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** @type {[Element, string][]} */
    this.marked = [];
  }

  /**
   * @param {?Address} pointed
   * @param {?Origin} origin
   */
  show(pointed, origin) {
    for (const [element, mark] of this.marked) element.classList.remove(mark);
    this.marked = [];
    if (!pointed) return;
    this.mark([pointed], "pointed");
    this.mark(origin.sources, "source");
    this.mark(origin.uses, "target");
  }

  /**
   * @param {Address[]} addresses
   * @param {string} mark
   */
  mark(addresses, mark) {
    for (const element of addresses.flatMap((address) => this.shown(address))) {
      element.classList.add(mark);
      this.marked.push([element, mark]);
    }
  }

  /**
   * Everything that shows a number: in the picture, and in the line below it.
   * @param {Address} address
   * @returns {Element[]}
   */
  shown(address) {
    return [this.inPicture(address), ...this.besides(address)];
  }

  /**
   * Where the picture shows a number.
   * @param {Address} address
   * @returns {Element}
   */
  inPicture(address) {
    const { volume, ledger, links, maps } = this.parts;
    const [kind, first, row, column] = splitAddress(address);
    if (kind === "input") return volume.slabs[first].cellAt(row, column).rect;
    if (kind === "output") return maps.slabs[first].cellAt(row, column).rect;
    return kind === "bias" ? links.biasSpot : ledger.shown(kind, first, row);
  }

  /** @param {Address} address @returns {Element[]} */
  besides(address) {
    const { links, words } = this.parts;
    const terms = words.terms(address);
    return links.valueSpot.dataset.number === address ? [links.valueSpot, ...terms] : terms;
  }
}
