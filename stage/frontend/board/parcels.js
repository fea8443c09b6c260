// Large arrays, which come in components of their own, before or after the picture that needs them.

import { emptyPlace } from "../meeting.js";

const ID = 16; // letters at the start of a parcel, as stage/parcels.py writes them
const MOST_KEPT = 96; // arrays that are kept, also for the boards of other pages

/** The place of an array, by its id. @param {string} id @returns {import("../meeting.js").Place} */
export function parcelPlace(id) {
  const places = (globalThis.convParcels ??= new Map());
  if (!places.has(id)) places.set(id, emptyPlace());
  if (places.size > MOST_KEPT) forgetOldest(places);
  return places.get(id);
}

/** Whoever shows an array has it already, and it comes again where it is needed again. */
function forgetOldest(places) {
  for (const [id, { filled }] of places) {
    if (filled) return places.delete(id);
  }
}

/** Take a parcel in: the id of an array, and its numbers deflated. @param {Uint8Array<ArrayBuffer>} parcel */
export function takeParcel(parcel) {
  const place = parcelPlace(String.fromCharCode(...parcel.subarray(0, ID)));
  if (!place.filled) place.leave(inflated(parcel.subarray(ID)));
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<ArrayBuffer>} */
function inflated(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}
