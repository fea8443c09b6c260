// The matrix picture's timeline: first every patch is copied out, then every filter meets every patch.

import { positionsUsing, sizes, windowCells } from "../scene.js";
/** @import { Scene } from "../scene.js" */
/** @import { Tensor } from "../tensor.js" */

/**
 * @typedef {Object} Moment
 * @property {number} position  the patch that is looked at, counted row by row
 * @property {?number} filter   the filter it meets; null while patches are copied
 * @property {number} copied    patches in the patch matrix so far
 * @property {number} met       numbers of the product so far
 * @property {?number} entry    a single cell of patch and filter that is pointed at
 */

/** @typedef {Scene & {patches: Tensor, filters: Tensor, products: Tensor}} MatrixScene */
/** @typedef {"columns"|"rows"} Form  what patches are in their matrix */

/**
 * @param {Scene} scene
 * @returns {number}
 */
export function positionCount(scene) {
  const { OH, OW } = sizes(scene);
  return OH * OW;
}

/**
 * A step for each patch that is copied, and one for each number of the product.
 * @param {Scene} scene
 * @returns {number}
 */
export function matrixStepCount(scene) {
  return positionCount(scene) * (1 + sizes(scene).M);
}

/**
 * @param {Scene} scene
 * @param {number} step
 * @returns {Moment}
 */
export function momentOf(scene, step) {
  const positions = positionCount(scene);
  if (step < positions) return { position: step, filter: null, copied: step + 1, met: 0, entry: null };
  const met = step - positions;
  return { position: met % positions, filter: Math.floor(met / positions), copied: positions, met: met + 1, entry: null };
}

/**
 * The step that makes a number of the product.
 * @param {Scene} scene
 * @param {number} filter
 * @param {number} position
 * @returns {number}
 */
export function meetingStep(scene, filter, position) {
  return positionCount(scene) * (1 + filter) + position;
}

/**
 * Row and column of a position.
 * @param {Scene} scene
 * @param {number} position
 * @returns {{row: number, column: number}}
 */
export function gridPlace(scene, position) {
  const { OW } = sizes(scene);
  return { row: Math.floor(position / OW), column: position % OW };
}

/**
 * The cell of the padded input that an entry of a patch was copied from: channel, row, column.
 * @param {Scene} scene
 * @param {number} entry
 * @param {number} position
 * @returns {number[]}
 */
export function originOf(scene, entry, position) {
  const { kh, kw } = sizes(scene);
  const tap = entry % (kh * kw);
  const { rows, columns } = windowCells(scene, gridPlace(scene, position));
  return [Math.floor(entry / (kh * kw)), rows[Math.floor(tap / kw)], columns[tap % kw]];
}

/**
 * Every place of the patch matrix that holds a copy of a cell of the padded input, as [entry, position].
 * @param {Scene} scene
 * @param {number[]} cell
 * @returns {number[][]}
 */
export function copiesOf(scene, [channel, r, q]) {
  const { kh, kw, OH, OW } = sizes(scene);
  const places = [];
  for (const row of positionsUsing(r, OH, kh, scene.stride[0], scene.dilation[0]))
    for (const column of positionsUsing(q, OW, kw, scene.stride[1], scene.dilation[1])) {
      const down = (r - row * scene.stride[0]) / scene.dilation[0];
      const across = (q - column * scene.stride[1]) / scene.dilation[1];
      places.push([(channel * kh + down) * kw + across, row * OW + column]);
    }
  return places;
}
