// Frames whose strokes stay as thick as they are on a board that is turned: drawn flat, where their corners are on the picture.

import { rounded } from "./look.js";

/** @typedef {{x: number, y: number, w: number, h: number, r: number}} Frame */

/** The frames an element draws: a rectangle, or a path made of boxes as in `M0,0h48v24h-48z`. @returns {Frame[]} */
export function framesOf(element) {
  const number = (name) => Number(element.getAttribute(name) ?? 0);
  if (element.tagName === "rect") return [{ x: number("x"), y: number("y"), w: number("width"), h: number("height"), r: number("rx") }];
  const boxes = [...(element.getAttribute("d") ?? "").matchAll(/M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h[-\d.]+z/g)];
  return boxes.map(([, ...numbers]) => {
    const [x, y, w, h] = numbers.map(Number);
    return { x, y, w, h, r: 0 };
  });
}

/** The outline of a frame, round at its corners, as a matrix turns it. @param {Frame} frame @param {DOMMatrix} matrix */
export function flatOutline({ x, y, w, h, r }, matrix) {
  const at = (px, py) => {
    const point = matrix.transformPoint(new DOMPoint(px, py));
    return `${rounded(point.x)},${rounded(point.y)}`;
  };
  const [right, bottom] = [x + w, y + h];
  const corner = (from, tip, to) => (r === 0 ? `L${at(...tip)}` : `L${at(...from)}Q${at(...tip)} ${at(...to)}`);
  const corners = [
    corner([right - r, y], [right, y], [right, y + r]),
    corner([right, bottom - r], [right, bottom], [right - r, bottom]),
    corner([x + r, bottom], [x, bottom], [x, bottom - r]),
    corner([x, y + r], [x, y], [x + r, y]),
  ];
  return `M${at(x + r, y)}${corners.join("")}z`;
}
