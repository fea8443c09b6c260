// What is being shown: one timeline, cut into steps (output map, position) and, if the learner asks for it, into beats inside a step.

import { AS_OPENED } from "./geometry.js";
import { clamp } from "./numbers.js";
import { sizes, stepCount } from "./scene.js";
/** @import { Address } from "./origins.js" */
/** @import { Place, Scene } from "./scene.js" */

/** @typedef {"position"|"channel"|"cell"} Granularity */

/** @typedef {{products: number, sums: number, landed: boolean, slab: number}} Progress  how many products and sums there are, whether the output is, and the slab that is worked on */

/**
 * What the learner chose and where the timeline stands.
 * @typedef {Object} State
 * @property {number} step     output map, row and column as one number, row-major
 * @property {number} beat     how far inside the step, 0 up to beatsPerStep - 1
 * @property {?number} peek    a step that is only pointed at
 * @property {?Address} pointed the number that is pointed at
 * @property {boolean} playing
 * @property {number} speed    1 is normal
 * @property {Granularity} granularity
 * @property {"depth"|"flat"} view
 * @property {number} spread   0 (slabs touch) to 1
 * @property {number} yaw      radians
 * @property {number} pitch    radians
 * @property {number[]} opened rows of the ledger in the order they were opened
 */

/** @returns {State} */
export function initialState() {
  return {
    step: 0, beat: 0, peek: null, pointed: null, playing: false, speed: 1, granularity: "position",
    view: "depth", spread: 0.4, ...AS_OPENED, opened: [],
  };
}

/**
 * By position a step is one beat; by channel it is one a slab and the landing; by cell one a product and the landing.
 * @param {Scene} scene
 * @param {Granularity} granularity
 * @returns {number}
 */
export function beatsPerStep(scene, granularity) {
  const { depth, kh, kw } = sizes(scene);
  return { position: 1, channel: depth + 1, cell: depth * kh * kw + 1 }[granularity];
}

/**
 * How much of the current step has been worked out by its beat: products, sums of whole slabs, the output.
 * @param {Scene} scene
 * @param {State} state
 * @returns {Progress}
 */
export function progress(scene, state) {
  const { depth, kh, kw } = sizes(scene);
  const area = kh * kw;
  const landed = state.peek !== null || state.beat === beatsPerStep(scene, state.granularity) - 1;
  const products = landed ? depth * area : state.granularity === "channel" ? (state.beat + 1) * area : state.beat + 1;
  return { products, sums: Math.floor(products / area), landed, slab: Math.min(depth - 1, Math.floor((products - 1) / area)) };
}

/**
 * What the products of a slab add up to so far; null where there are none, all of them, or too many to be sent.
 * @param {Scene} scene
 * @param {Place} place
 * @param {Progress} done
 * @param {number} i  which slab under the block
 * @returns {?number}
 */
export function runningSum(scene, { map, row, column }, done, i) {
  const { kh, kw } = sizes(scene);
  const products = done.products - i * kh * kw;
  if (!scene.running || products <= 0 || products >= kh * kw) return null;
  return scene.running.at(map, i, products - 1, row, column);
}

/**
 * Where so many beats further leads; it stops at both ends of the timeline.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} beats
 * @returns {{step: number, beat: number}}
 */
export function moved(scene, state, beats) {
  const perStep = beatsPerStep(scene, state.granularity);
  const target = clamp(state.step * perStep + state.beat + beats, 0, stepCount(scene) * perStep - 1);
  return { step: Math.floor(target / perStep), beat: target % perStep };
}

/**
 * A whole step, everything in it worked out.
 * @param {Scene} scene
 * @param {State} state
 * @param {number} step
 * @returns {{step: number, beat: number}}
 */
export function wholeStep(scene, state, step) {
  return { step: clamp(step, 0, stepCount(scene) - 1), beat: beatsPerStep(scene, state.granularity) - 1 };
}

/**
 * @param {Scene} scene
 * @param {State} state
 * @returns {boolean}
 */
export function atEnd(scene, state) {
  return state.step === stepCount(scene) - 1 && state.beat === beatsPerStep(scene, state.granularity) - 1;
}

/**
 * Milliseconds a beat stays when playing. A product needs less time to read than a position.
 * @param {State} state
 * @returns {number}
 */
export function beatDuration(state) {
  return { position: 700, channel: 800, cell: 320 }[state.granularity] / state.speed;
}
