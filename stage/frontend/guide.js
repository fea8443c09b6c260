// Where a guide leads a picture: at once to a step, then with the camera, slowly enough to be followed.

import { wholeStep } from "./state.js";
import { nearestPlace, stepOf } from "./scene.js";
/** @import { Scene } from "./scene.js" */
/** @import { Granularity, State } from "./state.js" */

/**
 * What is null stays as it is.
 * @typedef {Object} Move
 * @property {number} number  tells a new move from the one before
 * @property {?number[]} at   filter, row and column of the step
 * @property {?Granularity} granularity
 * @property {?("depth"|"flat")} view
 * @property {?number} spread  0 to 1
 * @property {?number} yaw     radians
 * @property {?number} pitch   radians
 * @property {string[]} light  the words that are lit
 */

const PAUSE = 600; // ms between what is said and what moves
const WAY = 900; // ms that the camera takes

/** @typedef {{yaw: number, pitch: number, spread: number}} Seen  how the camera sees the picture */

/**
 * Where a move leads on the timeline: with "one channel" and "one product" to the beginning of the step.
 * @param {Scene} scene
 * @param {State} state
 * @param {Move} move
 * @returns {Partial<State>}
 */
export function stepOfMove(scene, state, { at, granularity, view }) {
  const changed = { granularity: granularity ?? state.granularity, view: view ?? state.view };
  if (!at) return { ...changed, ...(granularity ? wholeStep(scene, { ...state, ...changed }, state.step) : {}) };
  return { ...changed, step: stepOf(scene, nearestPlace(scene, at)), beat: 0 };
}

/**
 * @param {Seen} seen
 * @param {Move} move
 * @returns {Seen}
 */
export function cameraOfMove(seen, move) {
  return { yaw: move.yaw ?? seen.yaw, pitch: move.pitch ?? seen.pitch, spread: move.spread ?? seen.spread };
}

/** The way of the camera from one place to another, eased at both ends. */
export class CameraWay {
  /** @param {(seen: Seen) => void} turn */
  constructor(turn) {
    this.turn = turn;
    this.frame = 0;
  }

  /**
   * @param {Seen} from
   * @param {Seen} to
   * @param {boolean} calm  then it is there at once
   */
  go(from, to, calm) {
    this.stop();
    if (calm || Object.keys(to).every((key) => from[key] === to[key])) return this.turn(to);
    this.begun = performance.now() + PAUSE;
    const step = (now) => {
      const share = Math.min(1, Math.max(0, (now - this.begun) / WAY));
      const eased = share * share * (3 - 2 * share);
      this.turn(/** @type {Seen} */ (Object.fromEntries(Object.keys(to).map((key) => [key, from[key] + (to[key] - from[key]) * eased]))));
      if (share < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  stop() {
    cancelAnimationFrame(this.frame);
  }
}
