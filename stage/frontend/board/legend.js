// What the colours mean: one strip for each scale, from its lowest to its highest value.

import { makeHtml } from "../dom.js";

/** @typedef {{title: string, scale: string, ticks: string[]}} Entry  the ticks stand at equal distances */

export class Legend {
  constructor(parent) {
    this.root = makeHtml("div", "legend", parent);
    this.root.dataset.testid = "board-legend";
  }

  /** @param {Entry[]} entries @param {boolean} anyOff @param {(key: string) => [number, string][]} stopsOf */
  show(entries, anyOff, stopsOf) {
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
    if (entries.length && anyOff) this.addSwitchedOff();
  }

  addSwitchedOff() {
    const entry = makeHtml("span", "entry", this.root);
    makeHtml("i", "hatched", entry);
    makeHtml("span", "", entry, "switched off");
  }
}

function gradient(stops) {
  return `linear-gradient(to right, ${stops.map(([place, colour]) => `${colour} ${100 * place}%`).join(", ")})`;
}
