// Where things are: camera, slabs, lines and names.

export const CELL = 24; // a cell on a slab, in the slab's own units
const READABLE = 18; // px: in a smaller cell a number is hidden
export const STRIP_CELL = 36; // px: the largest cell of a series
export const STRIP_TURN = 0.15; // strips are turned less than slabs, or they would need too much height
const NAME_BELOW = 20; // px: a slab's name under it, in usual type
export const NAME_LINE = 32; // px: a strip's name above it, below the slope of the strip before
export const FEW_SLABS = 3;
const BESIDE_SLAB = 9; // px: from a slab to its name
export const GAP = 24; // px: room for an operator between two tiles of the ledger
const LEAST_SCALE = 0.05; // of a slab in a box that has no room for it
const BESIDE = 22; // px: between two slabs of a grid
export const AS_OPENED = { yaw: 0.62, pitch: 0.34 }; // radians: how the picture is turned when it opens
export const MAPS_TURN = 0.7; // output maps are turned less than the input, as they are to be read

export const SMALLEST_TYPE = 6.4; // px: smaller numbers are hidden
export const LEAST_SHARE = 11 / 13; // of the type a class is to read: smaller numbers on slabs are left out
const LEAST_WHOLE = 8; // px: a number of the ledger that would be smaller is rounded
export const LEAST_ROUNDED = 11; // px: the same of products, where they have many figures
export const ROUNDED_FIGURES = 5; // of a number that is rounded to fit: a minus sign, three digits and a letter
const SMALLEST_ON_SLAB = 9; // px: the same of slabs, which the ledger repeats

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {[number, number]} Point  x and y, in units of the picture */
/** @typedef {{yaw: number, pitch: number, spread?: number}} Angles  how slabs are turned, in radians, and spread, 0 to 1 */
/** @typedef {Angles & {view: "depth"|"flat"}} View */
/** @typedef {(x: number, y: number, z: number) => Point} Camera */
/** @typedef {{heading: number, most: number, beside?: number}} Spacing  px: a name above a slab, the largest cell, and between two slabs */

export const LARGEST_TYPE = 13; // px: of numbers in cells, unless a class is to read them
export const FIGURE = 0.57; // of the type: the width of a figure, with room around it
const CLOSE_FIGURE = 0.51; // the same where figures are as large as their cell lets them be
const MANY_FIGURES = 3; // which are as large as their cell lets them be, too

/**
 * px: the largest type that lets so many figures fit into a cell.
 * @param {number} cell
 * @param {number} figures
 * @param {number} [most]
 * @param {number} [figure]  of the type: the width of a figure
 * @returns {number}
 */
export function typeFor(cell, figures, most = LARGEST_TYPE, figure = figureFor(most, figures)) {
  return Math.min(most, (cell - 3) / (figure * Math.max(2, figures)));
}

/**
 * px: the smallest cell in which so many figures have a type.
 * @param {number} type
 * @param {number} figures
 * @returns {number}
 */
export function cellFor(type, figures) {
  return Math.ceil(type * figureFor(type, figures) * figures + 3);
}

/**
 * px: a number of the ledger that would be smaller is rounded; for a class one of many figures, if it can be larger then.
 * @param {"patch"|"kernel"|"products"} kind
 * @param {number} figures  of the longest of its kind
 * @param {number} cell
 * @param {number} type
 * @returns {number}
 */
export function leastWhole(kind, figures, cell, type) {
  if (figures <= ROUNDED_FIGURES) return LEAST_WHOLE;
  if (type > LARGEST_TYPE) return Math.max(LEAST_ROUNDED, typeFor(cell, ROUNDED_FIGURES, type));
  return kind === "products" ? LEAST_ROUNDED : LEAST_WHOLE;
}

/**
 * Of the type: the width of a figure.
 * @param {number} most  px: the largest type
 * @param {number} [figures]
 * @returns {number}
 */
export function figureFor(most, figures = 1) {
  return most > LARGEST_TYPE || figures >= MANY_FIGURES ? CLOSE_FIGURE : FIGURE;
}

/**
 * The box around a line of type, from its length: to measure it would lay out the page at every step.
 * @param {number} x
 * @param {number} y of its baseline
 * @param {"start"|"middle"|"end"} anchor
 * @param {number} type  px
 * @param {number} letters
 * @returns {{x: number, y: number, width: number, height: number}}
 */
