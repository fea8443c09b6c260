// What each number of the picture is, what it is made of and where it goes: in one sentence, and as addresses of other numbers.

import { cellName, tracedSentence } from "./cells.js";
import { namesOf, placeName } from "./names.js";
import { NUMBER_WORDS } from "./number_words.js";
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
  return value === null ? NUMBER_WORDS.notThereYet(name) : NUMBER_WORDS.named(name, spokenNumber(value));
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
    sentence: NUMBER_WORDS.patch(numberText(value), where, numberText(weight), equation),
    sources: [input, `kernel,${i},${tap}`], uses: [`product,${i},${tap}`],
  };
}

/** @type {(moment: Moment, i: number, tap: number) => Origin} */
function kernelOrigin(moment, i, tap) {
  const { scene, place } = moment;
  const { value, weight, row, column, equation, input } = factorsAt(moment, i, tap);
  const name = NUMBER_WORDS.weight(namesOf(scene).block(place.map), rowName(moment, i), placeName(scene, row, column));
  return {
    name, value: weight, sentence: NUMBER_WORDS.weightHere(numberText(weight), name, numberText(value), equation),
    sources: [`patch,${i},${tap}`, input], uses: [`product,${i},${tap}`],
  };
}

/** @type {(moment: Moment, i: number, tap: number) => Origin} */
function productOrigin(moment, i, tap) {
  const { kh, kw } = sizes(moment.scene);
  const { result, row, column, times, equation, input } = factorsAt(moment, i, tap);
  const known = i * kh * kw + tap < moment.done.products;
  const name = NUMBER_WORDS.product(rowName(moment, i), placeName(moment.scene, row, column));
  return {
    name, value: known ? result : null, sentence: known ? describeProduct(moment, i, equation) : NUMBER_WORDS.multipliedLater(times),
    sources: [`patch,${i},${tap}`, `kernel,${i},${tap}`, input], uses: [`sum,${i}`],
  };
}

/** What a product is, and which part of its sum. */
function describeProduct(moment, i, equation) {
  const { kh, kw } = sizes(moment.scene);
  const [slab, sum] = [rowName(moment, i), sumAt(moment, i)];
  if (kh * kw === 1) return NUMBER_WORDS.onlyProduct(equation, slab);
  if (sum === null) return NUMBER_WORDS.oneOfSum(equation, kh * kw, slab);
  return NUMBER_WORDS.oneProduct(equation, kh * kw, numberText(sum), slab);
}

/** @type {(moment: Moment, i: number) => Origin} */
function sumOrigin(moment, i) {
  const [value, output, slab] = [sumAt(moment, i), outputValue(moment), rowName(moment, i)];
  return {
    name: NUMBER_WORDS.sum(slab), value,
    sentence: value === null ? unfinishedSum(moment, i) : describeSum(moment, i, value, output === null ? NUMBER_WORDS.output : numberText(output)),
    sources: [`product,${i}`], uses: [outputAddress(moment.place)],
  };
}

/** What a sum adds up, and its part in the output. */
function describeSum(moment, i, value, output) {
  const { kh, kw, depth } = sizes(moment.scene);
  const { onlySum, sums } = namesOf(moment.scene);
  const share = depth === 1 ? onlySum : NUMBER_WORDS.oneOf(countText(depth, ...sums));
  const slab = rowName(moment, i);
  if (kh * kw === 1) return NUMBER_WORDS.sumOfOne(slab, numberText(value), share, output);
  return NUMBER_WORDS.sumOfMany(kh * kw, slab, numberText(value), share, output);
}

/** How far a sum has come. */
function unfinishedSum(moment, i) {
  const running = runningSum(moment.scene, moment.place, moment.done, i);
  const slab = rowName(moment, i);
  return running === null ? NUMBER_WORDS.unfinished(slab) : NUMBER_WORDS.soFar(slab, numberText(running));
}

/** @type {(moment: Moment) => Origin} */
function biasOrigin({ scene, place }) {
  const value = biasOf(scene, place.map);
  const block = namesOf(scene).block(place.map);
  return {
    name: NUMBER_WORDS.bias(block), value, sentence: NUMBER_WORDS.biasAdded(numberText(value), block),
    sources: [], uses: [outputAddress(place)],
  };
}

/** @type {(moment: Moment) => Origin} */
function outputOrigin(moment) {
  const { scene, place } = moment;
  const { depth } = sizes(scene);
  const names = namesOf(scene);
  const value = outputValue(moment);
  const [sums, bias] = [countText(depth, ...names.sums), numberText(biasOf(scene, place.map))];
  const rows = Array.from({ length: depth }, (_, i) => i);
  return {
    name: NUMBER_WORDS.cell(names.output(place.map), placeName(scene, place.row, place.column)), value,
    sentence: value === null ? NUMBER_WORDS.added(sums, bias) : NUMBER_WORDS.outputIs(numberText(value), sums, bias),
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
