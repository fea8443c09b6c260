// What is said of places on maps.

export const PLACE_WORDS = {
  /** @param {number[]} place */
  place: ([row, column]) => `row ${row}, column ${column}`,
  /** Before the numbers that are read there. @param {number[]} place */
  readAt: ([row, column]) => `row ${row}, column ${column}: `,
  /** @param {number[]} place @param {string} value */
  valueAt: ([row, column], value) => `row ${row}, column ${column}: ${value}`,
  /** @param {string} map @param {number[]} place @param {string} value */
  mapAt: (map, [row, column], value) => `${map}; at row ${row}, column ${column}: ${value}`,
  /** @param {number[]} place @param {string} before @param {string} map @param {string} after */
  both: ([row, column], before, map, after) => `row ${row}, column ${column}: ${before}; ${map} ${after}`,
  /** @param {string} map @param {string} value */
  reading: (map, value) => `${map}: ${value}`,
  /** @param {number[]} place @param {string[]} readings */
  readings: ([row, column], readings) => `row ${row}, column ${column}: ${readings.join("; ")}`,
  /** @param {string} place */
  chosen: (place) => `Chosen: ${place}`,
  /** @param {number} top @param {number} left @param {number} span */
  square: (top, left, span) => `row ${top}, column ${left}, ${span} pixels a side`,
};
