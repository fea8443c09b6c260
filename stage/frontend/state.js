// What is being shown: one timeline, cut into steps (output map, position) and, if the learner asks for it, into beats inside a step.

/**
 * What is on the stage, decoded once from what stage/scene.py sent.
 * @typedef {Object} Scene
 * @property {"layer"|"volume"} kind  a layer of filters, or one block that moves in depth too
 * @property {Tensor} input      padded input (C, H, W)
 * @property {Tensor} weight     blocks of weights (block, depth, k_h, k_w): the filters of a layer, or the one block of a volume
 * @property {Tensor} bias       one a block
 * @property {Tensor} sums       what each slab under the block adds, at every position (map, depth, H_out, W_out)
 * @property {Tensor} output     (map, H_out, W_out)
 * @property {number[]} stride   [down, right]
 * @property {number[]} dilation [down, right]
 * @property {{block: number, slabs: number[]}[]} maps  for each output map its block, and the slabs of the input this lies on
 * @property {{top: number, bottom: number, left: number, right: number}} padding
 * @property {{rows: number[], columns: number[]}} unvisited  rows and columns of the padded input in no window
 * @property {?number} fullHue   the value that has a slab's full hue, where it is the same for all
 * @property {{label: string, short: string, colour: string}[]} slabs  of the input
 * @property {{patch: number, kernel: number, products: number}} figures  the longest number each tile of the ledger may have to show
 */

/**
 * What the learner chose and where the timeline stands.
 * @typedef {Object} State
 * @property {number} step     output map, row and column as one number, row-major
 * @property {number} beat     how far inside the step, 0 up to beatsPerStep - 1
 * @property {?number} peek    a step that is only pointed at
 * @property {?number[]} traced an input cell that is pointed at: slab, row, column of the padded input
 * @property {boolean} playing
 * @property {number} speed    1 is normal
 * @property {"position"|"channel"|"cell"} granularity
 * @property {"depth"|"flat"} view
 * @property {number} spread   0 (slabs touch) to 1
 * @property {number} yaw      radians
 * @property {number} pitch    radians
 * @property {number[]} opened rows of the ledger in the order they were opened
 */

/** The longest number of each tile, so that type does not change from step to step. */
function figuresNeeded({ input, weight }) {
  const weights = weight.distinct();
  const lengths = input.distinct().flatMap((value) => weights.map((w) => written(product(value, w)).length));
  return { patch: input.longest(), kernel: weight.longest(), products: lengths.reduce((a, b) => Math.max(a, b), 1) };
}

/** @returns {State} */
function initialState() {
  return {
    step: 0, beat: 0, peek: null, traced: null, playing: false, speed: 1, granularity: "position",
    view: "depth", spread: 0.4, yaw: 0.62, pitch: 0.34, opened: [],
  };
}

/** Slabs C of the input, output maps M, and the depth of the block: how many slabs it lies on. */
function sizes(scene) {
  const [C, H, W] = scene.input.shape;
  const [, depth, kh, kw] = scene.weight.shape;
  const [M, OH, OW] = scene.output.shape;
  return { C, H, W, M, depth, kh, kw, OH, OW };
}

/** A series is one row high: its slabs are strips, and only their length needs room. */
function isSeries(scene) {
  return sizes(scene).H === 1;
}

function stepCount(scene) {
  return scene.output.units.length;
}

/** Output map, row and column of a step. */
function placeOf(scene, step) {
  const { OH, OW } = sizes(scene);
  return { map: Math.floor(step / (OH * OW)), row: Math.floor((step % (OH * OW)) / OW), column: step % OW };
}

function stepOf(scene, { map, row, column }) {
  const { OH, OW } = sizes(scene);
  return (map * OH + row) * OW + column;
}

/** The place itself, or the nearest one there is. */
function nearestPlace(scene, numbers) {
  const [map, row, column] = numbers.map((n, axis) => Math.min(n, scene.output.shape[axis] - 1));
  return { map, row, column };
}

