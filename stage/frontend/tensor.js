// Arrays as they were sent.

import { figuresOf, numberText } from "./numbers.js";

/**
 * Whole numbers of 1/per each, row-major, as sent by stage/scene.py; those of the board may have come as bytes.
 * @typedef {{shape: number[], kind: string, per: number, base64?: string, bytes?: ArrayBuffer}} Packed
 */

const KINDS = {
  int8: Int8Array, uint8: Uint8Array, int16: Int16Array, int32: Int32Array, float32: Float32Array, float64: Float64Array,
};

/** An array that came from the engine. Values stay whole numbers of 1/per, so nothing is rounded on the way. */
export class Tensor {
  /** @param {Packed} packed */
  constructor({ shape, kind, per, base64, bytes = bytesOf(base64) }) {
    this.shape = shape;
    this.per = per;
    this.peaks = {};
    this.units = new KINDS[kind](bytes);
  }

  /** @param {...number} index one number an axis */
  at(...index) {
    return this.units[index.reduce((offset, i, axis) => offset * this.shape[axis] + i, 0)] / this.per;
  }

  /** Largest magnitude of all, or of one entry of the first axis; at least 1/per, so that it can divide. */
  peak(entry = undefined) {
    return (this.peaks[entry ?? "all"] ??= this.findPeak(entry));
  }

  findPeak(entry) {
    const length = this.units.length / this.shape[0];
    const units = entry === undefined ? this.units : this.units.subarray(entry * length, (entry + 1) * length);
    return units.reduce((most, unit) => Math.max(most, Math.abs(unit)), 1) / this.per;
  }

  /** Every value once, of all or of one entry of the first axis. */
  distinct(entry = undefined) {
    const length = this.units.length / this.shape[0];
    const units = entry === undefined ? this.units : this.units.subarray(entry * length, (entry + 1) * length);
    return [...new Set(units)].map((unit) => unit / this.per);
  }

  /** The longest text any of these values needs. */
  longest() {
    return this.units.reduce((most, unit) => Math.max(most, figuresOf(numberText(unit / this.per))), 1);
  }
}

/** @param {string} base64 @returns {ArrayBuffer} */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}
