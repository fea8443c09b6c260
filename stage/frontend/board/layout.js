// How large tiles are, and how many columns of them stand in a line.

import { clamp } from "../numbers.js";

/**
 * What decides how large a tile is.
 * @typedef {{rows: number, columns: number, small: boolean, beside: boolean, words: boolean, figures: number, print: number, press?: number, lead: number, title?: number}} Room  beside: whether its value stands there; words: whether it says which window it has; figures: the longest number that is printed, 0 for none; print: px, the width of a cell in which they are as large as the page asks for, 0 where it asks for nothing; press: px, the least width of a cell that a finger chooses, 0 where none is chosen; lead: width of names beside its rows; title: px, its width
 * @typedef {{perLine: number, gap: number, column: number, faces: {width: number, height: number}[][], isWritten?: boolean, isCrowded?: boolean}} Layout  isWritten: whether each column is a line; isCrowded: whether titles need several lines
 */

const NARROW = 600; // px, the width of a board on a phone
const LEAST = 104; // px, the side of a tile
const LEAST_OF_TERMS = 72; // of those that are added up in several lines: their sum is on the same screen
const LEAST_IN_MATRIX = 48; // of many below each other
const LEAST_LOW = 63; // px, however large the type: in them numbers of three columns are read
const WITH_WORDS = 124; // px, the width of a column that says which window it has
const MOST = 340;
const MOST_ALONE = 720; // of a single tile
const LARGEST_CELL = 46;
const SMALL = 0.62; // a kernel beside its input
const ABOVE_AND_BELOW = 46; // px for title and value
const ABOVE = 24; // px for the title alone: its value stands beside the tile
const BELOW_IN_MATRIX = 24; // px for the value: titles stand at the ends of its rows and columns
const BETWEEN_LOW = 2; // px
const DIGIT = 5.2; // px, at the smallest size that is read
const PRINTED_CELL = 16; // px, high enough for it
const WRITTEN_LINE = 170; // px, a term of a sum that is written as by hand
const WRITTEN_GAP = 18; // px, for its sign
const FRAMES = 5; // px, at the sides of a tile
const CELL_UNDER_NAMES = 24; // px, so that the names of blocks have room

/**
 * The layout for what is between the tiles: signs, the frames of a matrix, or nothing.
 * @param {Room[][]} columns  of tiles
 * @param {{width: number, height: number, zoom: number, isMatrix: boolean, isLow: boolean, hasOperators: boolean, isSum: boolean}} board  isLow: whether tiles are as low as fits the screen; isSum: whether the last tiles of the columns are added up
 * @returns {Layout}
 */
export function boardLayoutOf(columns, { width, height, zoom, isMatrix, isLow, hasOperators, isSum }) {
  const screen = { width, height, zoom, perLine: isMatrix ? columns.length : null, isMatrix, isLow };
  const isNarrow = width < NARROW;
  const usual = layoutOf(columns, { ...screen, gap: gapBetween(hasOperators, isMatrix, isNarrow) * zoom });
  if (usual.perLine === columns.length) return usual;
  if (isNarrow) return isSum ? writtenLayoutOf(columns, { width, zoom }) : usual;
  const gap = gapBetween(hasOperators, isMatrix, true) * zoom;
  const tight = layoutOf(columns, { ...screen, gap });
  const { perLine } = tight;
  const lines = layoutOf(columns, { ...screen, gap, perLine, height: height / Math.ceil(columns.length / perLine), least: isSum ? LEAST_OF_TERMS : LEAST }); // all of them are seen at once
  const free = width / columns.length - gap;
  if (free < crowdedSide(columns.flat())) return lines;
  const line = { ...layoutOf(columns, { ...screen, gap, perLine: columns.length }), isCrowded: true };
  return free < printSide(columns.flat()) && lowestCell(columns, lines) > lowestCell(columns, line) ? lines : line;
}

/** px: in which the numbers of any tile are read, but not its title in one line. @param {Room[]} rooms */
function crowdedSide(rooms) {
  return rooms.every(({ figures }) => figures) ? Math.max(...rooms.map((room) => room.columns * printedCell(room))) : Infinity;
}

