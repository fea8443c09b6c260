// Spots: frames behind lines of type, so that a number without a cell can be pointed at, too.

import { makeSvg, setAttributes } from "./dom.js";
import { boxOfText } from "./geometry.js";

/**
 * @param {Element} parent
 * @param {import("./origins.js").Address} [address]
 * @returns {SVGRectElement}
 */
export function makeSpot(parent, address = "") {
  return makeSvg("rect", { class: "spot", rx: 4, "data-number": address }, parent);
}

/**
 * @param {SVGElement} spot
 * @param {SVGElement} text
 * @param {number} type  px
 */
export function placeSpot(spot, text, type) {
  const [x, y] = ["x", "y"].map((key) => Number(text.getAttribute(key)));
  const anchor = /** @type {"start"|"middle"|"end"} */ (text.getAttribute("text-anchor") ?? "middle");
  setAttributes(spot, boxOfText(x, y, anchor, type, text.textContent.length));
}
