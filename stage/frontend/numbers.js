// Numbers, and how they are written on the screen.

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
  return String(Math.round(value * 1e4) / 1e4 || 0);
}

/**
 * A number with a true minus sign, as the eye gets it.
 * @param {number} value
 * @returns {string}
 */
export function numberText(value) {
  return spokenNumber(value).replace("-", "−");
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
 * "1 channel", "3 channels".
 * @param {number} count
 * @param {string} noun
 * @returns {string}
 */
export function countText(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
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
