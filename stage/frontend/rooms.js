// How the picture divides its width: the rooms of volume, ledger, output number, maps and legend.

import { AS_OPENED, camera, CELL, cellFor, extent, FIGURE, GAP, LARGEST_TYPE, LEAST_ROUNDED, LEAST_SHARE, MAPS_TURN, NAME_LINE, ROUNDED_FIGURES, scaleInRows, STRIP_CELL, typeFor } from "./geometry.js";
import { legendHeight } from "./marks_legend.js";
import { blockWithAxes } from "./names.js";
import { clamp, MOST_FIGURES } from "./numbers.js";
import { isSeries, sizes } from "./scene.js";
/** @import { Box, Point } from "./geometry.js" */
/** @import { Scene } from "./scene.js" */

export const LEDGER_HEAD = 26; // px: the line of column heads
const ROW_HEAD = 20; // px: a slab's name above its row
const BETWEEN_ROWS = { usual: 10, lean: 6 }; // px
const LEAST_LEAN = 50; // px: the tiles beside which a slab's name finds room above its sum
const WIDE = 700; // px: from here on ledger and maps stand beside the input
const WIDE_STRIPS = 840; // px: the same for strips, which are long
const FOLDED = { usual: 27, close: 20 }; // px: a row of the ledger when it is closed; close where even one open row would be too much
const SUM_WIDTH = 64; // px: room for the sum of a slab, unless a class is to read a longer one
const NAME_WIDTH = 0.55; // of the type: the width of a letter of a name
export const LETTER_WIDTH = 0.43; // the same of a longer text, in which wide and narrow letters are mixed, until it is measured
export const VALUE_TYPE = 27; // px: the output's number is the largest of the ledger
const LARGEST_MAP_CELL = 44; // px
export const LARGE_MAPS = { heading: 16, most: LARGEST_MAP_CELL };
export const MAPS_IN_GRID = { ...LARGE_MAPS, heading: 24 };
export const SMALL_MAPS = { heading: 10, most: 12, beside: 7 };
const LARGEST_TILE = 36; // px; longer numbers may need wider ones
const MOST_WHOLE = 6; // figures of a number of patch or kernel for which its cell is made wider
const LEAST_TILE = { usual: 18, low: 16 }; // px; low where the products stand under patch and kernel, and the picture would be too high
const LEAST_PRODUCT_TYPE = 10; // px: rows of the ledger close for it
const LEAST_MAP_TYPE = 12; // px: a map whose numbers would be smaller makes room for itself
const WIDTH_OF_MAP_NAME = 100; // px, in usual type
const SMALL_MAPS_HEIGHT = 50; // px: the maps for which there is no room otherwise
export const BELOW_NAMES = 10; // px: small maps below the names of large ones
const HEAD_WIDTH = 58; // px: "products" above its tile, in usual type
const PATCH_WIDTH = 2.6; // of the type: "patch"
const USUAL_ROWS = 5; // of the input
const LEAST_HEIGHT = 250; // px: in which one row of the ledger, and the names of the input, find room
const LEAST_VOLUME = 0.78; // of its usual width, where the ledger needs the rest
const LEAST_OF_LOW = 0.55; // the same where rows of the ledger would close otherwise
const LEAST_OF_ALL = 0.45; // the same where it would be higher than the picture otherwise
const LEAST_OF_PATCH = 0.4; // the same where it has no numbers but those of the patch
const LEAST_MAPS = 0.13; // of the width, where the products need the rest
const AROUND_LEDGER = 8; // px
const BESIDE_VOLUME = 20; // px: to the ledger
const BELOW_BLOCK_NAME = 32; // px: of heads beside a volume that is narrower than the name of its block
const SLAB_NAME = 16; // px: the line of a slab's name
const AROUND = 300; // px: the page above the picture and the transport below it
const FEEDS = 40; // px: from the ledger to the middle of the plus sign
export const BEFORE_VALUE = 12; // px: the output's number begins so far left of the middle of the plus sign
export const LANDING = 26; // px: from the output's number to its map

/**
 * px: room for the name of every slab, one below the other, with the block's name above and the legend below.
 * @param {Scene} scene
 * @returns {number}
 */
