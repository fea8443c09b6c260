// What fits: of long columns the first cells of every channel, of many positions those around the step; and where it stands.

import { inGrid, spreadGap, stackInDepth } from "../geometry.js";
import { clamp } from "../numbers.js";
import { slabNames } from "../names.js";
import { MAPS_IN_GRID, mapsHeight } from "../map_rooms.js";
import { sizes } from "../scene.js";
import { widthOfFigures } from "./cells.js";
import { positionCount } from "./timeline.js";
import { PART_WORDS } from "./words.js";
/** @import { Box, View } from "../geometry.js" */
/** @import { Form, MatrixScene } from "./timeline.js" */
/** @import { Scene } from "../scene.js" */
/** @import { Tensor } from "../tensor.js" */

const MOST_ENTRIES = 36; // cells of a column: more would be too small to read
const WIDE_MATRICES = 700; // px: from here on the factors stand beside and above the product
const TALLEST = 420; // px: a column of entries where there is room for any
const MAPS_ABOVE_ROWS = 300; // px: slabs and maps over patches as rows, where there is room
const LEAST_ENTRY_TYPE = 10; // px: numbers of a long row, in the usual type
const LOWEST = 170; // px: slabs and maps beside it, also over the rows of many filters
export const MATRIX_TYPE = 13; // px: of numbers and names
const CHANNEL_ROOM = 8.8; // px, in units of type: a channel's name beside its block
const FEW_LINES = 4;
const MAP_ROOM = 4; // of the type: a small map with its name
const INPUT_LETTER = 0.44; // px, in units of type: narrower than most, so that no slab comes left of its place
const AROUND_NAMES = 36; // px: the lowest name of a slab stands so far above the patches' end
const LEAST_POSITIONS = 5; // rows of the patches as rows, also on a low screen
const MOST_POSITIONS = 12; // the same where there is room
const MOST_NAMES_ABOVE = 3; // names of slabs with the maps under them: more reach down to the maps' own
const INPUT_LINE = 1.25; // px, in units of type
const LINK_ROOM = 44; // px: from the slabs to the channels' names
const AFTER_PRODUCT = 12; // px
const EDGE = 4; // px: beside a matrix without names
const NAME_ROOM = 5; // px, in units of type: "filter 0" beside its row
export const TITLE = 24; // px: a line of type over a matrix

/** Input volume and maps look at the learner as on the stage; nothing here is turned by hand. */
/** @type {View} */
export const INPUT_VIEW = { view: "depth", yaw: 0.62, pitch: 0.34, spread: 0.4 };
/** @type {View} */
export const MAPS_VIEW = { view: "flat", yaw: 0, pitch: 0, spread: 0 };

/**
 * The room for the picture, in its own units, and how large its type is to be.
 * @typedef {{width: number, height: number, type: number}} Room
 */

/**
 * One line of a long side: an entry of the patches, or how many entries of its channel are left out.
 * @typedef {{channel: number, entry: ?number, left: number}} Slot
 */

/**
 * How many entries of a column the room is high enough for, so that they can be read.
 * @param {Room} room
 * @param {Scene} scene
 * @param {Form} form
 * @returns {number}
 */
export function entriesFor({ width, height, type }, scene, form) {
  if (width < WIDE_MATRICES) return MOST_ENTRIES;
  const room = heightOfEntries(height, type, scene, form);
  const [wanted, least] = type > MATRIX_TYPE ? [type + 3.5, type - 0.5] : [13, 13]; // px: the usual type may be smaller in many lines
  const lines = Math.floor(room / wanted);
  return clamp(lines < 2 * sizes(scene).C ? Math.floor(room / least) : lines, 0, MOST_ENTRIES);
}

/**
 * How many entries of a row the room is wide enough for, so that they can be read; as many as of a column where input and maps
 * need the width.
 * @param {Room} room
 * @param {MatrixScene} scene
 * @param {Form} form of the patches: as columns, the filters are rows
 * @returns {number}
 */
export function entriesAcross(room, scene, form) {
  const isWide = room.width >= WIDE_MATRICES;
  if (isWide && (form === "columns" || heightOfEntries(room.height, room.type, scene, form) < LOWEST)) return entriesFor(room, scene, form);
  const type = isWide ? room.type : MATRIX_TYPE;
  const figures = (form === "columns" ? scene.filters : scene.patches).longest();
  const cell = ((LEAST_ENTRY_TYPE * widthOfFigures(figures) + 2.4) * type) / MATRIX_TYPE;
  const names = form === "columns" || isWide ? NAME_ROOM * type : 2 * EDGE; // rows of a phone have no names
  const free = room.width - names - (isWide ? besideRows(scene, type) : 0);
  return Math.min(MOST_ENTRIES, Math.floor(free / cell));
}

