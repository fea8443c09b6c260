// One map on one canvas: few cells with their numbers, many as pixels.

import { drawScaled, pixelsOf } from "./pixels.js";
import { inkOn, mixed, rgb } from "./shades.js";
import { fixedText, textInCell } from "./values.js";

/** @typedef {import("../tensor.js").Tensor} Tensor */
/** @typedef {import("./shades.js").Scale} Scale */

const SMALLEST_PRINT = 8.2; // px: smaller numbers are left out
const LEAST_WHOLE = 11; // px: numbers of six digits and more that would be smaller are rounded
const SIX_DIGITS = 100_000; // of less, such as 40,404, each digit may be a channel's
const LARGEST_PRINT = 16;
const PRINT_IN_HEIGHT = 0.58; // of a cell
const CLOSE_PRINT = 0.8; // the same where a page asks for large type
export const BESIDE_PRINT = 3; // px: of a cell, beside its number
const MEASURED = 100; // px: the type in which widths are measured
const LEAST_CELL = 6; // px: smaller cells have no line between them
const TINT = 0.36; // how much of a channel's colour a cell has whose number says something else
const PALE = 0.2; // how much of its colour a map keeps that takes no part

/**
 * @typedef {Object} Painting
 * @property {Tensor} values
 * @property {?Scale} scale      none of a picture
 * @property {{width: number, height: number}} face  in screen pixels
 * @property {boolean} pale      takes no part
 * @property {boolean} printed   numbers in the cells
 * @property {?number} decimals  of each of them, where two are not enough
 * @property {?string[][]} [tints] colours of the cells, in place of their numbers'
 * @property {?number[]} [blocks] so many of equal size, down and across
 * @property {?Tensor} rings     1 where a cell has a ring
 * @property {import("./look.js").Look} look
 */

/** @param {HTMLCanvasElement} canvas @param {Painting} painting @returns {boolean} whether all its numbers stand in their cells, whole */
export function paint(canvas, painting) {
  const { values, face } = painting;
  const columns = values.shape.at(-1);
  const density = devicePixelRatio || 1;
  canvas.width = Math.round(face.width * density);
  canvas.height = Math.round(face.height * density);
  const context = canvas.getContext("2d");
  const cell = face.width / columns;
  if (cell < LEAST_CELL) {
    drawPixels(context, painting);
    return false;
  }
  drawCells(context, painting, density);
  if (painting.blocks) drawBlocks(context, painting.blocks, painting.look.ink, density);
  const isRead = painting.printed && printNumbers(context, painting, density);
  if (painting.rings) drawRings(context, painting, density);
  return isRead;
}

/** The colour of a cell, paler where the map takes no part. */
function shadeOf({ values, scale, tints, pale, look }, row, column) {
  if (tints) return tinted(look.paper, tints[row][column]);
  const shade = scale ? scale.shade(values.at(row, column)) : pictureShade(values, row, column);
  return pale ? mixed(look.paper, shade, PALE) : shade;
}

/** Paper with a tint of a colour, if there is one. @param {import("./shades.js").Rgb} paper @param {string} colour */
function tinted(paper, colour) {
  return colour ? mixed(paper, rgb(colour), TINT) : paper;
}

function pictureShade(values, row, column) {
  const parts = values.shape[0];
  return [0, 1, 2].map((part) => values.at(Math.min(part, parts - 1), row, column));
}

function drawPixels(context, { values, scale, pale, look }) {
  const pixels = pixelsOf(values, scale, pale ? (shade) => mixed(look.paper, shade, PALE) : undefined);
  drawScaled(context, pixels, 0, 0, context.canvas.width, context.canvas.height);
}

/** Each cell with a line of one pixel to the next: the line is the board showing through. */
function drawCells(context, painting, density) {
  context.fillStyle = painting.look.line;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  eachCell(context, painting, (row, column, x, y, width, height) => {
    context.fillStyle = `rgb(${shadeOf(painting, row, column).join(" ")})`;
    context.fillRect(x, y, width, height);
  }, density >= 1.5 ? 1 : 0.5);
}

