// A cell of the padded input in words.

import { namesOf, placeName } from "./names.js";
import { NUMBER_WORDS } from "./number_words.js";
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
  return NUMBER_WORDS.named(cellName(scene, cell, "label"), numberText(scene.input.at(...cell)));
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
  const cell = describeCell(scene, [slab, r, q]);
  return rows * columns === 0 ? NUMBER_WORDS.unvisited(cell) : NUMBER_WORDS.visited(cell, namesOf(scene).uses(rows * columns, maps));
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
  return real ? NUMBER_WORDS.cell(name, placeName(scene, r - top, q - left)) : NUMBER_WORDS.padding(name);
}
