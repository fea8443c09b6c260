// Keys on the picture: they move the pixel that is read, and zoom about it.

import { placeByKey } from "../board/places.js";

export const CLOSER = 1.6; // by one press of a key or button

const ZOOMING = { "+": CLOSER, "=": CLOSER, "-": 1 / CLOSER, 0: 0 };

/** @param {import("./wipe.js").Wipe} wipe @param {HTMLElement} picture */
export function listenToKeys(wipe, picture) {
  picture.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !wipe.data) return;
    if (!answer(wipe, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Whether the key means something here. @param {import("./wipe.js").Wipe} wipe @param {string} key */
function answer(wipe, key) {
  const factor = ZOOMING[key];
  const place = placeByKey(key, wipe.at.value, wipe.data.size);
  if (factor !== undefined) wipe.zoomOnPixel(factor);
  else if (place) wipe.pin(place);
  return factor !== undefined || place !== undefined;
}
