// How the picture divides its width: the rooms of volume, ledger, output number, maps and legend.

import { FIGURE, GAP, LARGEST_TYPE, LEAST_SHARE } from "./geometry.js";
import { headWidth, leanSumWidth, LEDGER_HEAD, ledgerPlan, neededProduct, neededTile, sumsWidth, wantedProduct, wholeTile } from "./ledger_plan.js";
import { lineHeight, mapLine, mapsHeight, nameOfMapWidth, stripsHeight } from "./map_rooms.js";
import { legendHeight } from "./marks_legend.js";
import { blockWithAxes } from "./names.js";
import { clamp } from "./numbers.js";
import { isSeries, sizes } from "./scene.js";
/** @import { Box, Point } from "./geometry.js" */
/** @import { Scene } from "./scene.js" */
/** @import { LedgerPlan } from "./ledger_plan.js" */
/** @import { MapLine } from "./map_rooms.js" */

const WIDE = 700; // px: from here on ledger and maps stand beside the input
const WIDE_STRIPS = 840; // px: the same for strips, which are long
export const LETTER_WIDTH = 0.43; // of the type: the width of a letter of a long text, in which wide and narrow ones are mixed, until it is measured
export const VALUE_TYPE = 27; // px: the output's number is the largest of the ledger
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
