// Before and after: a picture and its feature map in the same places, a line between them, and magnifiers.

import { Arrays } from "../board/arrays.js";
import { lookOf } from "../board/look.js";
import { Scales } from "../board/shades.js";
import { PLACE_WORDS } from "../board/words.js";
import { Lights } from "../lights.js";
import { AT_REST, Reports } from "../reports.js";
import { Drawing } from "./drawing.js";
import { addElements } from "./elements.js";
import { Followed } from "./followed.js";
import { CLOSER, listenToKeys } from "./keyboard.js";
import { REACH } from "./lens.js";
import { Pointer } from "./pointer.js";
import { isWhole, partSeen, pixelUnder, placeAt, shifted, showing, spotOf, wholeView, zoomed } from "./views.js";
import { WIPE_PARTS } from "./wipe_parts.js";
import { WIPE_WORDS } from "./words.js";

/** @typedef {import("./views.js").Spot} Spot */
/** @typedef {import("./views.js").View} View */
/** @typedef {import("./views.js").Frame} Frame */

const AROUND = 420; // px: what stands above it on a page, and its buttons below
const LEAST_HEIGHT = 280; // px
const NARROW = 620; // px: magnifiers stand below
const BESIDE = 190; // px for the magnifiers
const LEAST_MARK = 9; // px: a mark around one pixel is still found

/**
 * What stage/wipe.py sends.
 * @typedef {Object} WipeData
 * @property {import("./drawing.js").SentPiece[]} picture
 * @property {import("./drawing.js").SentPiece[]} map
 * @property {number[]} pictureSize   rows and columns of the whole picture
 * @property {number[]} size          rows and columns of the whole map
 * @property {import("../board/places.js").Sliding} sliding
 * @property {import("../board/shades.js").SentScale} scale   of the map
 * @property {import("../board/legend.js").Entry[]} legend
 * @property {import("./lens.js").Entry[]} channels
 * @property {string} title           of the map
 * @property {number} share           of the width that shows the map, in percent
 * @property {number[]} at            the position that is read
 * @property {string} alt
 * @property {boolean} shrunk         whether the page is to hear what is looked at
 */