export function boxOfText(x, y, anchor, type, letters) {
  const width = letters === 0 ? 0 : Math.max(26, letters * type * 0.55 + 10);
  const left = { start: x - 5, middle: x - width / 2, end: x - width + 5 }[anchor];
  return { x: left, y: y - type * 0.98, width, height: type * 1.3 };
}

/**
 * The box that comes next in a direction, rather straight ahead than near.
 * @param {{x: number, y: number, width: number, height: number}[]} boxes
 * @param {number} from      which of them
 * @param {[number, number]} direction  right and down, one of them 0
 * @returns {number} which of them; the same where there is none
 */
export function nextBox(boxes, from, [right, down]) {
  const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
  const [x, y] = middle(boxes[from]);
  let [next, least] = [from, Infinity];
  boxes.forEach((box, i) => {
    const [dx, dy] = [middle(box)[0] - x, middle(box)[1] - y];
    const [ahead, aside] = [dx * right + dy * down, Math.abs(dx * down) + Math.abs(dy * right)];
    if (ahead < 1 || ahead + 3 * aside >= least) return;
    [next, least] = [i, ahead + 3 * aside];
  });
  return next;
}

/**
 * Whether numbers of such type can be read on a slab.
 * @param {Placed} slab
 * @param {number} type  units of the slab
 * @returns {boolean}
 */
export function legible({ scale, seen }, type) {
  return CELL * scale >= READABLE && type * seen >= SMALLEST_ON_SLAB;
}

/**
 * Orthographic camera: x right, y down, z away from the viewer; returns a point of the picture.
 * @param {number} yaw
 * @param {number} pitch
 * @returns {Camera}
 */
export function camera(yaw, pitch) {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  return (x, y, z) => [x * cy + z * sy, y * cp - (z * cy - x * sy) * sp];
}

/**
 * An affine picture of a slab: its cells stay plain rectangles in the slab's own units.
 * @typedef {Object} Placed
 * @property {number} scale  px per unit of the slab
 * @property {number} seen   px per unit as a slab that is turned away is seen: its type is so much smaller
 * @property {string} matrix for the transform attribute
 * @property {(row: number, column: number) => Point} at the picture's point of a corner of a cell
 * @property {(rows: number, columns: number) => Point} along the picture's way of a move on the slab
 */

/**
 * @param {Camera} project
 * @param {number} scale
 * @param {Point} middle
 * @param {number} z
 * @param {number} rows
 * @param {number} columns
 * @returns {Placed}
 */
export function placed(project, scale, [ox, oy], z, rows, columns) {
  /** @type {(x: number, y: number) => Point} */
  const corner = (x, y) => {
    const [px, py] = project(x - (columns * CELL) / 2, y - (rows * CELL) / 2, z);
    return [ox + px * scale, oy + py * scale];
  };
  const [o, right, down] = [corner(0, 0), corner(1, 0), corner(0, 1)];
  const matrix = [right[0] - o[0], right[1] - o[1], down[0] - o[0], down[1] - o[1], o[0], o[1]];
  return {
    scale,
    seen: Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])),
    matrix: `matrix(${matrix.map((n) => n.toFixed(4)).join(" ")})`,
    at: (row, column) => corner(column * CELL, row * CELL),
    along: (dr, dc) => [(matrix[0] * dc + matrix[2] * dr) * CELL, (matrix[1] * dc + matrix[3] * dr) * CELL],
  };
}

/**
 * The box around a stack of slabs, in units of the slab, before it is fitted.
 * @param {Camera} project
 * @param {number} count
 * @param {number} gap
 * @param {number} rows
 * @param {number} columns
 * @returns {{w: number, h: number}}
 */
export function extent(project, count, gap, rows, columns) {
  const points = [];
  for (const z of [-0.5, 0.5])
    for (const x of [-0.5, 0.5])
      for (const y of [-0.5, 0.5]) points.push(project(x * columns * CELL, y * rows * CELL, z * (count - 1) * gap));
  const spanOf = (axis) => Math.max(...points.map((p) => p[axis])) - Math.min(...points.map((p) => p[axis]));
  return { w: spanOf(0), h: spanOf(1) };
}