function namesHeight(scene) {
  return sizes(scene).C * SLAB_NAME + 80;
}

/**
 * px: the smallest cell of the ledger in which the numbers of patch and kernel can be read, or have a type.
 * @param {Scene} scene
 * @param {number} [type]
 * @param {number} [least]
 * @returns {number}
 */
function neededTile({ figures }, type = LEAST_PRODUCT_TYPE, least = LEAST_TILE.usual) {
  const most = type > LARGEST_TYPE ? ROUNDED_FIGURES : MOST_FIGURES; // a class reads longer ones in full size, too
  return Math.max(least, cellFor(type, Math.min(Math.max(figures.patch, figures.kernel), most)));
}

/**
 * px: the width of a cell in which long numbers of patch and kernel can be read as they are; 0 for a class, which gets them rounded, and where none is long.
 * @param {Scene} scene
 * @param {number} type
 * @returns {number}
 */
function wholeTile({ figures }, type) {
  const longest = Math.max(figures.patch, figures.kernel);
  return longest > MOST_FIGURES && type === LARGEST_TYPE ? cellFor(LEAST_ROUNDED, Math.min(longest, MOST_WHOLE)) : 0;
}

/**
 * px: the width of a cell in which the products, which are the longest numbers, can be read, or have a type.
 * @param {Scene} scene
 * @param {number} [type]
 * @param {number} [most]  figures; of a longer number fewer digits are shown, or smaller ones
 * @returns {number}
 */
function neededProduct({ figures }, type = LEAST_PRODUCT_TYPE, most = MOST_FIGURES) {
  return Math.max(LEAST_TILE.usual, cellFor(type, Math.min(figures.products, most)));
}

/** px: the width of a cell in which products have a type, and long ones that are rounded can be read. @param {Scene} scene @param {number} type */
function wantedProduct(scene, type) {
  return Math.max(neededProduct(scene, type), neededProduct(scene, type > LARGEST_TYPE ? type : LEAST_ROUNDED, ROUNDED_FIGURES));
}

/**
 * How the ledger is set: width of a cell and its height, width of one of the products, height of the name above an open row, and of a closed row, how many rows may be open, whether the products stand under patch and kernel.
 * @typedef {{tile: number, tall: number, product: number, gap: number, wrapped: boolean, rowHead: number, rowHeight: number, folded: number, open: number, sumWidth: number, width: number, height: number}} LedgerPlan
 */

/**
 * Where not all rows can be open, the names of those that are stand above their sums: such lean rows are lower.
 * @param {number} width
 * @param {number} height
 * @param {Scene} scene
 * @param {number} [type]  px: the largest of its numbers; where that is larger than usual, rows close for it
 * @param {number} [read]  px: its products are smaller only where there is no room
 * @returns {LedgerPlan}
 */
export function ledgerPlan(width, height, scene, type = LARGEST_TYPE, read = LEAST_SHARE * type) {
  const { depth } = sizes(scene);
  const beside = widestTile(width, scene, type);
  const wrapped = beside < neededTile(scene);
  const widest = wrapped ? widestPair(width, scene) : beside;
  const needed = Math.max(neededTile(scene), Math.min(neededTile(scene, read), widest));
  const most = clamp(widest, 14, Math.max(LARGEST_TILE, neededTile(scene, type)));
  const plan = (tile, lean) => planWithTile(tile, width, height, scene, { wrapped, lean, type });
  const isWhole = (tried) => tried.open === depth && tried.height <= height && tried.product >= neededProduct(scene, read);
  const fits = (tried, lean) => isWhole(tried) && (!lean || tried.width <= width);
  for (const lean of [false, true])
    for (let tile = most; tile >= Math.min(most, needed); tile--) if (fits(plan(tile, lean), lean)) return plan(tile, lean);
  let tile = Math.min(most, Math.max(24, needed));
  const isLow = (tried) => tried.height <= height && tried.width <= width;
  const least = wrapped ? neededTile(scene, LEAST_PRODUCT_TYPE, LEAST_TILE.low) : neededTile(scene);
  while (tile > least && !isLow(plan(tile, false)) && !isLow(plan(tile, true))) tile--;
  const [usual, lean] = [plan(tile, false), plan(tile, true)];
  const gains = lean.open > usual.open || usual.height > height;
  return gains && lean.width <= width ? lean : usual;
}

