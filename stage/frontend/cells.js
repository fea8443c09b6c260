// A cell of the padded input in words.

import { namesOf } from "./names.js";
import { numberText } from "./numbers.js";
import { positionsUsing, sizes } from "./scene.js";
/** @import { Scene } from "./scene.js" */

/**
 * Which cell of the padded input it is, and its value.
 * @param {Scene} scene
 * @param {number[]} cell
 * @returns {string}
 */
export function describeCell(scene, cell) {
  return `${cellName(scene, cell, "label")}: ${numberText(scene.input.at(...cell))}`;
}

/**
 * How many positions use a cell of the padded input.
 * @param {Scene} scene
 * @param {number[]} cell
 * @returns {string}
 */
export function tracedSentence(scene, [slab, r, q]) {
  const { kh, kw, OH, OW } = sizes(scene);
  const rows = positionsUsing(r, OH, kh, scene.stride[0], scene.dilation[0]).size;
  const columns = positionsUsing(q, OW, kw, scene.stride[1], scene.dilation[1]).size;
  const maps = scene.maps.filter(({ slabs }) => slabs.includes(slab)).length;
  const uses = rows * columns === 0 ? "No window visits it" : namesOf(scene).uses(rows * columns, maps);
  return `${describeCell(scene, [slab, r, q])}. ${uses}.`;
}

/**
 * Where a cell is: counted without the padding, of which no row or column is named.
 * @param {Scene} scene
 * @param {number[]} cell
 * @param {"label"|"short"} title of its slab
 * @returns {string}
 */
export function cellName(scene, [slab, r, q], title) {
  const { top, left, bottom, right } = scene.padding;
  const { H, W } = sizes(scene);
  const real = r >= top && r < H - bottom && q >= left && q < W - right;
  const name = scene.slabs[slab][title];
  return real ? `${name}, row ${r - top}, column ${q - left}` : `padding of ${name}`;
}