/** The value that has a slab's full hue: of a picture 255, of other numbers the slab's greatest. */
function peakOf(scene, slab) {
  return scene.fullHue ?? scene.input.peak(slab);
}

/** The slabs of the input that make an output map: all of them, those of a group, or those at its depth. */
function slabsUnder(scene, map) {
  return scene.maps[map].slabs;
}

/** The weight of the block that makes an output map, on the i-th slab under it. */
function weightAt(scene, map, i, row, column) {
  return scene.weight.at(scene.maps[map].block, i, row, column);
}

function biasOf(scene, map) {
  return scene.bias.at(scene.maps[map].block);
}

/** By position a step is one beat; by channel it is one a slab and the landing; by cell one a product and the landing. */
function beatsPerStep(scene, granularity) {
  const { depth, kh, kw } = sizes(scene);
  return { position: 1, channel: depth + 1, cell: depth * kh * kw + 1 }[granularity];
}

/** How much of the current step has been worked out by its beat: products, sums of whole slabs, the output. */
function progress(scene, state) {
  const { depth, kh, kw } = sizes(scene);
  const area = kh * kw;
  const landed = state.peek !== null || state.beat === beatsPerStep(scene, state.granularity) - 1;
  const products = landed ? depth * area : state.granularity === "channel" ? (state.beat + 1) * area : state.beat + 1;
  return { products, sums: Math.floor(products / area), landed, slab: Math.min(depth - 1, Math.floor((products - 1) / area)) };
}

/** Where so many beats further leads; it stops at both ends of the timeline. */
function moved(scene, state, beats) {
  const perStep = beatsPerStep(scene, state.granularity);
  const target = clamp(state.step * perStep + state.beat + beats, 0, stepCount(scene) * perStep - 1);
  return { step: Math.floor(target / perStep), beat: target % perStep };
}

/** A whole step, everything in it worked out. */
function wholeStep(scene, state, step) {
  return { step: clamp(step, 0, stepCount(scene) - 1), beat: beatsPerStep(scene, state.granularity) - 1 };
}

function atEnd(scene, state) {
  return state.step === stepCount(scene) - 1 && state.beat === beatsPerStep(scene, state.granularity) - 1;
}

/** Milliseconds a beat stays when playing. A product needs less time to read than a position. */
function beatDuration(state) {
  return { position: 700, channel: 800, cell: 320 }[state.granularity] / state.speed;
}

/** Rows and columns of the padded input that the window of a position touches. */
function windowCells(scene, { row, column }) {
  const { kh, kw } = sizes(scene);
  const along = (start, count, stride, dilation) => Array.from({ length: count }, (_, i) => start * stride + i * dilation);
  return {
    rows: along(row, kh, scene.stride[0], scene.dilation[0]),
    columns: along(column, kw, scene.stride[1], scene.dilation[1]),
  };
}

/** Positions whose window holds a row (or column) of the padded input. */
function positionsUsing(index, count, taps, stride, dilation) {
  const found = new Set();
  for (let tap = 0; tap < taps; tap++) {
    const position = (index - tap * dilation) / stride;
    if (Number.isInteger(position) && position >= 0 && position < count) found.add(position);
  }
  return found;
}

/** The step as a sentence of numbers, as far as it has been worked out. */
function stepInWords(scene, step, done) {
  const { map, row, column } = placeOf(scene, step);
  const { depth } = sizes(scene);
  const terms = Array.from({ length: depth }, (_, i) => (i < done.sums ? plain(scene.sums.at(map, i, row, column)) : "…"));
  const end = done.landed ? `bias ${plain(biasOf(scene, map))} = ${plain(scene.output.at(map, row, column))}` : "…";
  return `${namesOf(scene).map} ${map}, row ${row}, column ${column}: ${terms.join(" + ")} + ${end}`;
}