/**
 * px: the largest cell of patch and kernel that leaves the products beside them, if it is smaller than theirs, what they need.
 * @param {number} width
 * @param {Scene} scene
 * @param {number} type
 * @returns {number}
 */
function widestTile(width, scene, type) {
  const three = (width - sumsWidth(scene, type) - 3 * GAP) / sizes(scene).kw;
  const product = clamp(three - 2 * neededTile(scene), neededProduct(scene), wantedProduct(scene, type));
  return Math.floor(three / 3 >= product ? three / 3 : (three - product) / 2);
}

/** px: the largest cell of patch and kernel where the products stand under them. @param {number} width @param {Scene} scene */
function widestPair(width, scene) {
  return Math.floor((width - GAP) / (2 * sizes(scene).kw));
}

/**
 * The ledger with tiles of a size, and as many open rows as there is room for.
 * @param {number} tile
 * @param {number} width
 * @param {number} height
 * @param {Scene} scene
 * @param {{wrapped: boolean, lean: boolean, type: number}} set
 * @returns {LedgerPlan}
 */
function planWithTile(tile, width, height, scene, { wrapped, lean, type }) {
  const { depth, kh, kw } = sizes(scene);
  const tall = Math.min(tile, LARGEST_TILE);
  const isLean = lean && !wrapped && kh * tall >= LEAST_LEAN;
  const rowHead = isLean ? 0 : ROW_HEAD;
  const rowHeight = rowHead + tilesHeight({ tall, wrapped }, kh) + (isLean ? BETWEEN_ROWS.lean : BETWEEN_ROWS.usual);
  const heightWith = (open, folded) => LEDGER_HEAD + open * rowHeight + (depth - open) * folded;
  const folded = heightWith(1, FOLDED.usual) > height ? FOLDED.close : FOLDED.usual;
  const open = clamp(Math.floor((height - heightWith(0, folded)) / (rowHeight - folded)), 1, depth);
  const gap = Math.max(GAP, headWidth(type) - kw * tile);
  const sumWidth = isLean ? leanSumWidth(scene, type, gap) : sumsWidth(scene, type);
  const free = wrapped ? width - gap : width - 3 * gap - sumWidth - kw * wantedProduct(scene, type);
  const wide = clamp(Math.floor(free / (2 * kw)), tile, Math.max(tile, wholeTile(scene, type)));
  const pair = 2 * kw * wide + gap;
  const around = (wrapped ? GAP : pair + gap) + gap + sumWidth; // px: beside the products
  const product = clamp(Math.floor((width - around) / kw), tile, Math.max(tile, wantedProduct(scene, type)));
  return {
    tile: wide, tall, product, gap, wrapped, rowHead, rowHeight, folded, open, sumWidth,
    width: Math.max(pair, around + kw * product),
    height: heightWith(open, folded),
  };
}

/** px: patch and kernel of an open row, and the products if they stand below. @param {{tall: number, wrapped: boolean}} plan @param {number} kh */
function tilesHeight({ tall, wrapped }, kh) {
  return wrapped ? 2 * kh * tall + GAP : kh * tall;
}

/** px: "products" above its tile. @param {number} type */
function headWidth(type) {
  return (HEAD_WIDTH * type) / LARGEST_TYPE;
}

/** px: the sum of a slab with its name above, which also takes the gap before it. @param {Scene} scene @param {number} type @param {number} gap */
function leanSumWidth(scene, type, gap) {
  return Math.max(sumsWidth(scene, type), nameWidth(scene, type) - gap);
}

/** px: the sums of slabs. @param {Scene} scene @param {number} type */
function sumsWidth({ figures }, type) {
  return type > LARGEST_TYPE ? Math.max(SUM_WIDTH, Math.ceil(FIGURE * type * figures.sums)) : SUM_WIDTH;
}

/** px: the longest name of a slab. @param {Scene} scene @param {number} type */
function nameWidth({ slabs }, type) {
  return Math.ceil(NAME_WIDTH * type * Math.max(...slabs.map(({ short }) => short.length)));
}

