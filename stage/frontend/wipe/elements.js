// The elements of before and after: picture, line, buttons and magnifiers.

import { Legend } from "../board/legend.js";
import { makeHtml } from "../dom.js";
import { Lens } from "./lens.js";
import { WIPE_WORDS } from "./words.js";

/** @param {HTMLElement} root */
export function addElements(root) {
  const left = makeHtml("div", "pictures", root);
  const frame = makeHtml("div", "frame", left);
  const face = makeHtml("div", "face", frame);
  const canvas = makeHtml("canvas", "", face);
  canvas.tabIndex = 0;
  const veils = { before: makeHtml("span", "veil before", face), after: makeHtml("span", "veil after", face) };
  const spot = makeHtml("i", "mark spot", face);
  const line = addLine(frame);
  const buttons = addButtons(left);
  const legend = new Legend(left);
  const lenses = makeHtml("div", "lenses", root);
  const heard = makeHtml("p", "only-heard", root);
  heard.ariaLive = "polite";
  return { face, canvas, veils, spot, line, buttons, legend, heard, lenses: { picture: new Lens(lenses, "picture"), map: new Lens(lenses, "map") } };
}

/** A native range: its thumb is the line. It runs from right to left, since it counts what is right of the line. */
function addLine(parent) {
  const line = makeHtml("input", "line-between", parent);
  Object.assign(line, { type: "range", min: "0", max: "100", dir: "rtl", ariaLabel: WIPE_WORDS.line });
  return line;
}

function addButtons(parent) {
  const row = makeHtml("div", "buttons", parent);
  const button = (name, text) => Object.assign(makeHtml("button", "", row, text), { type: "button", ariaLabel: name, title: name });
  const buttons = {
    closer: button(WIPE_WORDS.closer, "+"),
    further: button(WIPE_WORDS.further, "−"),
    whole: button(WIPE_WORDS.whole, WIPE_WORDS.whole),
  };
  return { ...buttons, level: makeHtml("span", "where", row) };
}
