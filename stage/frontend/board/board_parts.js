// The tiles of a board by their names, and the words for them.
/** @import { Lit } from "../lights.js" */

const named = (name) => `.tile[data-tile^="${name}"]`;

/** @type {Lit} */
export const BOARD_PARTS = {
  parts: ".tile",
  meant: {
    input: named("input"),
    channel: named("input"),
    window: named("input"),
    kernel: named("kernel"),
    weight: named("kernel"),
    filter: named("kernel"),
    "partial map": named("partial"),
    "feature map": named("feature map"),
    position: named("feature map"),
  },
  words: {
    input: ["input", "channel", "window"],
    kernel: ["kernel", "weight", "filter"],
    partial: ["partial map"],
    feature: ["feature map", "position"],
    pinned: ["position"],
  },
};
