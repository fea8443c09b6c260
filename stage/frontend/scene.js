// What is on the stage: the arrays of a layer or a volume, and how its maps, windows and steps belong together.

import { figuresOf, numberText, product } from "./numbers.js";
import { Tensor } from "./tensor.js";

/** @typedef {{patch: number, kernel: number, products: number, sums: number, output: number}} Figures */
/** @typedef {{map: number, row: number, column: number}} Place  a cell of the output */

/**
 * What is on the stage, decoded once from what stage/scene.py sent.
 * @typedef {Object} Scene
 * @property {"layer"|"volume"} kind  a layer of filters, or one block that moves in depth too
 * @property {boolean} [ofChannels]  whether the slices of a volume are the channels of a layer
 * @property {Tensor} input      padded input (C, H, W)
 * @property {Tensor} weight     blocks of weights (block, depth, k_h, k_w): the filters of a layer, or the one block of a volume
 * @property {Tensor} bias       one a block
 * @property {Tensor} sums       what each slab under the block adds, at every position (map, depth, H_out, W_out)
 * @property {Tensor} output     (map, H_out, W_out)
 * @property {Tensor} [running]  what the products of a slab add up to, tap by tap (map, depth, k_h * k_w, H_out, W_out); not of large layers
 * @property {number[]} stride   [down, right]
 * @property {number[]} dilation [down, right]
 * @property {{block: number, slabs: number[]}[]} maps  for each output map its block, and the slabs of the input this lies on
 * @property {{top: number, bottom: number, left: number, right: number}} padding
 * @property {{rows: number[], columns: number[]}} unvisited  rows and columns of the padded input in no window
 * @property {?number} fullHue   the value that has a slab's full hue, where it is the same for all
 * @property {{label: string, short: string, colour: string}[]} slabs  of the input
 * @property {boolean} channelsFirst  in which order the axes of a filter are named
 * @property {string} alt        the picture in words
 * @property {Figures} figures  the longest number that each tile of the ledger, its sums and the output may have to show
 */

/**
 * What the server sent, its arrays unpacked.
 * @param {Record<string, any>} data
 * @returns {any} a Scene, with whatever other arrays were sent
 */
export function decodeScene(data) {
  const scene = /** @type {any} */ ({ ...data });
  for (const name in data) if (data[name]?.base64 !== undefined) scene[name] = new Tensor(data[name]);
  scene.figures = figuresNeeded(scene);
  return scene;
}

/**
 * The longest number of each, so that type does not change from step to step.
 * @param {Scene} scene
 * @returns {Figures}
 */
function figuresNeeded({ input, weight, sums, output }) {
  const weights = weight.distinct();
  const lengths = input.distinct().flatMap((value) => weights.map((w) => figuresOf(numberText(product(value, w)))));
  const products = lengths.reduce((a, b) => Math.max(a, b), 1);
  return { patch: input.longest(), kernel: weight.longest(), products, sums: sums.longest(), output: output.longest() };
}

/**
 * Slabs C of the input, output maps M, and the depth of the block: how many slabs it lies on.
 * @param {Scene} scene
 * @returns {{C: number, H: number, W: number, M: number, depth: number, kh: number, kw: number, OH: number, OW: number}}
 */
export function sizes(scene) {
  const [C, H, W] = scene.input.shape;
  const [, depth, kh, kw] = scene.weight.shape;
  const [M, OH, OW] = scene.output.shape;
  return { C, H, W, M, depth, kh, kw, OH, OW };
}

/**
 * A series is one row high: its slabs are strips, and only their length needs room.
 * @param {Scene} scene
 * @returns {boolean}
 */
export function isSeries(scene) {
  return sizes(scene).H === 1;
}

/**
 * @param {Scene} scene
 * @returns {number}
 */
export function stepCount(scene) {
  return scene.output.units.length;
}

/**
 * Output map, row and column of a step.
 * @param {Scene} scene
 * @param {number} step
 * @returns {Place}
 */
export function placeOf(scene, step) {
  const { OH, OW } = sizes(scene);
  return { map: Math.floor(step / (OH * OW)), row: Math.floor((step % (OH * OW)) / OW), column: step % OW };
}

/**
 * @param {Scene} scene
 * @param {Place} place
 * @returns {number}
 */
export function stepOf(scene, { map, row, column }) {
  const { OH, OW } = sizes(scene);
  return (map * OH + row) * OW + column;
}

/**
 * The place itself, or the nearest one there is.
 * @param {Scene} scene
 * @param {number[]} numbers
 * @returns {Place}
 */
export function nearestPlace(scene, numbers) {
  const [map, row, column] = numbers.map((n, axis) => Math.min(n, scene.output.shape[axis] - 1));
  return { map, row, column };
}

/**
 * The value that has a slab's full hue: of a picture 255, of other numbers the slab's greatest.
 * @param {Scene} scene
 * @param {number} slab
 * @returns {number}
 */
export function peakOf(scene, slab) {
  return scene.fullHue ?? scene.input.peak(slab);
}

/**
 * The slabs of the input that make an output map: all of them, those of a group, or those at its depth.
 * @param {Scene} scene
 * @param {number} map
 * @returns {number[]}
 */
export function slabsUnder(scene, map) {
  return scene.maps[map].slabs;
}

/**
 * The weight of the block that makes an output map, on the i-th slab under it.
 * @param {Scene} scene
 * @param {number} map
 * @param {number} i
 * @param {number} row
 * @param {number} column
 * @returns {number}
 */
export function weightAt(scene, map, i, row, column) {
  return scene.weight.at(scene.maps[map].block, i, row, column);
}

/**
 * @param {Scene} scene
 * @param {number} map
 * @returns {number}
 */
export function biasOf(scene, map) {
  return scene.bias.at(scene.maps[map].block);
}

/**
 * Rows and columns of the padded input that the window of a position touches.
 * @param {Scene} scene
 * @param {{row: number, column: number}} position
 * @returns {{rows: number[], columns: number[]}}
 */
export function windowCells(scene, { row, column }) {
  const { kh, kw } = sizes(scene);
  const along = (start, count, stride, dilation) => Array.from({ length: count }, (_, i) => start * stride + i * dilation);
  return {
    rows: along(row, kh, scene.stride[0], scene.dilation[0]),
    columns: along(column, kw, scene.stride[1], scene.dilation[1]),
  };
}

/**
 * Positions whose window holds a row (or column) of the padded input.
 * @param {number} index
 * @param {number} count
 * @param {number} taps
 * @param {number} stride
 * @param {number} dilation
 * @returns {Set<number>}
 */
export function positionsUsing(index, count, taps, stride, dilation) {
  const found = new Set();
  for (let tap = 0; tap < taps; tap++) {
    const position = (index - tap * dilation) / stride;
    if (Number.isInteger(position) && position >= 0 && position < count) found.add(position);
  }
  return found;
}
