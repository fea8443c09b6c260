// What each number of the picture is, what it is made of and where it goes: in one sentence, and as addresses of other numbers.

import { cellName, tracedSentence } from "./cells.js";
import { namesOf } from "./names.js";
import { countText, numberText, product, spokenNumber } from "./numbers.js";
import { biasOf, sizes, slabsUnder, weightAt, windowCells } from "./scene.js";
import { runningSum } from "./state.js";
/** @import { Place, Scene } from "./scene.js" */
/** @import { Progress } from "./state.js" */

/**
 * Where a number stands, as a text: "input,slab,row,column" (of the padded input), "output,map,row,column", and of the
 * step that is shown "patch,row of the ledger,tap", "kernel,…", "product,…", "sum,row of the ledger" or "bias".
 * Without its tap a tile of the ledger is meant as a whole.
 * @typedef {string} Address
 */

/**
 * @typedef {Object} Origin
 * @property {string} name      what it is
 * @property {?number} value    null until it has been worked out
 * @property {string} sentence  what it is made of, or where it goes
 * @property {Address[]} sources  what it is made of
 * @property {Address[]} uses     what it goes into
 */

/** @typedef {{scene: Scene, place: Place, done: Progress}} Moment  a position of a scene, and how far it has been worked out */

/** @type {Record<string, (moment: Moment, ...at: number[]) => Origin>} */
const ORIGINS = { input: inputOrigin, patch: patchOrigin, kernel: kernelOrigin, product: productOrigin, sum: sumOrigin, bias: biasOrigin, output: outputOrigin };

/**
 * @param {Moment} moment
 * @param {Address} address
 * @returns {Origin}
 */
export function numberOrigin(moment, address) {
  const [kind, ...at] = splitAddress(address);
  return ORIGINS[kind](moment, ...at);
}

/**
 * Its kind, and what follows.
 * @param {Address} address
 * @returns {[string, ...number[]]}
 */
export function splitAddress(address) {
  const [kind, ...at] = address.split(",");
  return [kind, ...at.map(Number)];
}

/**
 * The number that an element shows.
 * @param {any} element
 * @returns {?Address}
 */
export function addressOf(element) {
  const { number, cell, input } = element.dataset ?? {};
  return number || (cell && `output,${cell}`) || (input && `input,${input}`) || null;
}

/**
 * The place of an output cell; null where another number is meant.
 * @param {Address} address
 * @returns {?Place}
 */
export function cellOf(address) {
  const [kind, map, row, column] = splitAddress(address);
  return kind === "output" ? { map, row, column } : null;
}

/**
 * @param {Place} place
 * @returns {Address}
 */
export function outputAddress({ map, row, column }) {
  return `output,${map},${row},${column}`;
}

/**
 * A number with what it is, for those who do not see it.
 * @param {Origin} origin
 * @returns {string}
 */
export function spokenOrigin({ name, value }) {
  return `${name}: ${value === null ? "not there yet" : spokenNumber(value)}`;
}

/** What meets at a tap of a row of the ledger: a cell of the input and a weight. */
function factorsAt({ scene, place }, i, tap) {
  const { kw } = sizes(scene);
  const { rows, columns } = windowCells(scene, place);
  const [row, column] = [Math.floor(tap / kw), tap % kw];
  const cell = [slabsUnder(scene, place.map)[i], rows[row], columns[column]];
  const [value, weight] = [scene.input.at(...cell), weightAt(scene, place.map, i, row, column)];
  const result = product(value, weight);
  const times = `${numberText(value)} × ${numberText(weight)}`;
  return { cell, value, weight, result, row, column, times, equation: `${times} = ${numberText(result)}`, input: `input,${cell.join(",")}` };
}

/** What a row of the ledger is about. */
function rowName({ scene, place }, i) {
  return scene.slabs[slabsUnder(scene, place.map)[i]].short;
}

/** @returns {?number} */
function sumAt({ scene, place, done }, i) {
  return i < done.sums ? scene.sums.at(place.map, i, place.row, place.column) : null;
}

/** @returns {?number} */
function outputValue({ scene, place: { map, row, column }, done }) {
  return done.landed ? scene.output.at(map, row, column) : null;
}

/** @type {(moment: Moment, ...cell: number[]) => Origin} */
function inputOrigin({ scene, place }, ...cell) {
  const { rows, columns } = windowCells(scene, place);
  const [slab, r, q] = cell;
  const [i, row, column] = [slabsUnder(scene, place.map).indexOf(slab), rows.indexOf(r), columns.indexOf(q)];
  const at = `${i},${row * sizes(scene).kw + column}`;
  return {
    name: cellName(scene, cell, "label"), value: scene.input.at(...cell), sentence: tracedSentence(scene, cell),
    sources: [], uses: Math.min(i, row, column) < 0 ? [] : [`patch,${at}`, `product,${at}`],
  };
}

/** @type {(moment: Moment, i: number, tap: number) => Origin} */
function patchOrigin(moment, i, tap) {
  const { cell, value, weight, equation, input } = factorsAt(moment, i, tap);
  const where = cellName(moment.scene, cell, "short");
  return {
    name: cellName(moment.scene, cell, "label"), value,
    sentence: `${numberText(value)} from ${where} is multiplied by the weight ${numberText(weight)}: ${equation}.`,
    sources: [input, `kernel,${i},${tap}`], uses: [`product,${i},${tap}`],
  };
}

