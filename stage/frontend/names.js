// What things are called: in a layer filters see channels and make feature maps; through a volume one block moves from depth to depth.

import { countText } from "./numbers.js";
import { sizes } from "./scene.js";
/** @import { Scene } from "./scene.js" */

/**
 * @typedef {Object} Names
 * @property {string} map        what tells one output map from the next, as in "filter 0, row 2, column 5"
 * @property {string} slab       what a slab of the input is, as in "channel sum"
 * @property {(map: number) => string} output  an output map
 * @property {(map: number) => string} block   the weights that make it
 * @property {(map: number, depth: number) => string} landed  what has happened when a step is done
 * @property {(perMap: number, maps: number) => string} uses  how many positions use an input cell, on each map and on how many maps
 */

/** @type {Record<"layer"|"volume", Names>} */
const NAMES = {
  layer: {
    map: "filter",
    slab: "channel",
    output: (map) => `feature map ${map}`,
    block: (map) => `filter ${map}`,
    landed: (map, depth) =>
      `Filter ${map} covers ${countText(depth, "channel")}. ` +
      `Its ${countText(depth, "channel sum")} and one bias give one number of feature map ${map}.`,
    uses: (perMap, maps) => `It is used at ${countText(perMap, "position")} of ${maps === 1 ? "one feature map" : `each of ${maps} feature maps`}`,
  },
  volume: {
    map: "depth",
    slab: "slice",
    output: (map) => `output, depth ${map}`,
    block: (map) => `block at depth ${map}`,
    landed: (map, depth) =>
      `At depth ${map} the block covers ${countText(depth, "slice")}. ` +
      `Its ${countText(depth, "slice sum")} and one bias give one number of the output at depth ${map}.`,
    uses: (perMap, maps) => `It is used at ${countText(perMap * maps, "position")} of the output`,
  },
};

/**
 * @param {Scene} scene
 * @returns {Names}
 */
export function namesOf(scene) {
  return NAMES[scene.kind];
}

/**
 * A block with the lengths of its axes, in the order that the framework has: through a volume the depth comes first in all.
 * @param {Scene} scene
 * @param {number} map
 * @returns {string}
 */
export function blockWithAxes(scene, map) {
  const { depth, kh, kw } = sizes(scene);
  const { block, slab } = namesOf(scene);
  const [deep, plane] = [countText(depth, slab), [countText(kh, "row"), countText(kw, "column")]];
  const axes = scene.channelsFirst || scene.kind === "volume" ? [deep, ...plane] : [...plane, deep];
  return `${block(map)}: ${axes.join(" × ")}`;
}