/** px: the filters' channels, the product and the room after it, beside patches as rows. @param {MatrixScene} scene @param {number} type */
function besideRows(scene, type) {
  return CHANNEL_ROOM * type + sizes(scene).M * productWidth(scene.filters, scene, type) + AFTER_PRODUCT;
}

/** px: a cell of the product, below the other factor. @param {Tensor} above @param {MatrixScene} scene @param {number} type */
function productWidth(above, { products }, type) {
  return cellWidth(Math.max(above.longest(), products.longest()), type);
}

/**
 * px: what titles and the product leave of the picture's height; at least what the names of the slabs need beside it.
 * @param {number} height
 * @param {number} type
 * @param {Scene} scene
 * @param {Form} form
 * @returns {number}
 */
function heightOfEntries(height, type, scene, form) {
  const { C, M } = sizes(scene);
  const names = AROUND_NAMES + C * (type + 2);
  const [titles, lines] = form === "columns" ? [2, M] : [4, Math.min(LEAST_POSITIONS, positionCount(scene))];
  return Math.min(TALLEST, Math.max(names, height - 8 - titles * TITLE - lines * productLine(type, lines) - 12));
}

/** px: of a line of the product; many are closer. @param {number} type @param {number} lines */
function productLine(type, lines) {
  return type + (lines > FEW_LINES ? 4 : 12);
}

/**
 * The first entries of every channel, and a line for those that are left out where there is room for it.
 * @param {Scene} scene
 * @param {number} [most] lines in all
 * @returns {Slot[]}
 */
export function shownEntries(scene, most = MOST_ENTRIES) {
  const { C, kh, kw } = sizes(scene);
  const area = kh * kw;
  const room = Math.max(1, Math.floor(most / C));
  const kept = area <= room ? area : Math.max(1, room - 1);
  const slots = [];
  for (let channel = 0; channel < C; channel++) {
    for (let tap = 0; tap < kept; tap++) slots.push({ channel, entry: channel * area + tap, left: 0 });
    if (kept < Math.min(area, room)) slots.push({ channel, entry: null, left: area - kept });
  }
  return slots;
}

/**
 * What is left out of the picture, and that the sums are of all; nothing where all is shown.
 * @param {Scene} scene
 * @param {Slot[]} patchSlots
 * @param {Slot[]} filterSlots
 * @param {number} first
 * @param {number} positions
 * @returns {string}
 */
export function describePart(scene, patchSlots, filterSlots, first, positions) {
  const { kh, kw } = sizes(scene);
  const shownOf = (slots) => slots.filter(({ channel, entry }) => channel === 0 && entry !== null).length;
  const said = [];
  const say = (sentence, slots) => {
    if (shownOf(slots) < kh * kw) said.push(sentence(shownOf(slots), kh * kw));
  };
  if (patchSlots.length === filterSlots.length) say(PART_WORDS.numbers, patchSlots);
  else {
    say(PART_WORDS.filters, filterSlots);
    say(PART_WORDS.patches, patchSlots);
  }
  const all = positionCount(scene);
  if (positions < all) said.push(PART_WORDS.positions(first, first + positions - 1, all));
  return said.length ? [...said, PART_WORDS.sums].join(" ") : "";
}

/**
 * Where a matrix stands, and the size of its cells.
 * @typedef {{x: number, y: number, w: number, h: number}} Spot
 */

/**
 * @typedef {Object} MatrixLayout
 * @property {boolean} wide
 * @property {number} type
 * @property {number} channelRoom  px: beside the patches, for the channels' names
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
 * @param {number} [type]
 * @returns {number}
 */
function cellWidth(figures, type = MATRIX_TYPE) {
  return (clamp(Math.ceil(figures * 6.6 + 7), 20, 46) * type) / MATRIX_TYPE;
}

/**
 * @param {Room} room
 * @param {MatrixScene} scene
 * @param {Form} form
 * @param {Slot[]} slots
 * @returns {MatrixLayout}
 */
