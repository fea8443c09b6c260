// What fits: of long columns the first cells of every channel, of many positions those around the step; and where it stands.

import { clamp } from "../numbers.js";
import { mapsHeight } from "../rooms.js";
import { sizes } from "../scene.js";
import { positionCount } from "./timeline.js";
/** @import { Box } from "../geometry.js" */
/** @import { Form, MatrixScene } from "./timeline.js" */
/** @import { Scene } from "../scene.js" */

const MOST_ENTRIES = 36; // cells of a column: more would be too small to read
export const CHANNEL_ROOM = 104; // px: a channel's name beside its block
const NAME_ROOM = 64; // px: "filter 0" beside its row
export const TITLE = 24; // px: a line of type over a matrix

/**
 * One line of a long side: an entry of the patches, or how many entries of its channel are left out.
 * @typedef {{channel: number, entry: ?number, left: number}} Slot
 */

/**
 * @param {Scene} scene
 * @returns {Slot[]}
 */
export function shownEntries(scene) {
  const { C, kh, kw } = sizes(scene);
  const area = kh * kw;
  const room = Math.max(2, Math.floor(MOST_ENTRIES / C));
  const kept = area <= room ? area : room - 1;
  const slots = [];
  for (let channel = 0; channel < C; channel++) {
    for (let tap = 0; tap < kept; tap++) slots.push({ channel, entry: channel * area + tap, left: 0 });
    if (kept < area) slots.push({ channel, entry: null, left: area - kept });
  }
  return slots;
}

/**
 * What is left out of the picture, and that the sums are of all; nothing where all is shown.
 * @param {Scene} scene
 * @param {Slot[]} slots
 * @param {number} first
 * @param {number} positions
 * @returns {string}
 */
export function describePart(scene, slots, first, positions) {
  const { kh, kw } = sizes(scene);
  const shown = slots.filter(({ channel, entry }) => channel === 0 && entry !== null).length;
  const parts = [];
  if (shown < kh * kw) parts.push(`the first ${shown} of ${kh * kw} numbers of each channel`);
  const all = positionCount(scene);
  if (positions < all) parts.push(`patches ${first} to ${first + positions - 1} of ${all}`);
  return parts.length ? `Shown: ${parts.join(", and ")}. The sums are of all numbers.` : "";
}

/**
 * Where a matrix stands, and the size of its cells.
 * @typedef {{x: number, y: number, w: number, h: number}} Spot
 */

/**
 * @typedef {Object} MatrixLayout
 * @property {boolean} wide
 * @property {number} width
 * @property {number} height
 * @property {number} positions  how many are shown
 * @property {Box} volume
 * @property {Box} maps
 * @property {Spot} filters
 * @property {Spot} patches
 * @property {Spot} products
 */

/**
 * px: the width of a cell in which so many figures can be read.
 * @param {number} figures
 * @returns {number}
 */
function cellWidth(figures) {
  return clamp(Math.ceil(figures * 6.6 + 7), 20, 46);
}

/**
 * @param {number} width
 * @param {MatrixScene} scene
 * @param {Form} form
 * @param {Slot[]} slots
 * @returns {MatrixLayout}
 */
export function matrixLayout(width, scene, form, slots) {
  return width >= 700 ? sideBySide(width, scene, form, slots) : oneBelowTheOther(width, scene, form, slots);
}

/**
 * The first factor at the left, the second above: row and column meet in the product.
 * @param {number} width
 * @param {MatrixScene} scene
 * @param {Form} form
 * @param {Slot[]} slots
 * @returns {MatrixLayout}
 */
