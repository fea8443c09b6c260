// How the output maps divide their room: how many stand large in a line, and how high they are.

import { AS_OPENED, camera, CELL, extent, LARGEST_TYPE, MAPS_TURN, NAME_LINE, scaleInRows, STRIP_CELL, typeFor } from "./geometry.js";
import { isSeries, sizes } from "./scene.js";
/** @import { Box } from "./geometry.js" */
/** @import { Scene } from "./scene.js" */

const LARGEST_MAP_CELL = 44; // px
export const LARGE_MAPS = { heading: 16, most: LARGEST_MAP_CELL };
export const MAPS_IN_GRID = { ...LARGE_MAPS, heading: 24 };
export const SMALL_MAPS = { heading: 10, most: 12, beside: 7 };
const LEAST_MAP_TYPE = 12; // px: a map whose numbers would be smaller makes room for itself
const WIDTH_OF_MAP_NAME = 100; // px, in usual type
const SMALL_MAPS_HEIGHT = 50; // px: the maps for which there is no room otherwise
export const BELOW_NAMES = 10; // px: small maps below the names of large ones

/**
 * Output maps in a line, beside each other or one below the other: so many as can be read. The others stand small at its end.
 * @typedef {{across: number, most: number}} MapLine
 */

/** px: the name of a map, which is all the width that a map of one cell needs. @param {number} type */
export function nameOfMapWidth(type) {
  return Math.round((WIDTH_OF_MAP_NAME * type) / LARGEST_TYPE);
}

/**
 * As many maps in a line as can be read.
 * @param {Box} box
 * @param {Scene} scene
 * @param {boolean} upright  one below the other, otherwise beside each other
 * @param {number} type  px: the largest of their numbers
 * @returns {?MapLine}
 */
export function mapLine(box, scene, upright, type) {
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
export function lineHeight(width, scene, { most }) {
  const { M } = sizes(scene);
  return mapRowHeight(width, scene, most) + (most < M ? SMALL_MAPS_HEIGHT + BELOW_NAMES : 0);
}