export function matrixLayout(room, scene, form, slots) {
  return room.width >= WIDE_MATRICES ? sideBySide(room, scene, form, slots) : oneBelowTheOther(room, scene, form, slots);
}

/**
 * The first factor at the left, the second above: row and column meet in the product.
 * @param {Room} room
 * @param {MatrixScene} scene
 * @param {Form} form
 * @param {Slot[]} slots
 * @returns {MatrixLayout}
 */
function sideBySide(room, scene, form, slots) {
  const { width, height, type } = room;
  const { M } = sizes(scene);
  const columns = form === "columns";
  const w = productWidth(columns ? scene.patches : scene.filters, scene, type);
  const [channelRoom, nameRoom] = [CHANNEL_ROOM * type, NAME_ROOM * type];
  const after = columns ? 5.2 * type : AFTER_PRODUCT; // px: biases stand at the right of the product's rows
  const free = width - nameRoom - channelRoom - after;
  const tallest = heightOfEntries(height, type, scene, form);
  const entryHeight = clamp(Math.floor(tallest / slots.length), 13, type + 11);
  const titled = (columns ? 2 : 3) * TITLE + slots.length * entryHeight;
  const y = 8 + Math.max(titled, clamp(tallest + 2 * TITLE, LOWEST, columns ? TALLEST : MAPS_ABOVE_ROWS));
  const inHeight = Math.floor((height - y - TITLE - 12) / productLine(type, MOST_POSITIONS));
  const most = columns ? Math.max(4, Math.floor((0.42 * free) / w)) : clamp(inHeight, LEAST_POSITIONS, MOST_POSITIONS);
  const positions = Math.min(positionCount(scene), most);
  const [down, across] = columns ? [M, positions] : [positions, M];
  const entries = shownEntries(scene, entriesAcross(room, scene, form)).length;
  const first = { w: Math.min(30, (free - across * w) / entries), h: productLine(type, down) };
  const x = width - after - across * w; // input and maps have all that the matrices leave
  const left = { x: x - channelRoom - entries * first.w, y, ...first };
  const above = { x, y: y - TITLE - slots.length * entryHeight, w, h: entryHeight };
  const corner = { x, y, w, h: first.h };
  const over = { w: x - channelRoom - 10, h: y - 92 };
  const bottom = y + down * first.h + (columns ? 12 : TITLE + 12);
  const beside = { x: 6, y: 40, w: left.x - nameRoom - 18, h: bottom - 52 };
  const around = columns ? mapsByNames(over, type, scene) : mapsBeside(over, beside, type, scene);
  const atSide = { ...beside, w: Math.min(beside.w, around.volume.x - 18) };
  return {
    wide: true, type, channelRoom, width, positions, products: corner,
    height: bottom,
    filters: columns ? left : above,
    patches: columns ? above : left,
    volume: around.volume,
    maps: roomierForMaps(around.maps, atSide, scene),
  };
}

/** Which of two boxes shows the maps larger. @param {Box} usual @param {Box} other @param {Scene} scene */
function roomierForMaps(usual, other, scene) {
  const { M, OH, OW } = sizes(scene);
  const scaleIn = (box) => inGrid(box, M, OH, OW, MAPS_VIEW, MAPS_IN_GRID)[0].scale;
  return scaleIn(other) > scaleIn(usual) ? other : usual;
}

/**
 * The slabs at the right, so that their links cross nothing, and their names at their left. The maps stand under the names,
 * or left of them where the names of many channels leave no room below.
 * @param {{w: number, h: number}} free
 * @param {number} type
 * @param {Scene} scene
 * @returns {{volume: Box, maps: Box}}
 */
function mapsByNames({ w, h }, type, scene) {
  const top = 40;
  const { C } = sizes(scene);
  const listed = Math.max(INPUT_LINE * C * type + TITLE, 0.32 * h); // px: the names below each other
  const isTooLow = (above) => above > 0.6 * h || h - above < MAP_ROOM * type;
  const isLarge = type > MATRIX_TYPE && C <= MOST_NAMES_ABOVE && !isTooLow(listed); // the numbers of the slabs need the room
  const widthOf = (names) => Math.max(...names.map((name) => name.length)) * INPUT_LETTER * type;
  const startOf = (width) => (isLarge ? Math.max(0.43 * w, width) : Math.max(0.53 * w, width + 2 * MAP_ROOM * type));
  const whole = widthOf(scene.slabs.map(({ label }) => label));
  const written = slabNames(scene, w - LINK_ROOM - startOf(whole) + whole, type);
  const names = C > 1 ? widthOf(written) : 0; // the name of a single slab is above it
  const slabs = startOf(names);
  const volume = { x: slabs - names, y: top, w: w - LINK_ROOM - slabs + names, h: 0.9 * h };
  const above = Math.max(listed, lowestName({ ...volume, x: slabs, w: volume.w - names }, scene) - top + TITLE);
  if (isTooLow(above) || C > MOST_NAMES_ABOVE) return { volume, maps: { x: 6, y: top, w: slabs - names - 6 - (MAP_ROOM * type) / 2, h } };
  return { volume, maps: { x: 6, y: top + above, w: slabs - 18, h: h - above } };
}

