// Numbers of tiles as they are written: at most two decimals and very small ones by their size, or as many decimals as the tile has.

import { fitNumber, forEyes, MOST_FIGURES, numberText } from "../numbers.js";

/** @typedef {import("../tensor.js").Tensor} Tensor */

const THOUSAND = 1000;

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

/**
 * What is written in a cell: a number of thousands is rounded where it does not fit. One with as many decimals as the tile has is not.
 * @param {number} value
 * @param {?number} decimals
 * @param {(text: string) => boolean} fits
 */
export function textInCell(value, decimals, fits) {
  const text = fixedText(value, decimals);
  if (decimals !== null || Math.abs(value) < THOUSAND || fits(text)) return text;
  return fitNumber(value, (written) => written.length <= MOST_FIGURES || fits(written)).text;
}

/** Each number of an array once, as it is written. @param {Tensor} tensor @param {?number} decimals */
export function textsOf(tensor, decimals) {
  return [...new Set(tensor.distinct().map((value) => fixedText(value, decimals)))];
}