/** px: in which the numbers of any tile are as large as the page asks for. @param {Room[]} rooms */
function printSide(rooms) {
  return Math.max(...rooms.map(({ columns, print }) => columns * print));
}

/** px: the height of the lowest cell. @param {Room[][]} columns @param {Layout} layout */
function lowestCell(columns, { faces }) {
  return Math.min(...columns.flatMap((tiles, i) => tiles.map(({ rows }, j) => faces[i][j].height / rows)));
}

/** Pixels between columns. */
function gapBetween(hasOperators, isMatrix, isTight) {
  if (hasOperators) return isTight ? 32 : 40;
  if (isMatrix) return isTight ? 9 : 14; // of which frames take 5
  return 16;
}

/**
 * @param {Room[][]} columns  of tiles
 * @param {{width: number, height: number, zoom: number, perLine: ?number, gap: number, least?: number, isMatrix?: boolean, isLow?: boolean, isWritten?: boolean}} screen  width of the board and height that its tiles may take; least: px, the side of a tile; isWritten: whether each column is a line
 * @returns {Layout}
 */
export function layoutOf(columns, { width, height, zoom, perLine, gap, least = LEAST, isMatrix = false, isLow = false, isWritten = false }) {
  const rooms = columns.flat();
  const side = (room) => leastSide(room, zoom, isMatrix ? LEAST_IN_MATRIX : least);
  const isRead = (across) => rooms.every((room) => !room.figures || side(room) <= width / across - gap);
  const isOnePerLine = rooms.some(({ lead, press }) => lead || press) || (!isRead(2) && isRead(1));
  const fewest = isOnePerLine ? 1 : 2; // of small maps two are beside each other on a phone, too
  const shortest = Math.min(Math.max(...rooms.map(side)), (width - fewest * gap) / fewest);
  const count = perLine ?? columnsInLine(columns.length, width, shortest, gap, fewest);
  const column = Math.max(Math.floor((width - gap * count) / count), isLow ? LEAST_LOW : isMatrix ? LEAST_IN_MATRIX * zoom : 0);
  const cap = capOf(isWritten ? columns.map((tiles) => tiles.at(-1)) : tallestOf(columns), columns.flat().length === 1, { height, zoom, least, isMatrix, isLow });
  const longest = longestFromBelow(columns, ({ figures }) => figures);
  const print = longestFromBelow(columns, ({ print }) => print);
  const lowest = (room, below) => (isLow ? 0 : isMatrix ? side(room) : leastFace(room, longest[below], zoom, least));
  const face = (room, below) => {
    const most = column - room.lead * zoom;
    const cell = Math.min(isMatrix ? Math.max(...print) : print[below], (most - FRAMES) / room.columns);
    return faceOf(room, Math.min(most, Math.max(cap(room), lowest(room, below))), zoom, cell);
  };
  const faces = columns.map((tiles) => tiles.map((room, row) => face(room, tiles.length - 1 - row)));
  const narrowest = isMatrix ? LEAST_IN_MATRIX : rooms.some(({ words }) => words) ? WITH_WORDS : LEAST;
  const widest = Math.max(...faces.flat().map((size, i) => size.width + rooms[i].lead * zoom));
  const titles = isMatrix ? 0 : Math.max(...rooms.map(({ title = 0 }) => title));
  return { perLine: count, gap, column: clamp(column, 0, Math.max(widest, narrowest * zoom, titles)), faces };
}

/**
 * A sum for which a line is too narrow is written as by hand: its terms below each other, each after its sign.
 * @param {Room[][]} columns  of tiles, of which the last are added
 * @param {{width: number, zoom: number}} screen
 * @returns {Layout}
 */
function writtenLayoutOf(columns, { width, zoom }) {
  const [perLine, gap] = [tallestOf(columns).length, WRITTEN_GAP * zoom];
  const room = perLine > 1 ? width + gap : width - gap; // the signs of single tiles stand beside them
  const height = columns.length * WRITTEN_LINE * zoom;
  return { ...layoutOf(columns, { width: room, height, zoom, perLine, gap, isWritten: true }), isWritten: true };
}

