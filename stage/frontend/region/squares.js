// Squares on a picture, in its own pixels: drawn between two places, moved, made larger, kept on the picture.

import { clamp } from "../numbers.js";

/** @typedef {{top: number, left: number, span: number}} Square */

/** A square kept on the picture; it begins and ends at whole pixels. @param {Square} square @param {number[]} size @param {number} least @returns {Square} */
export function kept({ top, left, span }, [rows, columns], least) {
  const side = clamp(Math.round(span), Math.min(least, rows, columns), Math.min(rows, columns));
  return { top: clamp(Math.round(top), 0, rows - side), left: clamp(Math.round(left), 0, columns - side), span: side };
}

/** The square from a corner towards a place: as long as the longer way to it. @param {number[]} corner @param {number[]} place @returns {Square} */
export function drawn([row, column], [toRow, toColumn]) {
  const span = Math.max(Math.abs(toRow - row), Math.abs(toColumn - column));
  return { top: toRow < row ? row - span : row, left: toColumn < column ? column - span : column, span };
}

/** The square of the same side around a place. @param {Square} square @param {number[]} place @returns {Square} */
export function around({ span }, [row, column]) {
  return { top: row - span / 2, left: column - span / 2, span };
}

/** Larger or smaller about its middle. @param {Square} square @param {number} by @returns {Square} */
export function grown({ top, left, span }, by) {
  return { top: top - by / 2, left: left - by / 2, span: span + by };
}

/** @param {Square} square @param {number[]} place */
export function holds({ top, left, span }, [row, column]) {
  return row >= top && row < top + span && column >= left && column < left + span;
}

/** The corner opposite to the one that is near a place, if one is. @param {Square} square @param {number[]} place @param {number} near @returns {?number[]} */
export function acrossFrom({ top, left, span }, [row, column], near) {
  const opposite = (at, start) => {
    if (Math.abs(at - start) <= near) return start + span;
    return Math.abs(at - start - span) <= near ? start : null;
  };
  const corner = [opposite(row, top), opposite(column, left)];
  return corner.includes(null) ? null : corner;
}
