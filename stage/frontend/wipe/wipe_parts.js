// The parts of before and after, and the words for them.
/** @import { Lit } from "../lights.js" */

const BEFORE = ".veil.before, .of-picture";
const AFTER = ".veil.after, .of-map";

/** @type {Lit} */
export const WIPE_PARTS = {
  parts: ".veil, .lens, .spot",
  meant: {
    input: BEFORE,
    channel: BEFORE,
    window: ".spot, .of-picture",
    patch: ".spot, .of-picture",
    position: ".spot, .of-map",
    "feature map": AFTER,
  },
  words: {
    picture: ["input", "channel"],
    map: ["feature map", "position"],
    pinned: ["position"],
  },
};
