// Numbers of tiles as they are written: at most two decimals, and very small ones by their size.

import { numberText } from "../numbers.js";

/** @typedef {import("../tensor.js").Tensor} Tensor */

/** @param {number} value @returns {string} */
export function valueText(value) {
  const hundredths = Math.round(value * 100) / 100;
  if (hundredths === 0 && value !== 0) return value.toExponential(1).replaceAll("-", "−");
  return numberText(hundredths);
}

/** What a tile says at a cell: its number, or the parts of a picture's colour. @param {Tensor} tensor @param {number[]} cell */
export function cellText(tensor, [row, column]) {
  if (tensor.shape.length === 2) return valueText(tensor.at(row, column));
  return Array.from({ length: tensor.shape[0] }, (_, part) => valueText(tensor.at(part, row, column))).join(", ");
}

/** The longest text of any number of an array. */
export function longestText(tensor) {
  return tensor.units.reduce((most, unit) => Math.max(most, valueText(unit / tensor.per).length), 1);
}
