// What the colours mean: one strip for each scale, from its lowest to its highest value.

import { makeHtml } from "../dom.js";

/**
 * The ticks stand at equal distances.
 * @typedef {{title: string, scale: string, ticks: string[]}} Entry
 */

export class Legend {
  constructor(parent) {
    this.root = makeHtml("div", "legend", parent);
    this.root.dataset.testid = "board-legend";
  }

  /** @param {Entry[]} entries @param {string} off  what greyed tiles are; empty without any @param {(key: string) => [number, string][]} stopsOf */
  show(entries, off, stopsOf) {
    this.root.hidden = entries.length === 0;
    this.root.replaceChildren();
    for (const { title, scale, ticks } of entries) {
      const entry = makeHtml("span", "entry", this.root);
      makeHtml("span", "", entry, title);
      const strip = makeHtml("span", "strip", entry);
      makeHtml("i", "ramp", strip).style.background = gradient(stopsOf(scale));
      const scaled = makeHtml("span", "ticks", strip);
      for (const tick of ticks) makeHtml("span", "", scaled, tick);
    }
    if (entries.length && off) this.addGreyed(off);
  }

  addGreyed(off) {
    const entry = makeHtml("span", "entry", this.root);
    makeHtml("i", "hatched", entry);
    makeHtml("span", "", entry, off);
  }
}

function gradient(stops) {
  return `linear-gradient(to right, ${stops.map(([place, colour]) => `${colour} ${100 * place}%`).join(", ")})`;
}