/**
 * Output maps in a line, beside each other or one below the other: so many as can be read. The others stand small at its end.
 * @typedef {{across: number, most: number}} MapLine
 *
 * The picture's rooms. Wide: volume, ledger, maps from left to right. Narrow, for long strips, or where the ledger is too wide: one below the other.
 * @typedef {Object} Layout
 * @property {boolean} wide
 * @property {number} width
 * @property {number} height
 * @property {Box} volume
 * @property {Box} legend
 * @property {Box} ledger
 * @property {LedgerPlan} plan
 * @property {Point} node      the middle of the plus sign
 * @property {number} value    the width of the output's number
 * @property {Box} maps
 * @property {?MapLine} mapLine  of maps that are no strips
 * @property {number} type     px: the largest of the numbers in cells
 * @property {number} [read]   px: the type they have wherever a cell has room for it
 */

/**
 * What the page's style says of the picture: the height it may have, the largest type of its numbers, the type below which
 * they are not read, and the width of a letter, all in units.
 * @typedef {{height: ?number, type: number, read?: number, letter?: number}} Bounds
 */

/**
 * @param {number} width
 * @param {number} screen the height of the screen, in units
 * @param {Scene} scene
 * @param {boolean} compact
 * @param {Bounds} [bounds]
 * @returns {Layout}
 */
export function layoutFor(width, screen, scene, compact, bounds = { height: null, type: LARGEST_TYPE }) {
  const wide = width >= (isSeries(scene) ? WIDE_STRIPS : WIDE) ? wideLayout(width, screen, scene, compact, bounds) : null;
  return wide && hasRoomForMaps(wide) ? wide : stackedLayout(width, scene, bounds.type);
}

/** @param {Layout} layout */
function hasRoomForMaps({ maps, width }) {
  return maps.x + maps.w <= width;
}

/** px: the output's number, of up to seven figures in its full size. @param {Scene} scene */
function valueWidth({ figures }) {
  return Math.round(FIGURE * VALUE_TYPE * clamp(figures.output, 2, 7));
}

/**
 * Products that could not be read take room from the maps, as long as that leaves as many of these in their line.
 * @param {number} width
 * @param {number} screen
 * @param {Scene} scene
 * @param {boolean} compact
 * @param {Bounds} bounds
 * @returns {Layout}
 */
function wideLayout(width, screen, scene, compact, bounds) {
  const { type, read = LEAST_SHARE * type } = bounds;
  const withMaps = (mapsWidth) => layoutWithMaps(mapsWidth, width, screen, scene, compact, { ...bounds, read });
  const isRead = ({ plan }) => plan.product >= neededProduct(scene, read);
  const usual = withMaps(isReadInPatch(scene) ? nameOfMapWidth(type) : Math.round(width * mapsShare(scene, type)));
  if (isRead(usual) || isSeries(scene) || !hasRoomForMaps(usual)) return usual;
  const narrow = withMaps(Math.round(width * LEAST_MAPS));
  return isRead(narrow) && narrow.mapLine.most === usual.mapLine.most ? narrow : usual;
}

/**
 * On a low screen the picture is lower, so that its transport is in view.
 * @param {number} mapsWidth
 * @param {number} width
 * @param {number} screen
 * @param {Scene} scene
 * @param {boolean} compact
 * @param {Bounds} bounds
 * @returns {Layout}
 */
