// The parts of the stage, and the words for them.
/** @import { Lit } from "./lights.js" */

const INPUT = ".slab:not(.map) > :not(.window), .caption:not(.of-map), .leader";
const ROUND_INPUT = ".block, .between, .front > :not(.node, .legend)";

/** @type {Lit} */
export const STAGE_PARTS = {
  parts: `.slab.map, .slab:not(.map) > *, ${ROUND_INPUT}, .node > *, .links path, .tile, .op, .sum, .head, .row-head, .call, .bar`,
  meant: {
    input: INPUT,
    channel: `${INPUT}, .row-head`,
    window: ".window, .block, .front > .tag",
    position: ".window, .block, .slab.map",
    patch: ".window, .tile.patch",
    kernel: ".tile.kernel",
    weight: ".tile.kernel",
    filter: ".tile.kernel, .front > .tag",
    product: ".tile.products",
    "channel sum": ".sum, .feed",
    bias: ".node > .bias",
    output: ".node > .value, .landing, .slab.map, .of-map",
    "feature map": ".slab.map, .of-map",
    call: ".call",
    transport: ".bar",
  },
  words: {
    input: ["input", "channel"],
    patch: ["patch", "window"],
    kernel: ["kernel", "weight", "filter"],
    product: ["product"],
    sum: ["channel sum"],
    bias: ["bias"],
    output: ["feature map", "position"],
  },
};