export class Wipe {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.arrays = new Arrays();
    this.scales = new Scales();
    this.reports = new Reports();
    /** @type {Followed<number>} */
    this.share = new Followed();
    /** @type {Followed<number[]>} */
    this.at = new Followed();
    /** @type {?number[]} */
    this.pointed = null;
    /** The part that the page knows to be looked at. @type {?object} */
    this.toldPart = null;
    this.width = this.density = 0; // as they were when it was laid out
    this.elements = addElements(root);
    this.drawing = new Drawing(this.elements.canvas);
    this.lights = new Lights(root, WIPE_PARTS);
    this.pointer = new Pointer(this, this.elements.face);
    listenToKeys(this, this.elements.canvas);
    this.listen();
  }

  listen() {
    const { canvas, line, buttons } = this.elements;
    canvas.addEventListener("blur", () => this.lights.say(""));
    line.addEventListener("input", () => this.wipeTo(Number(line.value)));
    buttons.closer.addEventListener("click", () => this.zoomOnPixel(CLOSER));
    buttons.further.addEventListener("click", () => this.zoomOnPixel(1 / CLOSER));
    buttons.whole.addEventListener("click", () => this.zoomOnPixel(0));
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(this.root);
  }

  /**
   * New data from the server, or another theme. Only what is new is decoded and painted.
   * @param {WipeData} data
   * @param {import("../reports.js").Send} send
   */
  async receive(data, send) {
    this.reports.send = send;
    this.newest = data;
    const sent = [...data.picture, ...data.map].flatMap(({ values, drawn }) => [values, drawn]);
    this.look = lookOf(this.root);
    if (!this.data) this.lay(data.size);
    if (!this.arrays.has(sent)) await this.arrays.load(sent);
    if (this.newest === data) this.take(data);
  }

  /** @param {WipeData} data */
  take(data) {
    if (String(data.size) !== String(this.data?.size)) this.beginAnew();
    this.data = data;
    this.share.receive(data.share);
    this.at.receive(data.at);
    this.drawing.take(data, this.arrays, this.scales.of(this.look.theme, data.scale, []));
    this.takeWords(data);
    this.width = 0;
    this.fit();
  }

  /** Another picture, or a map of another size. */
  beginAnew() {
    this.at.forget();
    this.view = this.pointed = this.toldPart = null;
  }

  /** @param {WipeData} data */
  takeWords({ alt, title, channels, legend, scale }) {
    const { canvas, lenses } = this.elements;
    Object.assign(canvas, { role: "img", ariaLabel: alt }); // not before it has a text
    lenses.picture.receive("picture", channels);
    lenses.map.receive(title, [{ name: "value", colour: null }]);
    this.elements.legend.show(legend, "", () => scale[this.look.theme]);
  }

  /** As large as there is room for; it keeps its place while the arrays are on their way. @param {number[]} size */
  lay(size) {
    const room = this.root.clientWidth;
    const isNarrow = room < NARROW;
    this.root.classList.toggle("narrow", isNarrow);
    const [rows, columns] = size;
    const pixel = Math.min((room - (isNarrow ? 2 : BESIDE * this.look.zoom)) / columns, Math.max(LEAST_HEIGHT, innerHeight - AROUND) / rows);
    const [width, height] = [columns, rows].map((count) => Math.max(1, Math.round(pixel * count)));
    /** @type {Frame} */
    this.frame = { width, height, size };
    Object.assign(this.elements.face.style, { width: `${width}px`, height: `${height}px` });
  }

  /** Lay it out for the width there is. */
  fit() {
    const width = this.root.clientWidth;
    if (!this.data || width === 0 || (width === this.width && devicePixelRatio === this.density)) return;
    Object.assign(this, { width, density: devicePixelRatio });
    const before = this.frame;
    this.lay(this.data.size);
    this.drawing.fit(this.frame);
    if (!this.view || before.width !== this.frame.width) this.view = wholeView(this.frame);
    this.root.style.minHeight = ""; // of the place that was kept
    this.show();
  }

  /** Draw at most once a frame, however often the mouse reports. */
  show() {
    this.drawn ??= requestAnimationFrame(() => {
      this.drawn = undefined;
      this.drawing.draw(this.view, this.frame, this.share.value);
      this.mark();
      this.read();
    });
  }

  /** The line, how close it is, and the pixel that is pinned. */
  mark() {
    const { face, veils, line, buttons, spot } = this.elements;
    line.value = String(this.share.value);
    veils.before.style.width = `${100 - this.share.value}%`;
    veils.after.style.width = `${this.share.value}%`;
    line.ariaValueText = WIPE_WORDS.share(this.share.value);
    const whole = isWhole(this.view, this.frame);
    face.classList.toggle("zoomed", !whole);
    for (const button of [buttons.further, buttons.whole]) {
      if (whole && button.matches(":focus")) buttons.closer.focus();
      button.disabled = whole;
      button.title = whole ? WIPE_WORDS.isWhole : button.ariaLabel;
    }
    buttons.level.textContent = WIPE_WORDS.zoom(Math.round(this.view.scale * 100));
    const { x, y } = spotOf(this.view, this.at.value);
    const side = Math.max(this.view.scale, LEAST_MARK);
    spot.classList.add("shown");
    Object.assign(spot.style, { transform: `translate(${x - side / 2}px, ${y - side / 2}px)`, width: `${side}px`, height: `${side}px` });
  }

  /** The numbers of the pixel that is pointed at, or else pinned. */
  read() {
    const { lenses } = this.elements;
    const place = this.pointed ?? this.at.value;
    lenses.picture.show(this.drawing.picture, pixelUnder(place, this.data.sliding), this.look);
    lenses.map.show(this.drawing.map, place, this.look);
    this.askForPixels(place);
  }

  /** What is looked at comes at full resolution, where the page has sent only means of it. */
  askForPixels(place) {
    if (!this.data.shrunk) return;
    const part = isWhole(this.view, this.frame) ? null : partSeen(this.view, this.frame);
    const isRead = this.drawing.map.isFineAround(place, REACH) && this.drawing.picture.isFineAround(pixelUnder(place, this.data.sliding), REACH);
    const isSeen = !part || JSON.stringify(part) === JSON.stringify(this.toldPart);
    if (isRead && isSeen) return;
    this.reports.tell("looked", AT_REST, () => {
      this.toldPart = part;
      return { part, place };
    });
  }

  /** @param {?Spot} spot */
  point(spot) {
    if (!this.view) return;
    this.pointed = spot && placeAt(this.view, spot, this.frame);
    this.lights.say(spot ? this.sideOf(spot) : "");
    this.show();
  }

  /** Which side of the line a spot is on. @param {Spot} spot @returns {"picture"|"map"} */
  sideOf({ x }) {
    return x < this.frame.width * (1 - this.share.value / 100) ? "picture" : "map";
  }

  /** @param {number} share */
  wipeTo(share) {
    this.share.set(share);
    this.show();
    this.reports.tell("wipe", AT_REST, () => ({ share: this.share.value }));
  }

  /** @param {Spot} spot */
  pinAt(spot) {
    if (this.view) this.pin(placeAt(this.view, spot, this.frame), 0);
  }

  /** @param {number[]} place @param {number} wait  ms until the page is told */
  pin(place, wait = AT_REST) {
    this.at.set(place);
    this.pointed = null;
    this.view = showing(this.view, place, this.frame);
    this.lights.say("pinned");
    this.show();
    this.reports.tell("pinned", wait, () => {
      const { picture, map } = this.elements.lenses;
      this.elements.heard.textContent = PLACE_WORDS.both(place, picture.text(), map.title.textContent, map.text());
      return { place };
    });
  }

  /** @param {number} x @param {number} y  screen pixels */
  shift(x, y) {
    this.view = shifted(this.view, x, y, this.frame);
    this.show();
  }

  /** @param {number} factor @param {Spot} spot that stays where it is */
  zoom(factor, spot) {
    if (!this.view) return;
    this.view = zoomed(this.view, factor, spot, this.frame);
    this.show();
  }

  /** Closer to the pixel that is pinned or further from it; without a factor, back to the whole. @param {number} factor */
  zoomOnPixel(factor) {
    if (!this.view) return;
    const near = showing(this.view, this.at.value, this.frame);
    this.view = factor ? zoomed(near, factor, spotOf(near, this.at.value), this.frame) : wholeView(this.frame);
    this.show();
  }

  /** Whether keys and wheel are meant for it, also in a shadow tree. */
  hasFocus() {
    return this.root.contains(/** @type {Document|ShadowRoot} */ (this.root.getRootNode()).activeElement);
  }

  leave() {
    this.reports.leave();
    this.lights.leave();
    cancelAnimationFrame(this.drawn);
    this.resize.disconnect();
  }
}
