// Where things are: which position is meant by what is pointed at, and what belongs to it on every other tile.

import { clamp } from "../numbers.js";

const KEY_STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };

/**
 * How a kernel slides over the input, as stage/board.py sends it; pairs are [down, right].
 * @typedef {{kernel: number[], stride: number[], dilation: number[], before: number[]}} Sliding
 *
 * A cell that is pointed at, on a tile of these axes.
 * @typedef {{axes: "output"|"input"|"kernel", row: number, column: number}} Pointer
 *
 * A box of cells.
 * @typedef {{row: number, column: number, rows: number, columns: number}} Box
 *
 * What belongs together at one moment: a position of the output, its window in the input, and single cells where they are pointed at.
 * @typedef {{output: ?number[], window: ?Box, input: ?number[], kernel: ?number[]}} Focus
 */

/**
 * @param {?Pointer} pointer
 * @param {?number[]} position  that is pinned: row and column
 * @param {?Sliding} sliding    none where the board shows no input beside its maps
 * @param {?number[]} size      rows and columns of the output
 * @returns {Focus}
 */
export function focusOf(pointer, position, sliding, size) {
  if (pointer?.axes === "output") return focusOnPosition([pointer.row, pointer.column], sliding);
  if (pointer?.axes === "input" && sliding) return focusOnInput([pointer.row, pointer.column], sliding, size);
  const focus = focusOnPosition(position, sliding);
  if (pointer?.axes === "kernel") return { ...focus, kernel: [pointer.row, pointer.column], input: tapCell(focus.window, sliding, pointer) };
  if (pointer?.axes === "input") return { ...focus, input: [pointer.row, pointer.column] };
  return focus;
}

/** @returns {Focus} */
function focusOnPosition(position, sliding) {
  return { output: position, window: position && sliding ? windowAt(position, sliding) : null, input: null, kernel: null };
}

/** The position whose window is centred on an input cell, or the nearest there is; and the kernel cell that lies on it. */
function focusOnInput(cell, sliding, size) {
  const position = size && [0, 1].map((axis) => centredOn(cell[axis], axis, sliding, size));
  const focus = focusOnPosition(position, sliding);
  return { ...focus, input: cell, kernel: focus.window && kernelCell(focus.window, sliding, cell) };
}

function centredOn(cell, axis, { kernel, stride, dilation, before }, size) {
  const reach = (kernel[axis] - 1) * dilation[axis];
  return clamp(Math.round((cell + before[axis] - reach / 2) / stride[axis]), 0, size[axis] - 1);
}

/** The window of a position in the input; with padding it may begin before row or column 0. @param {number[]} place @param {Sliding} sliding @returns {Box} */
export function windowAt([row, column], { kernel, stride, dilation, before }) {
  const [rows, columns] = [0, 1].map((axis) => (kernel[axis] - 1) * dilation[axis] + 1);
  return { row: row * stride[0] - before[0], column: column * stride[1] - before[1], rows, columns };
}

/** Which sides of a box lie beyond a map: top, right, bottom and left. @param {Box} box @param {number[]} size */
export function sidesOver({ row, column, rows, columns }, [height, width]) {
  return [row < 0, column + columns > width, row + rows > height, column < 0];
}

/** The cell of the kernel that lies on an input cell, if one does. */
function kernelCell(window, { kernel, dilation }, [row, column]) {
  const tap = [(row - window.row) / dilation[0], (column - window.column) / dilation[1]];
  return tap.every((n, axis) => Number.isInteger(n) && n >= 0 && n < kernel[axis]) ? tap : null;
}

/** The input cell under a kernel cell. */
function tapCell(window, sliding, { row, column }) {
  return window && [window.row + row * sliding.dilation[0], window.column + column * sliding.dilation[1]];
}

/** The cell that belongs to a focus on a tile of these axes, if it is a single one. @returns {?number[]} */
export function cellOn(axes, focus) {
  return focus[axes];
}

/** Whether a cell lies on a map; padding does not. @param {?number[]} cell @param {number[]} size */
export function isOn(cell, [rows, columns]) {
  return cell !== null && cell[0] >= 0 && cell[0] < rows && cell[1] >= 0 && cell[1] < columns;
}

/** A box as it lies on a tile that begins at `origin`, less what lies beside it; null where nothing of it does. @param {Box} box @param {number[]} origin @param {number[]} size @returns {?Box} */
export function clipped(box, [top, left], [rows, columns]) {
  const [row, column] = [Math.max(box.row - top, 0), Math.max(box.column - left, 0)];
  const tall = Math.min(box.row - top + box.rows, rows) - row;
  const wide = Math.min(box.column - left + box.columns, columns) - column;
  return tall > 0 && wide > 0 ? { row, column, rows: tall, columns: wide } : null;
}

/** Where a key leads from a position, kept on the map. @param {string} key @param {number[]} place @param {number[]} size @returns {number[]|undefined} */
export function placeByKey(key, [row, column], [rows, columns]) {
  if (key === "Home") return [row, 0];
  if (key === "End") return [row, columns - 1];
  const step = KEY_STEPS[key];
  return step && [clamp(row + step[0], 0, rows - 1), clamp(column + step[1], 0, columns - 1)];
}
