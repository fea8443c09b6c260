// Numbers, and how they are written on the screen.

const THOUSANDS = ["", "k", "M", "G", "T"]; // after a number: how often it counts a thousand
export const MOST_FIGURES = 4; // alike in size on a tile; a longer number is set smaller by itself, or rounded
const BETWEEN_THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;

/**
 * The product of two numbers that are shown side by side; both are exact hundredths, so is their product's rounding.
 * @param {number} a
 * @param {number} b
 * @returns {number}
 */
export function product(a, b) {
  return Math.round(a * b * 1e4) / 1e4;
}

/**
 * A number with a hyphen for minus, as `stage-sum` and the screen reader get it.
 * @param {number} value
 * @returns {string}
 */
export function spokenNumber(value) {
  return String(Number(value.toFixed(4)) || 0);
}

/**
 * A number as the eye gets it, and as `number_text` writes it in Python: a true minus sign, and a comma between thousands.
 * @param {number} value
 * @returns {string}
 */
export function numberText(value) {
  return forEyes(spokenNumber(value));
}

/**
 * A number as it is written where there is little room, and whether digits are missing.
 * @typedef {{text: string, isRounded: boolean}} Fitted
 *
 * With as many digits as fit, or else the shortest. 10k is 10,000 and not rounded.
 * @param {number} value
 * @param {(text: string) => boolean} fits
 * @returns {Fitted}
 */
export function fitNumber(value, fits) {
  const rounded = [3, 2, 1].map((digits) => ({ text: roundedText(value, digits), isRounded: Number(value.toPrecision(digits)) !== value }));
  const ways = [{ text: numberText(value), isRounded: false }, ...rounded];
  return ways.find(({ text }) => fits(text)) ?? ways.reduce((shortest, way) => (way.text.length < shortest.text.length ? way : shortest));
}

/**
 * A number rounded to so many digits, counted in thousands, millions and so on.
 * @param {number} value
 * @param {number} digits
 * @returns {string}
 */
function roundedText(value, digits) {
  const rounded = Number(value.toPrecision(digits));
  const power = clamp(Math.floor(Math.log10(Math.abs(rounded)) / 3), 0, THOUSANDS.length - 1);
  return numberText(Number((rounded / 1000 ** power).toPrecision(digits))) + THOUSANDS[power];
}

/**
 * How many figures wide a written number is: a comma is half as wide as a figure.
 * @param {string} text
 * @returns {number}
 */
export function figuresOf(text) {
  return text.length - (text.split(",").length - 1) / 2;
}

/**
 * @param {string} text a number with a hyphen for minus
 * @returns {string}
 */
export function forEyes(text) {
  const [whole, ...decimals] = text.replace("-", "−").split(".");
  return [whole.replace(BETWEEN_THOUSANDS, ","), ...decimals].join(".");
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/**
 * How many, with the words for one or those for several, in which {n} is the number: "1 channel", "3 channels".
 * @param {number} count
 * @param {string} one
 * @param {string} many
 * @returns {string}
 */
export function countText(count, one, many) {
  return count === 1 ? one : many.replace("{n}", numberText(count));
}

/**
 * The first of so many that are shown around one of them, by the screenful.
 * @param {number} count
 * @param {number} most  that are shown
 * @param {number} current
 * @returns {number}
 */
export function firstShown(count, most, current) {
  return clamp(Math.floor(current / most) * most, 0, Math.max(0, count - most));
}
