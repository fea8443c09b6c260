// Numbers of tiles as they are written: at most two decimals and very small ones by their size, or as many decimals as the tile has.

import { forEyes, numberText } from "../numbers.js";

/** @typedef {import("../tensor.js").Tensor} Tensor */

/** @param {number} value @returns {string} */
export function valueText(value) {
  const hundredths = Number(value.toFixed(2));
  if (hundredths === 0 && value !== 0) return value.toExponential(1).replaceAll("-", "−");
  return numberText(hundredths);
}

/** @param {number} value @param {?number} decimals  as many as it has, or else as `valueText` has it @returns {string} */
export function fixedText(value, decimals) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : `${value < 0 ? "−" : ""}infinity`;
  if (decimals === null) return valueText(value);
  return forEyes((Math.abs(value) * 10 ** decimals < 0.5 ? 0 : value).toFixed(decimals));
}

/** What a tile says at a cell: its number, or the parts of a picture's colour. @param {Tensor} tensor @param {number[]} cell @param {?number} decimals */
export function cellText(tensor, [row, column], decimals) {
  if (tensor.shape.length === 2) return fixedText(tensor.at(row, column), decimals);
  return Array.from({ length: tensor.shape[0] }, (_, part) => valueText(tensor.at(part, row, column))).join(", ");
}

/** The longest text of any number of an array. @param {Tensor} tensor @param {?number} decimals */
export function longestText(tensor, decimals) {
  return tensor.units.reduce((most, unit) => Math.max(most, fixedText(unit / tensor.per, decimals).length), 1);
}