/**
 * Units between two slabs of a stack that the learner spreads: more slabs stand closer, many so close that they stay large.
 * @param {number} count
 * @param {number} rows
 * @param {number} columns
 * @param {Angles} angles
 * @returns {number}
 */
export function spreadGap(count, rows, columns, { spread }) {
  const [gaps, few] = [Math.max(1, count - 1), FEW_SLABS - 1];
  const share = Math.sqrt(gaps) * Math.max(1, gaps / few) ** 0.25;
  return ((0.15 + 1.7 * spread) * Math.max(rows, columns) * CELL) / share;
}

/**
 * Units between two slabs that leave each of them, and its name under it, in full view.
 * @param {number} rows
 * @param {number} columns
 * @param {Angles} angles
 * @param {number} [type]  px: the largest of the numbers; names are larger with it
 * @returns {number}
 */
export function clearGap(rows, columns, { yaw, pitch }, type = LARGEST_TYPE) {
  const name = (NAME_BELOW * type) / LARGEST_TYPE;
  const [w, h, line] = [columns * CELL, rows * CELL, name * (CELL / READABLE)]; // also on the smallest slab that can be read
  const [across, up] = [Math.abs(Math.sin(yaw)), Math.cos(yaw) * Math.sin(pitch)];
  return Math.min((w * Math.cos(yaw) + 4) / across, (h * Math.cos(pitch) + w * across * Math.sin(pitch) + line) / up);
}

/**
 * Units between two strips: they lie side by side, so only their height and their names count.
 * @param {Box} box
 * @param {number} columns
 * @param {Angles} angles
 * @returns {number}
 */
export function stripGap(box, columns, { pitch, spread }) {
  const line = NAME_LINE / Math.min(STRIP_CELL / CELL, box.w / (columns * CELL));
  return ((0.6 + spread) * (CELL + line)) / Math.sin(pitch);
}

/**
 * How far slabs are turned: not at all when flat, less than the input where they are to be read.
 * @param {View} state
 * @param {number} share
 * @returns {Angles}
 */
export function turned({ view, yaw, pitch, spread }, share) {
  return view === "flat" ? { yaw: 0, pitch: 0, spread } : { yaw: yaw * share, pitch, spread };
}

/**
 * Slabs one behind the other, filling the box; slab 0 in front.
 * @param {Box} box
 * @param {number} count
 * @param {number} rows
 * @param {number} columns
 * @param {Angles} angles
 * @param {number} gap
 * @param {number} [most]
 * @returns {Placed[]}
 */
export function stackInDepth(box, count, rows, columns, { yaw, pitch }, gap, most = 60) {
  const project = camera(yaw, pitch);
  const size = extent(project, count, gap, rows, columns);
  const scale = Math.min(box.w / size.w, box.h / size.h, most / CELL);
  /** @type {Point} */
  const middle = [box.x + box.w / 2, box.y + box.h / 2];
  return Array.from({ length: count }, (_, i) => placed(project, scale, middle, (i - (count - 1) / 2) * gap, rows, columns));
}

/**
 * px per unit of slabs that stand in rows in a box, so many across, each under its name.
 * @param {Box} box
 * @param {number} count
 * @param {number} across
 * @param {{w: number, h: number}} size  of a slab, in its units
 * @param {Spacing} spacing
 * @returns {number}
 */
export function scaleInRows(box, count, across, size, { heading, most, beside = BESIDE }) {
  const down = Math.ceil(count / across);
  const free = Math.min(box.w / across - 0.6 * beside, (box.w - (across - 1) * beside) / across);
  return Math.max(LEAST_SCALE, Math.min(free / size.w, (box.h / down - heading - 8) / size.h, most / CELL));
}

/**
 * Slabs in rows, none in front of another.
 * @param {Box} box
 * @param {number} count
 * @param {number} across
 * @param {number} rows
 * @param {number} columns
 * @param {Angles} angles
 * @param {Spacing} spacing
 * @returns {Placed[]}
 */
