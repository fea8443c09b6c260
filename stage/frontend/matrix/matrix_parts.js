// The parts of the matrix picture, and the words for them.
/** @import { Lit } from "../lights.js" */

const INPUT = ".slab:not(.map) > :not(.window), .front > .caption, .leader";
const MAPS = ".slab.map, .between";

/** @type {Lit} */
export const MATRIX_PARTS = {
  parts: ".slab.map, .slab:not(.map) > *, .block, .between, .front > *, .links path, .matrices > *",
  meant: {
    input: INPUT,
    channel: INPUT,
    window: ".window, .block, .front > .tag",
    position: ".window, .block, .slab.map",
    patch: ".window, .of-patch",
    kernel: ".of-filter",
    weight: ".of-filter",
    filter: ".of-filter",
    "dot product": ".of-product",
    bias: ".bias",
    output: MAPS,
    "feature map": MAPS,
  },
  words: {
    input: ["input", "channel"],
    patch: ["patch"],
    filter: ["filter", "kernel", "weight"],
    product: ["dot product"],
    cell: ["feature map", "position"],
    copying: ["patch", "window"],
    meeting: ["patch", "filter", "dot product"],
  },
};
