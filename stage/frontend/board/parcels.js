// Large arrays, which come in components of their own, before or after the pictures that need them.

import { emptyPlace } from "../meeting.js";

const ID = 16; // letters at the start of a parcel, as stage/parcels.py writes them
const MOST_KEPT = 96; // arrays that are kept, also for the boards of other pages

/** @typedef {import("../meeting.js").Place & {holders: Set<unknown>}} ParcelPlace with the components that brought the array and are on the page */

/** The place of an array, by its id. @param {string} id @returns {ParcelPlace} */
export function parcelPlace(id) {
  const places = (globalThis.convParcels ??= new Map());
  if (!places.has(id)) places.set(id, Object.assign(emptyPlace(), { holders: new Set() }));
  if (places.size > MOST_KEPT) forgetOldest(places);
  return places.get(id);
}

/**
 * Forget the oldest array that no component on the page has brought: it comes again where it is
 * needed again. The others do not, as the page sends an array once for all of its pictures.
 */
function forgetOldest(places) {
  for (const [id, { filled, holders }] of places) {
    if (filled && holders.size === 0) return places.delete(id);
  }
}

/**
 * Take a parcel in: the id of an array, and its numbers deflated. The holder brings this array from
 * now on, and no longer the one before it.
 * @param {Uint8Array<ArrayBuffer>} parcel
 * @param {unknown} holder that stays on the page
 * @returns {() => void} to be called when it leaves
 */
export function takeParcel(parcel, holder) {
  const place = parcelPlace(String.fromCharCode(...parcel.subarray(0, ID)));
  letGo(holder);
  place.holders.add(holder);
  if (!place.filled) place.leave(inflated(parcel.subarray(ID)));
  return () => letGo(holder);
}

/** @param {unknown} holder */
function letGo(holder) {
  for (const { holders } of globalThis.convParcels.values()) holders.delete(holder);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<ArrayBuffer>} */
function inflated(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}
