// What every animated picture is: it fits its width, plays on a clock, and answers the keys.

import { makeHtml } from "./dom.js";

const USUAL_TYPE = 16; // px: a browser's own size of type

/**
 * How much larger than usual the page's type is: as a class sees it, or as a reader has set it.
 * @returns {number}
 */
function typeScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE;
}

/**
 * What a picture says and does beside what every Player does.
 * @typedef {Object} Moves
 * @property {() => boolean} ended            whether it stands at its last step
 * @property {() => object} beginning         where Play begins when it has ended
 * @property {() => object} following         the place that comes next
 * @property {() => number} pace              milliseconds a step stays
 * @property {(target: object, byHand?: boolean) => void} go  to a place
 * @property {() => void} show                draws the step
 * @property {() => void} fit                 lays the picture out for its width
 * @property {() => Record<string, () => void>} bindings  what keys do
 */

/** @typedef {Player & Moves} Picture */

/** A picture that fits its width, plays on a clock and answers the keys; what is special to one it says as `Moves`. */
export class Player {
  /**
   * @param {HTMLElement} root
   * @param {string} label  what it is and how it is played
   */
  constructor(root, label) {
    this.root = root;
    /** @type {any} */
    this.scene = null;
    /** @type {any} */
    this.state = null; // `playing` tells whether the clock runs
    /** @type {any} */
    this.transport = null;
    /** @type {SVGElement} */
    this.svg = null;
    this.loops = false;
    this.width = 0; // px
    this.typeScale = 1;
    this.zoom = 1; // px of a unit of the picture
    /** @type {?number} px: the height the page leaves for the picture */
    this.heightLeft = null;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    root.tabIndex = 0;
    root.role = "group";
    root.ariaLabel = label;
    this.frame = makeHtml("div", "frame", root);
    this.below = makeHtml("div", "below", root);
    const picture = /** @type {Picture} */ (/** @type {unknown} */ (this));
    root.addEventListener("keydown", (event) => picture.key(event));
    this.resize = new ResizeObserver(() => picture.fit());
    this.resize.observe(root);
  }

  /** Whether the room for the picture is another than at the last time. */
  remeasured() {
    const [width, scale, heightLeft] = [Math.floor(this.root.clientWidth), typeScale(), parseFloat(getComputedStyle(this.svg).maxHeight) || null];
    if (!this.scene || !this.svg.isConnected || width === 0 || (width === this.width && scale === this.typeScale && heightLeft === this.heightLeft)) return false;
    Object.assign(this, { width, typeScale: scale, heightLeft });
    this.zoomTo(scale);
    return true;
  }

  /** @param {number} zoom px of a unit of the picture */
  zoomTo(zoom) {
    this.zoom = zoom;
    this.root.style.setProperty("--zoom", String(zoom));
  }

  /** The picture's width in its own units, which grow with the page's type. */
  units() {
    return Math.floor(this.width / this.zoom);
  }

  /** @param {number} height in units */
  sizePicture(height) {
    this.svg.setAttribute("viewBox", `0 0 ${this.units()} ${height}`);
    this.svg.setAttribute("height", String(height * this.zoom));
  }

  /** @this {Picture} */
  play() {
    if (this.ended()) Object.assign(this.state, this.beginning());
    this.state.playing = true;
    this.show();
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.tick(), this.pace());
  }

  /** @this {Picture} */
  pause() {
    clearTimeout(this.clock);
    this.state.playing = false;
    this.show();
  }

  /** @this {Picture} */
  toggle() {
    if (this.state.playing) this.pause();
    else this.play();
  }

  /** @this {Picture} */
  tick() {
    if (!this.root.isConnected) return;
    if (this.ended()) {
      if (this.loops) this.clock = setTimeout(() => this.play(), 2500);
      else this.pause();
      return;
    }
    this.go(this.following(), false);
    this.clock = setTimeout(() => this.tick(), this.pace());
  }

  /**
   * @this {Picture}
   * @param {any} event of the keyboard
   */
  key(event) {
    const inside = event.composedPath()[0];
    const onOtherControl = inside.tagName === "SELECT" || (inside.type === "range" && inside !== this.transport.scrub);
    if (onOtherControl || event.ctrlKey || event.metaKey || event.altKey) return;
    if (inside.tagName === "BUTTON" && (event.key === " " || event.key === "Enter")) return;
    const act = this.bindings()[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /** Say on the page what was done with the picture: a guide may have asked for it. @param {string} deed */
  did(deed) {
    this.root.dispatchEvent(new CustomEvent("deed", { detail: deed, bubbles: true, composed: true }));
  }

  leave() {
    clearTimeout(this.clock);
    this.resize.disconnect();
  }
}
