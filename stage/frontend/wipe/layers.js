// A picture or a map in pieces: all of it, shrunk if it is large, and parts at full resolution.

import { drawScaled, pixelsOf } from "../board/pixels.js";
import { isOn } from "../board/places.js";
import { clamp } from "../numbers.js";

/** @typedef {import("../tensor.js").Tensor} Tensor */
/** @typedef {import("../board/shades.js").Scale} Scale */
/** @typedef {import("./views.js").View} View */

/**
 * Each pixel of a piece is the mean of `step` rows and columns of the whole.
 * @typedef {{values: Tensor, pixels: OffscreenCanvas, top: number, left: number, step: number}} Piece
 */

export class Layer {
  /** @param {Piece[]} pieces  from the coarsest to the finest @param {number[]} size  rows and columns of the whole */
  constructor(pieces, size) {
    this.pieces = pieces;
    this.size = size;
  }

  /** Draw what can be seen. @param {CanvasRenderingContext2D} context @param {View} view */
  draw(context, view) {
    for (const { pixels, top, left, step } of this.pieces) {
      const scale = view.scale * step;
      drawScaled(context, pixels, (left - view.left) * view.scale, (top - view.top) * view.scale, pixels.width * scale, pixels.height * scale);
    }
  }

  /** The numbers of a pixel: null beside the picture, and none where only means are known. @param {number[]} place @returns {?number[]} */
  numbersAt(place) {
    if (!isOn(place, this.size)) return null;
    for (const { values, step, ...piece } of this.pieces) {
      const [row, column] = [place[0] - piece.top, place[1] - piece.left];
      if (step > 1 || !isOn([row, column], values.shape.slice(-2))) continue;
      if (values.shape.length === 2) return [values.at(row, column)];
      return Array.from({ length: values.shape[0] }, (_, channel) => values.at(channel, row, column));
    }
    return [];
  }

  /** Whether all pixels around one are known, and not only means of them. @param {number[]} place @param {number} reach */
  isFineAround(place, reach) {
    const ends = place.map((n, axis) => [n - reach, n + reach].map((end) => clamp(end, 0, this.size[axis] - 1)));
    return ends[0].every((row) => ends[1].every((column) => this.numbersAt([row, column]).length > 0));
  }
}

/** Pieces as pixels: painted once in each scale, and forgotten when nothing shows them any more. */
export class Painted {
  constructor() {
    /** @type {Map<string, OffscreenCanvas>} */
    this.known = new Map();
    /** @type {?Scale} */
    this.scale = null;
  }

  /** Paint what is new. @param {{id: string, values: Tensor}[]} wanted @param {?Scale} scale  none of a picture */
  take(wanted, scale) {
    const known = scale === this.scale ? this.known : new Map();
    this.known = new Map(wanted.map(({ id, values }) => [id, known.get(id) ?? pixelsOf(values, scale)]));
    this.scale = scale;
  }

  /** @param {string} id */
  of(id) {
    return this.known.get(id);
  }
}