export function inRows(box, count, across, rows, columns, { yaw, pitch }, spacing) {
  const project = camera(yaw, pitch);
  const size = extent(project, 1, 0, rows, columns);
  const down = Math.ceil(count / across);
  const { heading, beside = BESIDE } = spacing;
  const scale = scaleInRows(box, count, across, size, spacing);
  const pitchX = size.w * scale + beside;
  const pitchY = Math.min(box.h / down, size.h * scale + heading + 26);
  return Array.from({ length: count }, (_, i) => {
    const [r, q] = [Math.floor(i / across), i % across];
    const inRow = Math.min(across, count - r * across);
    const x = box.x + box.w / 2 + (q - (inRow - 1) / 2) * pitchX;
    const y = box.y + box.h / 2 + (r - (down - 1) / 2) * pitchY + heading / 2;
    return placed(project, scale, [x, y], 0, rows, columns);
  });
}

/**
 * Slabs beside and below each other, as large as they can be.
 * @param {Box} box
 * @param {number} count
 * @param {number} rows
 * @param {number} columns
 * @param {Angles} angles
 * @param {Spacing} [spacing]
 * @returns {Placed[]}
 */
export function inGrid(box, count, rows, columns, angles, spacing = { heading: 22, most: 40 }) {
  const size = extent(camera(angles.yaw, angles.pitch), 1, 0, rows, columns);
  const fit = (across) => scaleInRows(box, count, across, size, spacing);
  let across = 1;
  for (let n = 2; n <= count; n++) if (fit(n) > fit(across) * 1.02) across = n;
  if (fit(across) === LEAST_SCALE) across = Math.ceil(Math.sqrt(count)); // no room for any: names still stand apart
  return inRows(box, count, across, rows, columns, angles, spacing);
}

/**
 * A line that leaves and arrives level (wide) or upright (narrow).
 * @param {Point} start
 * @param {Point} end
 * @param {boolean} [upright]
 * @returns {string}
 */
export function curve([x1, y1], [x2, y2], upright = false) {
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const bend = upright ? `${x1},${my} ${x2},${my}` : `${mx},${y1} ${mx},${y2}`;
  return `M${x1.toFixed(1)},${y1.toFixed(1)} C${bend} ${x2.toFixed(1)},${y2.toFixed(1)}`;
}

/**
 * Down beside the ledger and level into the plus sign: the way of a slab's sum in the narrow picture.
 * @param {Point} start
 * @param {number} lane
 * @param {Point} end
 * @returns {string}
 */
export function elbow([x1, y1], lane, [x2, y2]) {
  return `M${x1},${y1.toFixed(1)} h${lane} V${(y2 - 8).toFixed(1)} q0,8 -8,8 H${x2}`;
}

/**
 * Where a slab's name stands above it: at the end that lies higher.
 * @param {Placed} slab
 * @param {number} columns
 * @returns {{x: number, y: number, end: boolean, corner: ?Point}}
 */
export function spotAbove(slab, columns) {
  const [left, right] = [slab.at(0, 0), slab.at(0, columns)];
  const end = right[1] < left[1] - 1;
  const corner = end ? right : left;
  return { x: corner[0], y: corner[1] - 8, end, corner: null };
}

/**
 * Where the slabs' names go so that no slab covers them and no link, which leaves to the right, crosses them: left of the
 * corners that the slabs in front leave free. These are the upper ones of slabs that recede to the right. Corners a line
 * apart have their names beside them; others have them in a column, from which lines lead to the corners.
 * @param {Placed[]} slabs
 * @param {number} rows
 * @param {number} yaw
 * @param {number} line  px: of type
 * @param {number} top   px: no name stands higher
 * @returns {{x: number, y: number, end: boolean, corner: Point}[]}
 */
export function staircase(slabs, rows, yaw, line, top) {
  const recedes = yaw >= 0;
  const corners = slabs.map((slab) => slab.at(recedes ? 0 : rows, 0));
  const beside = corners.map(([x, y]) => ({ x: x - BESIDE_SLAB, y: y + (recedes ? -2 : 4) }));
  const isApart = beside.every(({ y }, i) => i === 0 || beside[i - 1].y - y >= line);
  const spots = isApart ? beside : column(beside, line, top);
  return spots.map((spot, i) => ({ ...spot, end: true, corner: corners[i] }));
}

/** The same spots, the last one first, below each other with their middle at the same height. */
function column(spots, line, top) {
  const x = Math.min(...spots.map((spot) => spot.x));
  const last = spots.length - 1;
  const highest = Math.max(top, (spots[0].y + spots[last].y - last * line) / 2);
  return spots.map((_, i) => ({ x, y: highest + (last - i) * line }));
}
