// The script of all boards of a page, which is sent once; the boards themselves wait for it.

import { Board } from "./board.js";
import { placeFor } from "./parcels.js";

export default function (component) {
  const place = placeFor("board");
  if (!place.filled) place.leave({ Board, style: component.data.style });
}