/** The column with most tiles; of several that with most cells below each other. @param {Room[][]} columns */
function tallestOf(columns) {
  const cellsIn = (tiles) => tiles.reduce((sum, { rows }) => sum + rows, 0);
  const isTaller = (tiles, most) => tiles.length > most.length || (tiles.length === most.length && cellsIn(tiles) > cellsIn(most));
  return columns.reduce((most, tiles) => (isTaller(tiles, most) ? tiles : most));
}

/** As many as there is room for, in lines of about the same length. */
function columnsInLine(count, width, least, gap, fewest) {
  const most = clamp(Math.floor(width / (least + gap)), Math.min(fewest, count), count);
  return Math.ceil(count / Math.ceil(count / most));
}

/** Small tiles may be as small as their numbers need. */
function leastSide({ columns, figures, small, press = 0, lead }, zoom, least) {
  const cell = Math.max(press, figures && (lead ? CELL_UNDER_NAMES : printedCell({ figures })));
  return (Math.max(least * (small ? SMALL : 1), columns * cell) + lead) * zoom;
}

/** The longest number of the last tiles of all columns, of those above them, and so on: beside each other their cells are alike. @param {Room[][]} columns @param {(room: Room) => number} lengthOf */
function longestFromBelow(columns, lengthOf) {
  return tallestOf(columns).map((_, below) => Math.max(...columns.map((tiles) => (tiles.at(-1 - below) ? lengthOf(tiles.at(-1 - below)) : 0))));
}

/** A tile of numbers may be as low as the longest beside it can be read, one of pixels not. */
function leastFace(room, longest, zoom, least) {
  return room.figures ? room.columns * printedCell({ figures: longest }) * zoom : leastSide(room, zoom, least);
}

function printedCell({ figures }) {
  return Math.max(PRINTED_CELL, figures * DIGIT + 5);
}

/**
 * The largest side of a tile, so that all rows of tiles are seen at once: cells with numbers are alike in all of them.
 * @param {Room[]} tallest  the tiles below each other
 * @param {boolean} isAlone
 * @returns {(room: Room) => number}
 */
function capOf(tallest, isAlone, { height, zoom, least: usual, isMatrix, isLow }) {
  if (isAlone && !tallest[0].figures) return (room) => aloneSide(room, height, zoom);
  const sumOver = (of) => tallest.reduce((sum, room) => sum + of(room), 0);
  const free = height - zoom * sumOver(({ beside }) => (isLow ? BETWEEN_LOW : isMatrix ? BELOW_IN_MATRIX : beside ? ABOVE : ABOVE_AND_BELOW));
  const least = isLow ? LEAST_LOW / zoom : isMatrix ? LEAST_IN_MATRIX : usual;
  const side = clamp(free / sumOver(({ small }) => (small ? SMALL : 1)), least * zoom, MOST * zoom);
  const areNumbers = !isMatrix && tallest.every(({ figures }) => figures);
  const cell = Math.min(free / sumOver(({ rows }) => rows), LARGEST_CELL * zoom);
  return ({ rows, columns, small }) => (areNumbers ? Math.min(cell * Math.max(rows, columns), MOST * zoom) : side * (small ? SMALL : 1));
}

/** A single tile of many cells is as large as fits the screen. */
function aloneSide({ rows, columns }, height, zoom) {
  return Math.min((height - ABOVE_AND_BELOW * zoom) * Math.max(columns / rows, 1), MOST_ALONE * zoom);
}

/**
 * Cells are square, and whole pixels wide where there are few of them; for a class they are as wide as their numbers need.
 * @param {Room} room
 * @param {number} side  px
 * @param {number} zoom
 * @param {number} least  px: of the width of a cell with a number
 */
function faceOf({ rows, columns, figures }, side, zoom, least) {
  const cell = Math.min(side / Math.max(columns, rows), LARGEST_CELL * zoom);
  const whole = cell >= 6 ? Math.floor(cell) : cell;
  const wide = figures ? Math.max(whole, Math.floor(least)) : whole;
  return { width: Math.round(wide * columns), height: Math.max(1, Math.round(whole * rows)) };
}
