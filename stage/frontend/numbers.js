// Numbers as they were sent, and as they are written on the screen.

/**
 * Whole numbers of 1/per each, row-major, as sent by stage/scene.py.
 * @typedef {{shape: number[], kind: string, per: number, base64: string}} Packed
 */

/** An array that came from the engine. Values stay whole numbers of 1/per, so nothing is rounded on the way. */
class Tensor {
  /** @param {Packed} packed */
  constructor({ shape, kind, per, base64 }) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const kinds = { int8: Int8Array, int16: Int16Array, int32: Int32Array, float64: Float64Array };
    this.shape = shape;
    this.per = per;
    this.peaks = {};
    this.units = new kinds[kind](bytes.buffer);
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
    return this.units.reduce((most, unit) => Math.max(most, written(unit / this.per).length), 1);
  }
}

/** The product of two numbers that are shown side by side; both are exact hundredths, so is their product's rounding. */
function product(a, b) {
  return Math.round(a * b * 1e4) / 1e4;
}

/** A number with a hyphen for minus, as `stage-sum` and the screen reader get it. */
function plain(value) {
  return String(Math.round(value * 1e4) / 1e4 || 0);
}

/** A number with a true minus sign, as the eye gets it. */
function written(value) {
  return plain(value).replace("-", "−");
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
