// What is seen of the map: zoomed about a place, moved, kept on the map; and which pixel of the picture lies under it.

import { clamp } from "../numbers.js";

/** @typedef {import("../board/places.js").Sliding} Sliding */
/** Where the picture on the screen begins on the map, with fractions, and how many screen pixels one of its own takes. @typedef {{top: number, left: number, scale: number}} View */
/** @typedef {{x: number, y: number}} Spot  in screen pixels */
/** The picture on the screen, in screen pixels, and the rows and columns of the map. @typedef {{width: number, height: number, size: number[]}} Frame */

const CLOSEST = 40; // screen pixels a pixel

/** All of it. @param {Frame} frame @returns {View} */
export function wholeView({ width, size }) {
  return { top: 0, left: 0, scale: width / size[1] };
}

/** @param {View} view @param {Frame} frame */
export function isWhole(view, frame) {
  return view.scale <= wholeView(frame).scale * 1.001;
}

/** Closer or further, with what is at a spot where it was. @param {View} view @param {number} factor @param {Spot} spot @param {Frame} frame @returns {View} */
export function zoomed(view, factor, { x, y }, frame) {
  const furthest = wholeView(frame).scale;
  const scale = clamp(view.scale * factor, furthest, Math.max(CLOSEST, furthest));
  const shift = 1 / view.scale - 1 / scale;
  return keptOn({ top: view.top + y * shift, left: view.left + x * shift, scale }, frame);
}

/** @param {View} view @param {number} x @param {number} y  screen pixels @param {Frame} frame @returns {View} */
export function shifted(view, x, y, frame) {
  return keptOn({ ...view, top: view.top - y / view.scale, left: view.left - x / view.scale }, frame);
}

/** Moved no further than it takes to see a position. @param {View} view @param {number[]} place @param {Frame} frame @returns {View} */
export function showing(view, place, frame) {
  const { x, y } = spotOf(view, place);
  const inside = (n, length) => clamp(n, view.scale / 2, length - view.scale / 2);
  return shifted(view, inside(x, frame.width) - x, inside(y, frame.height) - y, frame);
}

/** @param {View} view @param {Frame} frame @returns {View} */
function keptOn({ top, left, scale }, { width, height, size: [rows, columns] }) {
  return {
    top: clamp(top, 0, Math.max(0, rows - height / scale)),
    left: clamp(left, 0, Math.max(0, columns - width / scale)),
    scale,
  };
}

/** The position under a spot. @param {View} view @param {Spot} spot @param {Frame} frame */
export function placeAt({ top, left, scale }, { x, y }, { size }) {
  return [top + y / scale, left + x / scale].map((n, axis) => clamp(Math.floor(n), 0, size[axis] - 1));
}

/** The middle of a position. @param {View} view @param {number[]} place @returns {Spot} */
export function spotOf({ top, left, scale }, [row, column]) {
  return { x: (column + 0.5 - left) * scale, y: (row + 0.5 - top) * scale };
}

/** The positions that are seen. @param {View} view @param {Frame} frame @returns {import("../board/places.js").Box} */
export function partSeen({ top, left, scale }, { width, height, size }) {
  const [row, column] = [top, left].map(Math.floor);
  const rows = Math.min(Math.ceil(top + height / scale), size[0]) - row;
  const columns = Math.min(Math.ceil(left + width / scale), size[1]) - column;
  return { row, column, rows, columns };
}

/** The same places on the picture: a position lies on the middle of its window. Both strides are the same. @param {View} view @param {Sliding} sliding @returns {View} */
export function viewOfPicture({ top, left, scale }, sliding) {
  return { top: onPicture(top, 0, sliding), left: onPicture(left, 1, sliding), scale: scale / sliding.stride[0] };
}

/** The pixel in the middle of a position's window. @param {number[]} place @param {Sliding} sliding */
export function pixelUnder(place, sliding) {
  return place.map((n, axis) => Math.floor(onPicture(n + 0.5, axis, sliding)));
}

/** @param {number} place  on the map @param {number} axis  0 down, 1 right @param {Sliding} sliding */
function onPicture(place, axis, { kernel, stride, dilation, before }) {
  const reach = (kernel[axis] - 1) * dilation[axis] + 1;
  return place * stride[axis] - before[axis] + (reach - stride[axis]) / 2;
}