function sideBySide(width, scene, form, slots) {
  const { M } = sizes(scene);
  const columns = form === "columns";
  const second = columns ? scene.patches : scene.filters;
  const w = cellWidth(Math.max(second.longest(), scene.products.longest()));
  const after = columns ? 66 : 12; // px: biases stand at the right of the product's rows
  const room = width - NAME_ROOM - CHANNEL_ROOM - after;
  const most = columns ? Math.max(4, Math.floor((0.42 * room) / w)) : 12;
  const positions = Math.min(positionCount(scene), most);
  const [down, across] = columns ? [M, positions] : [positions, M];
  const first = { w: Math.min(30, (room - across * w) / slots.length), h: columns ? 25 : 21 };
  const entryHeight = clamp(Math.floor(420 / slots.length), 13, 24);
  const x = Math.max(NAME_ROOM + slots.length * first.w, 0.38 * width) + CHANNEL_ROOM;
  const y = 8 + Math.max((columns ? 2 : 3) * TITLE + slots.length * entryHeight, columns ? 420 : 300);
  const left = { x: x - CHANNEL_ROOM - slots.length * first.w, y, ...first };
  const above = { x, y: y - TITLE - slots.length * entryHeight, w, h: entryHeight };
  const corner = { x, y, w, h: first.h };
  const free = { w: x - CHANNEL_ROOM - 10, h: y - 92 };
  const side = M > 3 ? 24 : 0; // px: many maps need a margin
  return {
    wide: true, width, positions, products: corner,
    height: y + down * first.h + (columns ? 12 : TITLE + 12),
    filters: columns ? left : above,
    patches: columns ? above : left,
    volume: columns ? { x: 6, y: 40, w: free.w, h: 0.58 * free.h } : { x: 6, y: 40, w: 0.62 * free.w, h: free.h - 10 },
    maps: columns ? { x: 6 + side, y: 40 + 0.61 * free.h, w: free.w - 2 * side, h: 0.39 * free.h } : { x: 0.66 * free.w, y: 30, w: 0.34 * free.w, h: free.h },
  };
}

/**
 * On a phone: input, maps, patches, product, filters.
 * @param {number} width
 * @param {MatrixScene} scene
 * @param {Form} form
 * @param {Slot[]} slots
 * @returns {MatrixLayout}
 */
function oneBelowTheOther(width, scene, form, slots) {
  const { M } = sizes(scene);
  const volume = { x: 4, y: 40, w: width - 8, h: clamp(width * 0.55, 180, 280) };
  const maps = { x: 4, y: volume.y + volume.h + 20, w: width - 8, h: Math.min(200, mapsHeight(width, scene)) };
  const top = maps.y + maps.h + 2 * TITLE + 8;
  const entry = Math.min(24, (width - NAME_ROOM) / slots.length);
  const w = cellWidth(scene.products.longest());
  if (form === "columns") {
    const positions = Math.min(positionCount(scene), Math.floor((width - CHANNEL_ROOM - 4) / w));
    const [wide, high] = [(width - CHANNEL_ROOM - 4) / positions, 17];
    const patches = { x: CHANNEL_ROOM, y: top, w: Math.min(w + 6, wide), h: high };
    const products = { x: CHANNEL_ROOM, y: top + slots.length * high + TITLE + 8, w: patches.w, h: 24 };
    const filters = { x: NAME_ROOM, y: products.y + M * 24 + 2 * TITLE + 8, w: entry, h: 22 };
    return { wide: false, width, positions, volume, maps, patches, products, filters, height: filters.y + M * 22 + 12 };
  }
  const positions = Math.min(positionCount(scene), 9);
  const patches = { x: NAME_ROOM, y: top, w: entry, h: 20 };
  const products = { x: NAME_ROOM, y: top + positions * 20 + 2 * TITLE, w: Math.min(w, (width - NAME_ROOM - 4) / M), h: 20 };
  const filters = { x: CHANNEL_ROOM, y: products.y + positions * 20 + 2 * TITLE + 16, w: Math.min(w, (width - CHANNEL_ROOM - 4) / M), h: 17 };
  return { wide: false, width, positions, volume, maps, patches, products, filters, height: filters.y + slots.length * 17 + 12 };
}