/** px: where the last name of slabs in a box stands, at the corner of the first one. @param {Box} box @param {Scene} scene */
function lowestName(box, scene) {
  const { C, H, W } = sizes(scene);
  const [front] = stackInDepth(box, C, H, W, INPUT_VIEW, spreadGap(C, H, W, INPUT_VIEW));
  return front.at(0, 0)[1];
}

/**
 * Over patches as rows: many maps stand in the room beside the patches, the slabs where that is wide, otherwise both above.
 * @param {{w: number, h: number}} over
 * @param {Box} beside
 * @param {number} type
 * @param {Scene} scene
 * @returns {{volume: Box, maps: Box}}
 */
function mapsBeside({ w, h }, beside, type, scene) {
  const after = beside.w + 18;
  if (sizes(scene).M > FEW_LINES && beside.w > 2 * MAP_ROOM * type) return { volume: { x: after, y: 40, w: w - after, h: h - 10 }, maps: beside };
  if (beside.w > 0.45 * w) return { volume: { ...beside, w: Math.min(beside.w, 0.62 * w) }, maps: { x: after, y: 30, w: w - after, h } };
  return { volume: { x: 6, y: 40, w: 0.62 * w, h: h - 10 }, maps: { x: 0.66 * w, y: 30, w: 0.34 * w, h } };
}

/**
 * On a phone: input, maps, patches, product, filters.
 * @param {Room} room
 * @param {MatrixScene} scene
 * @param {Form} form
 * @param {Slot[]} slots
 * @returns {MatrixLayout}
 */
function oneBelowTheOther(room, scene, form, slots) {
  const { M } = sizes(scene);
  const { width } = room;
  const type = MATRIX_TYPE;
  const [channelRoom, nameRoom] = [CHANNEL_ROOM * type, NAME_ROOM * type];
  const volume = { x: 4, y: 40, w: width - 8, h: clamp(width * 0.55, 180, 280) };
  const maps = { x: 4, y: volume.y + volume.h + 20, w: width - 8, h: Math.min(200, mapsHeight(width, scene)) };
  const top = maps.y + maps.h + 2 * TITLE + 8;
  const across = shownEntries(scene, entriesAcross(room, scene, form));
  const left = form === "columns" ? nameRoom : EDGE;
  const entry = Math.min(24, (width - left - EDGE) / across.length);
  const w = cellWidth(scene.products.longest());
  if (form === "columns") {
    const positions = Math.min(positionCount(scene), Math.floor((width - channelRoom - EDGE) / w));
    const [wide, high] = [(width - channelRoom - EDGE) / positions, 17];
    const patches = { x: channelRoom, y: top, w: Math.min(w + 6, wide), h: high };
    const products = { x: channelRoom, y: top + slots.length * high + TITLE + 8, w: patches.w, h: 24 };
    const filters = { x: left, y: products.y + M * 24 + 2 * TITLE + 8, w: entry, h: 22 };
    return { wide: false, type, channelRoom, width, positions, volume, maps, patches, products, filters, height: filters.y + M * 22 + 12 };
  }
  const positions = Math.min(positionCount(scene), 9);
  const patches = { x: left, y: top, w: entry, h: 20 };
  const products = { x: left, y: top + positions * 20 + 2 * TITLE, w: Math.min(w, (width - left - EDGE) / M), h: 20 };
  const filters = { x: channelRoom, y: products.y + positions * 20 + 2 * TITLE + 16, w: Math.min(w, (width - channelRoom - EDGE) / M), h: 17 };
  return { wide: false, type, channelRoom, width, positions, volume, maps, patches, products, filters, height: filters.y + slots.length * 17 + 12 };
}