function layoutWithMaps(mapsWidth, width, screen, scene, compact, { height: room, type, read, letter = LETTER_WIDTH * type }) {
  const [least, most] = compact && type === LARGEST_TYPE ? [330, 380] : [360, 500];
  const usual = clamp(width * 0.44, least, clamp(screen - AROUND, least, most));
  const height = room ? clamp(room, LEAST_HEIGHT, most) : usual;
  const value = valueWidth(scene);
  const toMaps = FEEDS - BEFORE_VALUE + value + LANDING;
  const left = width - mapsWidth - toMaps - BESIDE_VOLUME; // px: for volume and ledger
  const { volumeWidth, top, plan } = besideLedger(width, left, height, scene, { type, read, letter });
  const tall = Math.max(height, plan.height + top + AROUND_LEDGER, isSeries(scene) ? 0 : namesHeight(scene));
  const below = legendBelow(plan, tall - top, scene, type);
  const ledger = {
    x: volumeWidth + BESIDE_VOLUME + Math.max(0, (left - volumeWidth - plan.width) / 2), y: Math.max(top, (tall - plan.height - below) / 2), w: plan.width, h: plan.height,
  };
  const mapsLeft = ledger.x + ledger.w + toMaps;
  const maps = { x: mapsLeft, y: 8, w: Math.max(mapsWidth, width - mapsLeft) - 6, h: tall - 16 };
  const volume = { x: 6, y: 34, w: volumeWidth - 6, h: tall - 46 };
  const legend = below > 0 ? { ...ledger, y: ledger.y + ledger.h + AROUND_LEDGER, h: below - AROUND_LEDGER } : takeLegend(volume, scene, type, ledger);
  return {
    wide: true, type, read, width, height: tall, plan, ledger, volume, legend, value, maps,
    node: [ledger.x + ledger.w + FEEDS, ledger.y + LEDGER_HEAD + (plan.height - LEDGER_HEAD) / 2],
    mapLine: mapLine(maps, scene, true, type),
  };
}

/**
 * The width of the volume, and the ledger beside it: whole in the height there is, with products that can be read and with as many open rows as can be, even if the volume is narrower for that.
 * @param {number} width
 * @param {number} left    for both
 * @param {number} height
 * @param {Scene} scene
 * @param {{type: number, read: number, letter: number}} bounds
 * @returns {{volumeWidth: number, top: number, plan: LedgerPlan}}
 */
function besideLedger(width, left, height, scene, { type, read, letter }) {
  const [usual, lean] = [sumsWidth(scene, type), leanSumWidth(scene, type, GAP)];
  const sumWidths = isReadInPatch(scene) ? [lean, lean, lean] : [usual, lean, usual];
  const ways = [LEAST_VOLUME, LEAST_OF_LOW, LEAST_OF_ALL].map((least, i) => {
    const volumeWidth = volumeShare(width, left, sumWidths[i], scene, { type, read, least });
    const way = (top) => ({ volumeWidth, top, plan: ledgerPlan(left - volumeWidth, height - top - AROUND_LEDGER, scene, type, read) });
    const beside = way(AROUND_LEDGER);
    const isNameBeside = blockNameWidth(scene, letter) <= volumeWidth + beforeHeads(scene, beside.plan.tile, type);
    return isNameBeside ? beside : way(BELOW_BLOCK_NAME);
  });
  const whole = ways.filter(({ top, plan }) => plan.height + top + AROUND_LEDGER <= height);
  const isRoomy = (way) => way !== ways.at(-1);
  const legible = whole.filter(({ plan }) => plan.product >= neededProduct(scene, read));
  const best = [legible.filter(isRoomy), legible, whole.filter(isRoomy), whole, [ways[0]]].find((found) => found.length > 0);
  const most = Math.max(...best.map(({ plan }) => plan.open));
  return best.find(({ plan }) => plan.open === most);
}

/** px: from the volume's end to the first head of the ledger, which stands over the middle of its tile. @param {Scene} scene @param {number} tile @param {number} type */
function beforeHeads(scene, tile, type) {
  return BESIDE_VOLUME + (sizes(scene).kw * tile - PATCH_WIDTH * type) / 2;
}

/** px: what the block is and its axes, with the tag before it. @param {Scene} scene @param {number} letter */
function blockNameWidth(scene, letter) {
  return 18 + letter * blockWithAxes(scene, 0).length;
}

/** px: the name of a map, which is all the width that a map of one cell needs. @param {number} type */
function nameOfMapWidth(type) {
  return Math.round((WIDTH_OF_MAP_NAME * type) / LARGEST_TYPE);
}

/** The maps' part of the width: strips are long, and large numbers need large cells. */
function mapsShare(scene, type) {
  const large = type > LARGEST_TYPE;
  if (isSeries(scene)) return large ? 0.25 : 0.2;
  return large ? 0.19 : 0.175;
}

