// What comes in a component of its own, before or after the board that needs it: here the two meet.

const ID = 16; // letters at the start of a parcel, as stage/parcels.py writes them
const MOST_KEPT = 96; // arrays that are kept, also for the boards of other pages

/**
 * A place where one component leaves something for another, one for the whole page.
 * @typedef {{content: Promise<any>, leave: (content: any) => void, filled: boolean}} Place
 * @param {string} name
 * @returns {Place}
 */
export function placeFor(name) {
  const places = (globalThis.convPlaces ??= new Map());
  if (!places.has(name)) places.set(name, emptyPlace());
  if (places.size > MOST_KEPT) forgetOldest(places);
  return places.get(name);
}

function emptyPlace() {
  const place = { filled: false };
  place.content = new Promise((resolve) => {
    place.leave = (content) => {
      place.filled = true;
      resolve(content);
    };
  });
  return place;
}

/** Only arrays are forgotten: whoever shows one has it already, and it comes again where it is needed again. */
function forgetOldest(places) {
  for (const [name, { filled }] of places) {
    if (filled && name !== "board") return places.delete(name);
  }
}

/** Take a parcel in: the id of an array, and its numbers deflated. @param {Uint8Array<ArrayBuffer>} parcel */
export function takeParcel(parcel) {
  const place = placeFor(String.fromCharCode(...parcel.subarray(0, ID)));
  if (!place.filled) place.leave(inflated(parcel.subarray(ID)));
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<ArrayBuffer>} */
function inflated(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
}