/** A line between every two blocks. @param {CanvasRenderingContext2D} context @param {number[]} blocks  down and across */
function drawBlocks(context, [down, across], ink, density) {
  const { width, height } = context.canvas;
  const thick = Math.round(2 * density);
  context.fillStyle = ink;
  for (let n = 1; n < down; n++) context.fillRect(0, Math.round((n * height) / down) - thick / 2, width, thick);
  for (let n = 1; n < across; n++) context.fillRect(Math.round((n * width) / across) - thick / 2, 0, thick, height);
}

/** Call with every cell and its place on the canvas, less a margin at its sides. */
function eachCell({ canvas }, { values }, draw, margin = 0) {
  const [rows, columns] = values.shape.slice(-2);
  const edge = (n, count, length) => Math.round((n * length) / count);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [edge(row, rows, canvas.height), edge(row + 1, rows, canvas.height)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [edge(column, columns, canvas.width), edge(column + 1, columns, canvas.width)];
      draw(row, column, left + margin, top + margin, right - left - 2 * margin, bottom - top - 2 * margin);
    }
  }
}

/** Every number in its cell. @returns {boolean} whether all are there, whole */
function printNumbers(context, painting, density) {
  const { values, decimals, look } = painting;
  const { size, texts } = fittingPrint(context, painting);
  if (size < SMALLEST_PRINT) return false;
  context.font = `${size * density}px ${look.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  eachCell(context, painting, (row, column, x, y, width, height) => {
    context.fillStyle = inkOf(painting, row, column);
    context.fillText(texts.get(values.at(row, column)), x + width / 2, y + height * 0.53);
  });
  return [...texts].every(([value, text]) => text === fixedText(value, decimals));
}

/**
 * What is written for each number, and how large: as small as the longest one needs. Where that would be too small, thousands are rounded.
 * @param {CanvasRenderingContext2D} context
 * @param {Painting} painting
 * @returns {{size: number, texts: Map<number, string>}} size: px
 */
export function fittingPrint(context, { values, decimals, face, look }) {
  const [rows, columns] = values.shape;
  const room = face.width / columns - BESIDE_PRINT;
  const most = Math.min(LARGEST_PRINT * look.zoom, ((look.least ? CLOSE_PRINT : PRINT_IN_HEIGHT) * face.height) / rows);
  const least = (value) => Math.min(most, look.least || (Math.abs(value) < SIX_DIGITS ? SMALLEST_PRINT : LEAST_WHOLE));
  const widthOf = (text) => widthInEms(context, text, look.font);
  const texts = new Map(values.distinct().map((value) => [value, textInCell(value, decimals, (text) => widthOf(text) * least(value) <= room)]));
  return { size: Math.min(most, room / Math.max(...[...texts.values()].map(widthOf))), texts };
}

/** Of the type: the width of a text. @param {CanvasRenderingContext2D} context @param {string} text @param {string} font */
export function widthInEms(context, text, font) {
  context.font = `${MEASURED}px ${font}`;
  return context.measureText(text).width / MEASURED;
}

function inkOf(painting, row, column) {
  const { values, scale, tints, pale, look } = painting;
  if (pale) return look.ink;
  return tints ? inkOn(shadeOf(painting, row, column), scale.inks) : scale.ink(values.at(row, column));
}

/** A ring in every cell that is only made up, such as those of padding: ink on paper, seen on dark and light alike. */
function drawRings(context, painting, density) {
  strokeRings(context, painting, `rgb(${painting.look.paper.join(" ")})`, 3.2 * density);
  strokeRings(context, painting, painting.look.ink, 1.2 * density);
}

function strokeRings(context, painting, colour, width) {
  const share = painting.scale ? 0.42 : 0.28; // around a number, or within a pixel
  context.strokeStyle = colour;
  context.lineWidth = width;
  eachCell(context, painting, (row, column, x, y, wide, tall) => {
    if (!painting.rings.at(row, column)) return;
    context.beginPath();
    context.arc(x + wide / 2, y + tall / 2, share * Math.min(wide, tall), 0, 2 * Math.PI);
    context.stroke();
  });
}