/** @type {(moment: Moment, i: number, tap: number) => Origin} */
function kernelOrigin(moment, i, tap) {
  const { scene, place } = moment;
  const { value, weight, row, column, equation, input } = factorsAt(moment, i, tap);
  const name = `weight of ${namesOf(scene).block(place.map)} for ${rowName(moment, i)}, row ${row}, column ${column}`;
  return {
    name, value: weight, sentence: `${numberText(weight)} is the ${name}, and multiplies ${numberText(value)} here: ${equation}.`,
    sources: [`patch,${i},${tap}`, input], uses: [`product,${i},${tap}`],
  };
}

/** @type {(moment: Moment, i: number, tap: number) => Origin} */
function productOrigin(moment, i, tap) {
  const { kh, kw } = sizes(moment.scene);
  const { result, row, column, times, equation, input } = factorsAt(moment, i, tap);
  const known = i * kh * kw + tap < moment.done.products;
  const name = `product of ${rowName(moment, i)}, row ${row}, column ${column}`;
  return {
    name, value: known ? result : null, sentence: known ? `${equation}, ${shareOfSum(moment, i)}.` : `${times} is multiplied later.`,
    sources: [`patch,${i},${tap}`, `kernel,${i},${tap}`, input], uses: [`sum,${i}`],
  };
}

/** Which part of its sum a product is. */
function shareOfSum(moment, i) {
  const { kh, kw } = sizes(moment.scene);
  if (kh * kw === 1) return `the only product of ${rowName(moment, i)}`;
  const sum = sumAt(moment, i);
  return `one of the ${kh * kw} products that add up to ${sum === null ? "" : `${numberText(sum)}, `}the sum of ${rowName(moment, i)}`;
}

/** @type {(moment: Moment, i: number) => Origin} */
function sumOrigin(moment, i) {
  const { kh, kw, depth } = sizes(moment.scene);
  const { slab, sums } = namesOf(moment.scene);
  const [value, output] = [sumAt(moment, i), outputValue(moment)];
  const products = countText(kh * kw, `The only product of ${rowName(moment, i)} is`, `The {n} products of ${rowName(moment, i)} add up to`);
  const share = depth === 1 ? `the only ${slab} sum` : `one of the ${countText(depth, ...sums)}`;
  return {
    name: `sum of ${rowName(moment, i)}`, value,
    sentence: value === null
      ? unfinishedSum(moment, i)
      : `${products} ${numberText(value)}, ${share} in ${output === null ? "the output" : numberText(output)}.`,
    sources: [`product,${i}`], uses: [outputAddress(moment.place)],
  };
}

/** How far a sum has come. */
function unfinishedSum(moment, i) {
  const running = runningSum(moment.scene, moment.place, moment.done, i);
  const products = `the products of ${rowName(moment, i)}`;
  return running === null ? `Not all of ${products} are there yet.` : `So far ${products} add up to ${numberText(running)}.`;
}

/** @type {(moment: Moment) => Origin} */
function biasOrigin({ scene, place }) {
  const value = biasOf(scene, place.map);
  const block = namesOf(scene).block(place.map);
  return {
    name: `bias of ${block}`, value, sentence: `The bias ${numberText(value)} of ${block} is added once, and is the same at every position.`,
    sources: [], uses: [outputAddress(place)],
  };
}

/** @type {(moment: Moment) => Origin} */
function outputOrigin(moment) {
  const { scene, place } = moment;
  const { depth } = sizes(scene);
  const names = namesOf(scene);
  const value = outputValue(moment);
  const parts = `${countText(depth, ...names.sums)} and the bias ${numberText(biasOf(scene, place.map))}`;
  const rows = Array.from({ length: depth }, (_, i) => i);
  return {
    name: `${names.output(place.map)}, row ${place.row}, column ${place.column}`, value,
    sentence: value === null ? `${parts} are added to give one number.` : `${numberText(value)} is the sum of ${parts}.`,
    sources: [...rows.flatMap((i) => [`patch,${i}`, `sum,${i}`]), "bias"], uses: [],
  };
}

/**
 * Rows and columns of the slab on which a number is; null for a number of the ledger.
 * @param {Scene} scene
 * @param {string} kind
 * @returns {?number[]} slabs, rows and columns
 */
function slabShape(scene, kind) {
  return { input: scene.input.shape, output: scene.output.shape }[kind] ?? null;
}

/**
 * Whether a slab of the picture has a cell at an address.
 * @param {Scene} scene
 * @param {Address} address
 * @returns {boolean}
 */
export function isOnSlab(scene, address) {
  const [kind, ...at] = splitAddress(address);
  return slabShape(scene, kind)?.every((size, axis) => at[axis] >= 0 && at[axis] < size) ?? false;
}

/**
 * The cell beside another one of the same slab; null at its end, and for a number of the ledger.
 * @param {Scene} scene
 * @param {Address} address
 * @param {[number, number]} direction  right and down, one of them 0
 * @returns {?Address}
 */
export function besideOnSlab(scene, address, [right, down]) {
  const [kind, slab, row, column] = splitAddress(address);
  const beside = `${kind},${slab},${row + down},${column + right}`;
  return isOnSlab(scene, beside) ? beside : null;
}

/**
 * The addresses of all cells of slabs.
 * @param {"input"|"output"} kind
 * @param {number} slabs
 * @param {number} rows
 * @param {number} columns
 * @returns {Address[]}
 */
export function slabAddresses(kind, slabs, rows, columns) {
  return Array.from({ length: slabs * rows * columns }, (_, i) => {
    const [slab, cell] = [Math.floor(i / (rows * columns)), i % (rows * columns)];
    return `${kind},${slab},${Math.floor(cell / columns)},${cell % columns}`;
  });
}
