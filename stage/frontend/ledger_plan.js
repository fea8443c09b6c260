// How the rows of the ledger are set: the sizes of its cells, and how many rows are open.

import { cellFor, FIGURE, GAP, LARGEST_TYPE, LEAST_ROUNDED, LEAST_SHARE, ROUNDED_FIGURES } from "./geometry.js";
import { clamp, MOST_FIGURES } from "./numbers.js";
import { sizes } from "./scene.js";
/** @import { Scene } from "./scene.js" */

export const LEDGER_HEAD = 26; // px: the line of column heads
const ROW_HEAD = 20; // px: a slab's name above its row
const BETWEEN_ROWS = { usual: 10, lean: 6 }; // px
const LEAST_LEAN = 50; // px: the tiles beside which a slab's name finds room above its sum
const FOLDED = { usual: 27, close: 20 }; // px: a row of the ledger when it is closed; close where even one open row would be too much
const SUM_WIDTH = 64; // px: room for the sum of a slab, unless a class is to read a longer one
const NAME_WIDTH = 0.55; // of the type: the width of a letter of a name
const LARGEST_TILE = 36; // px; longer numbers may need wider ones
const MOST_WHOLE = 6; // figures of a number of patch or kernel for which its cell is made wider
const LEAST_TILE = { usual: 18, low: 16 }; // px; low where the products stand under patch and kernel, and the picture would be too high
const LEAST_PRODUCT_TYPE = 10; // px: rows of the ledger close for it
const HEAD_WIDTH = 58; // px: "products" above its tile, in usual type

/**
 * px: the smallest cell of the ledger in which the numbers of patch and kernel can be read, or have a type.
 * @param {Scene} scene
 * @param {number} [type]
 * @param {number} [least]
 * @returns {number}
 */
export function neededTile({ figures }, type = LEAST_PRODUCT_TYPE, least = LEAST_TILE.usual) {
  const most = type > LARGEST_TYPE ? ROUNDED_FIGURES : MOST_FIGURES; // a class reads longer ones in full size, too
  return Math.max(least, cellFor(type, Math.min(Math.max(figures.patch, figures.kernel), most)));
}

/**
 * px: the width of a cell in which long numbers of patch and kernel can be read as they are; 0 for a class, which gets them rounded, and where none is long.
 * @param {Scene} scene
 * @param {number} type
 * @returns {number}
 */
export function wholeTile({ figures }, type) {
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
export function neededProduct({ figures }, type = LEAST_PRODUCT_TYPE, most = MOST_FIGURES) {
  return Math.max(LEAST_TILE.usual, cellFor(type, Math.min(figures.products, most)));
}

/** px: the width of a cell in which products have a type, and long ones that are rounded can be read. @param {Scene} scene @param {number} type */
export function wantedProduct(scene, type) {
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
export function headWidth(type) {
  return (HEAD_WIDTH * type) / LARGEST_TYPE;
}

/** px: the sum of a slab with its name above, which also takes the gap before it. @param {Scene} scene @param {number} type @param {number} gap */
export function leanSumWidth(scene, type, gap) {
  return Math.max(sumsWidth(scene, type), nameWidth(scene, type) - gap);
}

/** px: the sums of slabs. @param {Scene} scene @param {number} type */
export function sumsWidth({ figures }, type) {
  return type > LARGEST_TYPE ? Math.max(SUM_WIDTH, Math.ceil(FIGURE * type * figures.sums)) : SUM_WIDTH;
}

/** px: the longest name of a slab. @param {Scene} scene @param {number} type */
function nameWidth({ slabs }, type) {
  return Math.ceil(NAME_WIDTH * type * Math.max(...slabs.map(({ short }) => short.length)));
}
