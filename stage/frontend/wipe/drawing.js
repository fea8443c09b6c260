// The picture left of the line and the map right of it, in the same places, on one canvas.

import { Layer, Painted } from "./layers.js";
import { viewOfPicture } from "./views.js";

/** @typedef {import("../board/arrays.js").SentArray} SentArray */
/** @typedef {import("./views.js").View} View */
/** @typedef {import("./views.js").Frame} Frame */
/** @typedef {import("../board/places.js").Sliding} Sliding */

/**
 * A piece as stage/wipe.py sends it.
 * @typedef {{values: SentArray, drawn: SentArray, top: number, left: number, step: number}} SentPiece
 */

export class Drawing {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.painted = { picture: new Painted(), map: new Painted() };
  }

  /**
   * Only what is new is painted.
   * @param {import("./wipe.js").WipeData} data
   * @param {import("../board/arrays.js").Arrays} arrays
   * @param {import("../board/shades.js").Scale} scale  of the map
   */
  take(data, arrays, scale) {
    this.sliding = data.sliding;
    this.picture = layerOf(data.picture, data.pictureSize, arrays, this.painted.picture, null);
    this.map = layerOf(data.map, data.size, arrays, this.painted.map, scale);
  }

  /** As large as on the screen, in the screen's own pixels. @param {Frame} frame */
  fit({ width, height }) {
    this.canvas.width = Math.round(width * devicePixelRatio);
    this.canvas.height = Math.round(height * devicePixelRatio);
  }

  /** @param {View} view @param {Frame} frame @param {number} share  of the width that shows the map, in percent */
  draw(view, frame, share) {
    const { width, height } = this.canvas;
    const sharp = { ...view, scale: (view.scale * width) / frame.width };
    const line = Math.round((width * (100 - share)) / 100);
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    drawWithin(context, 0, line, this.picture, viewOfPicture(sharp, this.sliding));
    drawWithin(context, line, width, this.map, sharp);
  }
}

/** @param {SentPiece[]} pieces @param {number[]} size @param {import("../board/arrays.js").Arrays} arrays @param {Painted} painted @param {?import("../board/shades.js").Scale} scale */
function layerOf(pieces, size, arrays, painted, scale) {
  painted.take(pieces.map(({ drawn }) => ({ id: drawn.id, values: arrays.of(drawn) })), scale);
  return new Layer(pieces.map((piece) => ({ ...piece, values: arrays.of(piece.values), pixels: painted.of(piece.drawn.id) })), size);
}

/** @param {CanvasRenderingContext2D} context @param {number} from @param {number} to @param {Layer} layer @param {View} view */
function drawWithin(context, from, to, layer, view) {
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, context.canvas.height);
  context.clip();
  layer.draw(context, view);
  context.restore();
}
