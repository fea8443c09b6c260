// Numbers as colours: a scale runs through the stops that colours.py chose, and ink can be read on it.

const STEPS = 510; // even, so that zero in the middle of a scale is exactly its middle colour
const LEAST_CONTRAST = 4.5;

/** @typedef {[number, number, number]} Rgb */

/** @param {string} hex @returns {Rgb} */
export function rgb(hex) {
  const part = (start) => parseInt(hex.slice(start, start + 2), 16);
  return [part(1), part(3), part(5)];
}

/** A scale in one theme. */
export class Scale {
  /**
   * @param {[number, string][]} stops  from 0 to 1
   * @param {number} low  the value of the first
   * @param {number} high the value of the last
   * @param {string[]} inks  the first that can be read is taken
   */
  constructor(stops, low, high, inks) {
    this.low = low;
    this.high = high;
    this.shades = Array.from({ length: STEPS + 1 }, (_, step) => shadeAt(stops, step / STEPS));
    this.inks = inks;
    this.chosen = new Map();
  }

  stepOf(value) {
    const share = (value - this.low) / (this.high - this.low);
    return Number.isNaN(share) ? STEPS / 2 : Math.round(Math.min(Math.max(share, 0), 1) * STEPS);
  }

  /** @returns {Rgb} */
  shade(value) {
    return this.shades[this.stepOf(value)];
  }

  /** An ink that can be read on the shade of a value. */
  ink(value) {
    const step = this.stepOf(value);
    if (!this.chosen.has(step)) this.chosen.set(step, inkOn(this.shades[step], this.inks));
    return this.chosen.get(step);
  }
}

/** A scale as stage/board.py sends it. @typedef {{low: number, high: number, light: [number, string][], dark: [number, string][]}} SentScale */

/** Scales by what they are: the same one as long as nothing in it changes. */
export class Scales {
  constructor() {
    /** @type {Map<string, Scale>} */
    this.known = new Map();
  }

  /** @param {"light"|"dark"} theme @param {SentScale} sent @param {string[]} inks */
  of(theme, { low, high, [theme]: stops }, inks) {
    const told = JSON.stringify([low, high, stops]);
    if (!this.known.has(told)) this.known.set(told, new Scale(stops, low, high, inks));
    return this.known.get(told);
  }
}

/** @returns {Rgb} */
function shadeAt(stops, share) {
  const after = Math.max(1, stops.findIndex(([place]) => place >= share));
  const [[low, dark], [high, light]] = [stops[after - 1], stops[after]];
  return mixed(rgb(dark), rgb(light), (share - low) / (high - low || 1));
}

/** A share of the second colour, the rest of the first. @param {Rgb} one @param {Rgb} other @param {number} share @returns {Rgb} */
export function mixed(one, other, share) {
  const part = (i) => Math.round(one[i] + (other[i] - one[i]) * share);
  return [part(0), part(1), part(2)];
}

/** The first ink with 4.5 times the contrast; the last ones, black and white, always leave one. */
export function inkOn(shade, inks) {
  return inks.find((ink) => contrast(rgb(ink), shade) >= LEAST_CONTRAST);
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
