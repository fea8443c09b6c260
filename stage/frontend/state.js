// What is being shown: one timeline, cut into steps (filter, position) and, if the learner asks for it, into beats inside a step.

/**
 * The layer on the stage, decoded once from what stage/scene.py sent.
 * @typedef {Object} Scene
 * @property {Tensor} input      padded input (C, H, W)
 * @property {Tensor} weight     (F, C / groups, k_h, k_w)
 * @property {Tensor} bias       (F)
 * @property {Tensor} sums       channel sums at every position (F, C / groups, H_out, W_out)
 * @property {Tensor} output     (F, H_out, W_out)
 * @property {number[]} stride   [down, right]
 * @property {number[]} dilation [down, right]
 * @property {number} groups
 * @property {{top: number, bottom: number, left: number, right: number, mode: string}} padding
 * @property {{rows: number[], columns: number[]}} unvisited  rows and columns of the padded input in no window
 * @property {?number} fullHue   the value that has a channel's full hue, where it is the same for all
 * @property {{label: string, short: string, colour: string}[]} channels
 * @property {{patch: number, kernel: number, products: number}} figures  the longest number each tile of the ledger may have to show
 */

/**
 * What the learner chose and where the timeline stands.
 * @typedef {Object} State
 * @property {number} step     filter, row and column as one number, row-major
 * @property {number} beat     how far inside the step, 0 up to beatsPerStep - 1
 * @property {?number} peek    a step that is only pointed at
 * @property {?number[]} traced an input cell that is pointed at: channel, row, column of the padded input
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

function sizes(scene) {
  const [C, H, W] = scene.input.shape;
  const [F, depth, kh, kw] = scene.weight.shape;
  const [, OH, OW] = scene.output.shape;
  return { C, H, W, F, depth, kh, kw, OH, OW };
}

function stepCount(scene) {
  return scene.output.units.length;
}

/** Filter, row and column of a step. */
function placeOf(scene, step) {
  const { OH, OW } = sizes(scene);
  return { filter: Math.floor(step / (OH * OW)), row: Math.floor((step % (OH * OW)) / OW), column: step % OW };
}

function stepOf(scene, { filter, row, column }) {
  const { OH, OW } = sizes(scene);
  return (filter * OH + row) * OW + column;
}

/** The place itself, or the nearest one this layer has. */
function nearestPlace(scene, { filter, row, column }) {
  const { F, OH, OW } = sizes(scene);
  return { filter: Math.min(filter, F - 1), row: Math.min(row, OH - 1), column: Math.min(column, OW - 1) };
}

/** The value that has a channel's full hue: of a picture 255, of other numbers the channel's greatest. */
function peakOf(scene, channel) {
  return scene.fullHue ?? scene.input.peak(channel);
}

/** The input channels that a filter sees: all of them, or those of its group. */
function channelsOf(scene, filter) {
  const { F, depth } = sizes(scene);
  const first = Math.floor(filter / (F / scene.groups)) * depth;
  return Array.from({ length: depth }, (_, i) => first + i);
}

/** By position a step is one beat; by channel it is one a channel and the landing; by cell one a product and the landing. */
function beatsPerStep(scene, granularity) {
  const { depth, kh, kw } = sizes(scene);
  return { position: 1, channel: depth + 1, cell: depth * kh * kw + 1 }[granularity];
}

/** How much of the current step has been worked out by its beat: products per channel, channel sums, the output. */
function progress(scene, state) {
  const { depth, kh, kw } = sizes(scene);
  const area = kh * kw;
  const landed = state.peek !== null || state.beat === beatsPerStep(scene, state.granularity) - 1;
  const products = landed ? depth * area : state.granularity === "channel" ? (state.beat + 1) * area : state.beat + 1;
  return { products, sums: Math.floor(products / area), landed, channel: Math.min(depth - 1, Math.floor((products - 1) / area)) };
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
  const { filter, row, column } = placeOf(scene, step);
  const { depth } = sizes(scene);
  const terms = Array.from({ length: depth }, (_, i) => (i < done.sums ? plain(scene.sums.at(filter, i, row, column)) : "…"));
  const end = done.landed ? `bias ${plain(scene.bias.at(filter))} = ${plain(scene.output.at(filter, row, column))}` : "…";
  return `filter ${filter}, row ${row}, column ${column}: ${terms.join(" + ")} + ${end}`;
}