/** Whether all numbers of the volume are read in the patch: there is one position. @param {Scene} scene */
function isReadInPatch(scene) {
  const { H, W, kh, kw } = sizes(scene);
  return H === kh && W === kw;
}

/**
 * px: the volume's width; less where the products can then be read, at best beside patch and kernel, in large type.
 * @param {number} width
 * @param {number} left  for volume and ledger
 * @param {number} sums  px: their width
 * @param {Scene} scene
 * @param {{type: number, read: number, least: number}} bounds  least: of its usual width
 * @returns {number}
 */
function volumeShare(width, left, sums, scene, { type, read, least }) {
  const { C, kw } = sizes(scene);
  const several = isSeries(scene) ? 0.55 - mapsShare(scene, type) : 0.365;
  const usual = Math.round(width * (C === 1 ? 0.28 : several)); // a single slab needs less
  const across = (cell) => Math.max(headWidth(type), kw * cell + GAP);
  const beside = (tile, product) => Math.floor(left - sums - 2 * across(tile) - across(product));
  const widest = beside(Math.max(neededTile(scene, type), wholeTile(scene, type)), wantedProduct(scene, type));
  if (isReadInPatch(scene)) return clamp(widest, LEAST_OF_PATCH * usual, usual);
  if (widest >= LEAST_VOLUME * usual) return Math.min(usual, widest);
  const below = Math.floor(left - Math.max(2 * kw * neededTile(scene) + GAP, kw * neededProduct(scene) + 2 * GAP + sumsWidth(scene, type)));
  const shares = [beside(neededTile(scene, read), wantedProduct(scene, read)), beside(neededTile(scene), neededProduct(scene)), below];
  const found = shares.find((share) => share >= least * usual);
  return Math.min(usual, found ?? usual);
}

/**
 * Take the room of the legend from the lower end of the volume's; it runs on below a ledger that is low.
 * @param {Box} volume
 * @param {Scene} scene
 * @param {number} type
 * @param {Box} ledger
 * @returns {Box}
 */
function takeLegend(volume, scene, type, ledger) {
  const whole = ledger.x + ledger.w - volume.x;
  const isFree = ledger.y + ledger.h + AROUND_LEDGER <= volume.y + volume.h - legendHeight(scene, whole, type);
  const w = isFree ? whole : volume.w;
  const h = legendHeight(scene, w, type);
  volume.h -= h;
  return { x: volume.x, y: volume.y + volume.h + 8, w, h };
}

/**
 * px: the legend and the space above it where it stands below the ledger, so that a single slab is as large as there is height for it; 0 where it does not.
 * @param {LedgerPlan} plan
 * @param {number} height  below the top of the ledger
 * @param {Scene} scene
 * @param {number} type
 * @returns {number}
 */
function legendBelow(plan, height, scene, type) {
  const below = AROUND_LEDGER + legendHeight(scene, plan.width, type);
  return sizes(scene).C === 1 && plan.height + below <= height ? below : 0;
}

/**
 * As many maps in a line as can be read.
 * @param {Box} box
 * @param {Scene} scene
 * @param {boolean} upright  one below the other, otherwise beside each other
 * @param {number} type  px: the largest of their numbers
 * @returns {?MapLine}
 */
function mapLine(box, scene, upright, type) {
  const { M } = sizes(scene);
  if (isSeries(scene)) return null;
  const line = (most) => ({ across: upright ? 1 : most, most });
  for (let most = M; most > 1; most--) if (isReadable(mapParts(box, most < M).large, scene, line(most), type)) return line(most);
  return line(1);
}

/**
 * The rooms of maps that are large, and of the others, if there are any.
 * @param {Box} box
 * @param {boolean} hasSmall
 * @returns {{large: Box, small: Box}}
 */
export function mapParts(box, hasSmall) {
  const large = { ...box, h: box.h - (hasSmall ? SMALL_MAPS_HEIGHT : 0) };
  return { large, small: { ...box, y: box.y + large.h, h: SMALL_MAPS_HEIGHT } };
}

/**
 * Whether the numbers of maps can be read that stand in a line.
 * @param {Box} box
 * @param {Scene} scene
 * @param {MapLine} line
 * @param {number} type  px: the largest of their numbers
 * @returns {boolean}
 */
