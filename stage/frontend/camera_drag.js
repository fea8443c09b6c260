// The input is turned by dragging it to the side, up or down.

import { clamp } from "./numbers.js";

const TURNS_FROM = 5; // px: less is a click
const YAW = { perPixel: -0.006, low: -1.1, high: 1.1 }; // radians
const PITCH = { perPixel: 0.004, low: 0.1, high: 0.9 };

/** @typedef {{x: number, y: number, yaw: number, pitch: number, moved: boolean}} Held  where the pointer took it, and how it was seen then */

export class CameraDrag {
  /**
   * @param {Object} picture
   * @param {(event: PointerEvent) => boolean} picture.canTurn
   * @param {() => {yaw: number, pitch: number}} picture.seen
   * @param {(event: PointerEvent) => void} picture.begin
   * @param {(seen: {yaw: number, pitch: number}) => void} picture.see
   */
  constructor(picture) {
    this.picture = picture;
    /** @type {?Held} */
    this.held = null;
  }

  /** Whether it is being turned. */
  isActive() {
    return Boolean(this.held?.moved);
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (event.button !== 0 || !this.picture.canTurn(event)) return;
    const { yaw, pitch } = this.picture.seen();
    this.held = { x: event.clientX, y: event.clientY, yaw, pitch, moved: false };
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} isTaken  by a number that is dragged
   */
  turn(event, isTaken) {
    const { held } = this;
    if (!held) return;
    const [right, down] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && (Math.hypot(right, down) < TURNS_FROM || isTaken)) return;
    if (!held.moved) {
      held.moved = true;
      this.picture.begin(event);
    }
    const turned = ({ perPixel, low, high }, from, way) => clamp(from + way * perPixel, low, high);
    this.picture.see({ yaw: turned(YAW, held.yaw, right), pitch: turned(PITCH, held.pitch, down) });
  }

  release() {
    this.held = null;
  }
}
