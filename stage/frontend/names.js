// What things are called: in a layer filters see channels and make feature maps; through a volume one block moves from depth to depth.

import { FEW_SLABS } from "./geometry.js";
import { countText } from "./numbers.js";
import { isSeries, sizes } from "./scene.js";
/** @import { Scene } from "./scene.js" */

/**
 * @typedef {Object} Names
 * @property {string} map        what tells one output map from the next, as in "filter 0, row 2, column 5"
 * @property {string} slab       what a slab of the input is, as in "channel sum"
 * @property {Counted} slabs     how many of them
 * @property {Counted} sums      how many sums of them
 * @property {string} onlySum    the sum of one slab where there is no other
 * @property {string} advance    to go on by one slab
 * @property {string} keys       what keys do
 * @property {(map: number) => string} output  an output map
 * @property {(map: number) => string} block   the weights that make it
 * @property {(map: number, depth: number) => string} landed  what has happened when a step is done
 * @property {(perMap: number, maps: number) => string} uses  how many positions use an input cell, on each map and on how many maps
 */

const MOST_NAMES = { few: 0.45, many: 0.25 }; // share of the width that names take before they leave out that it is the input
const MOST_SHORT = 0.4; // the same before they are numbers alone: the ledger has their names beside them
const NAME_LETTER = 0.5; // of the type: the width of a letter

/** @typedef {[one: string, many: string]} Counted  the words for one, and those for several */
/** @type {Counted[]} */
const [CHANNELS, CHANNEL_SUMS, SLICES, SLICE_SUMS, POSITIONS, ROWS, COLUMNS, CELLS] = [
  ["1 channel", "{n} channels"],
  ["1 channel sum", "{n} channel sums"],
  ["1 slice", "{n} slices"],
  ["1 slice sum", "{n} slice sums"],
  ["1 position", "{n} positions"],
  ["1 row", "{n} rows"],
  ["1 column", "{n} columns"],
  ["1 cell", "{n} cells"],
];

/**
 * A block that moves from depth to depth, too.
 * @param {string} slab
 * @param {Counted} slabs
 * @param {Counted} sums
 * @returns {Names}
 */
function volumeNames(slab, slabs, sums) {
  return {
    map: "depth",
    slab,
    slabs,
    sums,
    onlySum: `the only ${slab} sum`,
    advance: `one ${slab}`,
    keys: "Space: play. ← →: step. ↑ ↓: row. [ ]: depth.",
    output: (map) => `output, depth ${map}`,
    block: (map) => `block at depth ${map}`,
    landed: (map, depth) =>
      `At depth ${map} the block covers ${countText(depth, ...slabs)}. ` +
      `Its ${countText(depth, `${slab} sum`, sums[1])} and one bias give one number of the output at depth ${map}.`,
    uses: (perMap, maps) => `It is used at ${countText(perMap * maps, ...POSITIONS)} of the output`,
  };
}

/** @type {Record<"layer"|"volume"|"channels", Names>} */
const NAMES = {
  layer: {
    map: "filter",
    slab: "channel",
    slabs: CHANNELS,
    sums: CHANNEL_SUMS,
    onlySum: "the only channel sum",
    advance: "one channel",
    keys: "Space: play. ← →: step. ↑ ↓: row. [ ]: filter.",
    output: (map) => `feature map ${map}`,
    block: (map) => `filter ${map}`,
    landed: (map, depth) =>
      `Filter ${map} covers ${countText(depth, ...CHANNELS)}. ` +
      `Its ${countText(depth, "channel sum", CHANNEL_SUMS[1])} and one bias give one number of feature map ${map}.`,
    uses: (perMap, maps) => `It is used at ${countText(perMap, ...POSITIONS)} of ${countText(maps, "one feature map", "each of {n} feature maps")}`,
  },
  volume: volumeNames("slice", SLICES, SLICE_SUMS),
  channels: volumeNames("channel", CHANNELS, CHANNEL_SUMS), // whose slices are the channels of a layer
};

/**
 * @param {Scene} scene
 * @returns {Names}
 */
export function namesOf(scene) {
  return NAMES[scene.ofChannels ? "channels" : scene.kind];
}

/** A place of a slab or a map; along a series of a layer there are no rows. @param {Scene} scene @param {number} row @param {number} column */
export function placeName(scene, row, column) {
  return scene.kind === "layer" && isSeries(scene) ? `cell ${column}` : `row ${row}, column ${column}`;
}

/**
 * A block with the lengths of its axes, in the order that the framework has: through a volume the depth comes first in all. Along a series it has no height.
 * @param {Scene} scene
 * @param {number} map
 * @returns {string}
 */
export function blockWithAxes(scene, map) {
  const { depth, kh, kw } = sizes(scene);
  const { block, slabs } = namesOf(scene);
  const deep = countText(depth, ...slabs);
  const plane = isSeries(scene) ? [countText(kw, ...CELLS)] : [countText(kh, ...ROWS), countText(kw, ...COLUMNS)];
  const axes = scene.channelsFirst || scene.kind === "volume" ? [deep, ...plane] : [...plane, deep];
  return `${block(map)}: ${axes.join(" x ")}`;
}

/** "channel 0" of "channel 0 (red)". @param {string} name */
export const withoutColour = (name) => name.replace(/ \(.*/, "");

/**
 * The names of the slabs in a box so wide: shorter where they would take the room of the slabs, at last their numbers alone.
 * @param {Scene} scene
 * @param {number} width
 * @param {number} type
 * @returns {string[]}
 */
export function slabNames({ slabs }, width, type) {
  const most = slabs.length > FEW_SLABS ? MOST_NAMES.many : MOST_NAMES.few;
  const short = slabs.map(({ short }) => short);
  const ways = [slabs.map(({ label }) => label), short, short.map(withoutColour)];
  const share = (names) => (Math.max(...names.map(({ length }) => length)) * NAME_LETTER * type) / width;
  return ways.find((names, i) => share(names) <= (i === 0 ? most : MOST_SHORT)) ?? slabs.map((_, i) => `${i}`);
}
