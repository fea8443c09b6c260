// The arrays of a board, decoded once each.

import { Tensor } from "../tensor.js";
import { parcelPlace } from "./parcels.js";

/** @typedef {{id: string, shape: number[], kind: string, per: number, base64: ?string}} SentArray as stage/parcels.py writes it */

/** Arrays by id: those of the data before are kept, so that nothing is decoded twice. */
export class Arrays {
  constructor() {
    /** @type {Map<string, Tensor>} */
    this.known = new Map();
  }

  /** Decode what is new, and forget what is gone. @param {SentArray[]} wanted */
  async load(wanted) {
    const tensors = await Promise.all(wanted.map((sent) => this.known.get(sent.id) ?? decoded(sent)));
    this.known = new Map(wanted.map(({ id }, i) => [id, tensors[i]]));
  }

  /** @param {SentArray} sent @returns {Tensor} */
  of(sent) {
    return this.known.get(sent.id);
  }

  /** Whether nothing has to be waited for. @param {SentArray[]} wanted */
  has(wanted) {
    return wanted.every(({ id }) => this.known.has(id));
  }
}

/** @param {SentArray} sent @returns {Promise<Tensor>} */
async function decoded(sent) {
  return new Tensor(sent.base64 === null ? { ...sent, bytes: await parcelPlace(sent.id).content } : sent);
}