function isReadable(box, scene, { across, most }, type) {
  if (across * WIDTH_OF_MAP_NAME > Math.max(box.w, WIDTH_OF_MAP_NAME)) return false;
  const { yaw, pitch } = AS_OPENED;
  const { OH, OW } = sizes(scene);
  const size = extent(camera(yaw * MAPS_TURN, pitch), 1, 0, OH, OW);
  const scale = scaleInRows(box, most, across, size, LARGE_MAPS);
  const large = type > LARGEST_TYPE;
  const seen = large ? scale * Math.sqrt(Math.cos(yaw * MAPS_TURN) * Math.cos(pitch)) : scale;
  return seen * typeFor(CELL, scene.figures.output, large ? Infinity : 12) >= (large ? type : LEAST_MAP_TYPE);
}

/**
 * px: the height of strips with their names, and of the slope of a strip.
 * @param {number} width
 * @param {number} count
 * @param {number} columns
 * @returns {number}
 */
export function stripsHeight(width, count, columns) {
  const cell = Math.min(STRIP_CELL, width / columns);
  return count * (cell + NAME_LINE) + 0.05 * columns * cell;
}

/**
 * px: the height of output maps in rows of three, or of slabs pulled apart where that is more.
 * @param {number} width
 * @param {Scene} scene
 * @returns {number}
 */
export function mapsHeight(width, scene) {
  const { M, OH, OW } = sizes(scene);
  if (isSeries(scene)) return M * (stripsHeight(width, 1, OW) + 12);
  const across = Math.min(M, 3);
  const beside = Math.ceil(M / across) * mapRowHeight(width, scene, across);
  const apart = OH * Math.min(32, (width - 32) / (M * OW)) * (0.45 + 0.65 * M) + 30;
  return scene.kind === "volume" ? Math.max(beside, apart) : beside;
}

/** px: the height of so many maps beside each other. */
function mapRowHeight(width, scene, across) {
  const { OH, OW } = sizes(scene);
  return OH * Math.min(LARGEST_MAP_CELL, (width / across - 36) / OW) * 1.15 + 50;
}

/** px: the height of maps in a line beside each other, with the small ones. */
function lineHeight(width, scene, { most }) {
  const { M } = sizes(scene);
  return mapRowHeight(width, scene, most) + (most < M ? SMALL_MAPS_HEIGHT + BELOW_NAMES : 0);
}

/** px: slabs in depth in a narrow picture; of more rows, such as padded ones, they are higher, so that their numbers can be read. @param {number} width @param {number} rows */
function slabsHeight(width, rows) {
  return clamp(width * 0.62 * Math.sqrt(Math.max(1, rows / USUAL_ROWS)), 200, 320);
}

/**
 * @param {number} width
 * @param {Scene} scene
 * @param {number} type
 * @returns {Layout}
 */
function stackedLayout(width, scene, type) {
  const { C, H, W } = sizes(scene);
  const volume = { x: 4, y: 34, w: width - 8, h: isSeries(scene) ? stripsHeight(width, C, W) : slabsHeight(width, H) };
  const legend = { ...volume, y: volume.y + volume.h + 8, h: legendHeight(scene, volume.w) };
  const bus = 6 + 4 * sizes(scene).depth; // px: one upright line a slab's sum, right of the ledger
  const plan = ledgerPlan(width - 8 - bus, 400, scene);
  const ledger = { x: 4 + Math.max(0, (width - 8 - bus - plan.width) / 2), y: legend.y + legend.h + 18, w: plan.width, h: plan.height };
  const nodeY = ledger.y + ledger.h + 34;
  const maps = { x: 4, y: nodeY + VALUE_TYPE + 13 + LANDING, w: width - 8, h: Infinity };
  const line = mapLine(maps, scene, false, LARGEST_TYPE);
  maps.h = line && scene.kind === "layer" ? lineHeight(maps.w, scene, line) : mapsHeight(maps.w, scene);
  return {
    wide: false, type, width, height: maps.y + maps.h + 6, volume, legend, ledger, plan, node: [width / 2, nodeY], value: width / 3,
    maps, mapLine: line,
  };
}
