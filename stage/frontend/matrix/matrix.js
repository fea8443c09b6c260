// The layer as one matrix product: keeps the state, and answers mouse, keys and clock.

import { makeHtml, makeSvg } from "../dom.js";
import { Lights } from "../lights.js";
import { namesOf } from "../names.js";
import { clamp } from "../numbers.js";
import { Player } from "../player.js";
import { decodeScene, sizes } from "../scene.js";
import { hatching } from "../slabs.js";
import { setSignColours } from "../tints.js";
import { Transport } from "../transport.js";
import { MATRIX_PARTS } from "./matrix_parts.js";
import { entriesAcross, entriesFor, matrixLayout, MATRIX_TYPE } from "./part.js";
import { MatrixPicture } from "./picture.js";
import { matrixStepCount, meetingStep, momentOf, positionCount } from "./timeline.js";
import { MATRIX_CONTROL_WORDS, MatrixWords } from "./words.js";
/** @import { MatrixScene, Moment } from "./timeline.js" */
/** @import { Actions } from "../transport.js" */

class MatrixTransport extends Transport {
  /** @param {Actions} actions */
  buildSettings(actions) {
    this.forms = this.choice(MATRIX_CONTROL_WORDS.forms, MATRIX_CONTROL_WORDS.formNames, (form) => actions.choose({ form }));
    makeHtml("p", "keys", this.settings, MATRIX_CONTROL_WORDS.keys);
  }

  /** @param {MatrixScene} scene */
  measure(scene) {
    const { M } = sizes(scene);
    this.scrub.max = matrixStepCount(scene) - 1;
    this.ticks.replaceChildren();
    makeHtml("span", "", this.ticks, MATRIX_CONTROL_WORDS.copy);
    for (let f = 0; f < M; f++) makeHtml("span", "", this.ticks, M > 4 ? `${f}` : `filter ${f}`);
  }

  /** @param {any} state of the matrices */
  showSettings({ speed, form }) {
    this.speed.value = speed;
    for (const key in this.forms) this.forms[key].ariaPressed = String(key === form);
  }
}

export class MatrixProduct extends Player {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, MATRIX_CONTROL_WORDS.picture);
    /** @type {any} */
    this.state = { step: undefined, peek: null, traced: null, playing: false, speed: 1, form: "columns" };
    this.lights = new Lights(root, MATRIX_PARTS);
    root.addEventListener("focusout", () => this.lights.say(""));
  }

  /**
   * New data from the server: it begins with the first step, and of another layer a picture that was finished stays so.
   * @param {Record<string, any>} data
   */
  receive(data) {
    if (data.id === this.id) return;
    this.id = data.id;
    const finished = this.scene && this.ended();
    this.scene = decodeScene(data);
    setSignColours(this.root, data.colours);
    if (!this.transport) this.addControls();
    this.transport.measure(this.scene);
    Object.assign(this.state, { step: finished ? this.last() : 0, peek: null, traced: null });
    this.draw();
  }

  addControls() {
    const by = (steps) => () => this.go({ step: clamp(this.state.step + steps(), 0, this.last()) });
    this.actions = {
      first: () => this.go({ step: 0 }),
      previous: by(() => -1),
      next: by(() => 1),
      last: () => this.go({ step: this.last() }),
      toggle: () => this.toggle(),
      scrub: (step) => this.go({ step }),
      choose: (change) => this.choose(change),
      row: by(() => sizes(this.scene).OW),
      rowBack: by(() => -sizes(this.scene).OW),
      filter: by(() => positionCount(this.scene)),
      filterBack: by(() => -positionCount(this.scene)),
    };
    this.words = new MatrixWords(this.below);
    this.transport = new MatrixTransport(this.below, this.actions, namesOf(this.scene), false);
    this.words.addDetails(this.below); // after the transport, which is on the screen with the picture
  }

  last() {
    return matrixStepCount(this.scene) - 1;
  }

  draw() {
    this.svg = makeSvg("svg", { class: "scene", role: "img", "aria-label": this.scene.alt });
    this.svg.append(hatching());
    this.frame.replaceChildren(this.svg);
    this.entries = this.entriesIn(this.room());
    this.picture = new MatrixPicture(this.svg, this.scene, this.state.form, ...this.entries);
    this.listen();
    this.width = 0;
    this.fit();
  }

  fit() {
    if (!this.remeasured()) return;
    const room = this.room();
    this.transport.placePace(room.type > MATRIX_TYPE);
    if (String(this.entriesIn(room)) !== String(this.entries)) return this.draw();
    const layout = matrixLayout(room, this.scene, this.state.form, this.picture.slots);
    this.sizePicture(layout.height);
    this.root.classList.add("still"); // nothing glides to where it is at first
    this.picture.place(layout);
    this.show();
    requestAnimationFrame(() => this.root.classList.remove("still"));
  }

  /**
   * How many entries of a column and of a row can be read.
   * @param {import("./part.js").Room} room
   * @returns {[number, number]}
   */
  entriesIn(room) {
    const { scene, state } = this;
    return [entriesFor(room, scene, state.form), entriesAcross(room, scene, state.form)];
  }

  /** The room for the picture, and the size of its type, as the page's style says them. @returns {import("./part.js").Room} */
  room() {
    const { maxHeight } = getComputedStyle(this.svg);
    const height = maxHeight === "none" ? Infinity : parseFloat(maxHeight) / this.zoom;
    const type = parseFloat(getComputedStyle(this.root).getPropertyValue("--picture-type")) || MATRIX_TYPE;
    return { width: this.units(), height, type };
  }

  show() {
    const { scene, state } = this;
    const now = momentOf(scene, state.step);
    const moment = { ...now, ...state.peek };
    this.root.style.setProperty("--glide", `${Math.min(220, this.pace() * 0.6)}ms`);
    this.picture.show(moment, now.copied, now.met);
    if (state.traced) this.picture.trace(state.traced);
    this.words.show(scene, moment, state.traced, state.playing, state.form);
    this.words.part.textContent = this.picture.describePart();
    this.transport.show(state, this.words.line.textContent);
    this.transport.showSettings(state);
    this.lights.renew();
  }

  /** @param {{step: number}} target */
  go(target, byHand = true) {
    this.point(null, null, false);
    Object.assign(this.state, target);
    this.show();
    this.did(byHand ? "step" : "play");
  }

  choose(change) {
    Object.assign(this.state, change);
    if ("form" in change) this.drawForm();
    else if (this.state.playing) this.play();
    else this.show();
  }

  /** A form that is higher than the other takes its buttons off the screen: the one that was pressed is brought back. */
  drawForm() {
    this.draw();
    this.root.querySelector(":focus")?.scrollIntoView({ block: "nearest" });
  }

  ended() {
    return this.state.step === this.last();
  }

  beginning() {
    return { step: 0 };
  }

  following() {
    return { step: this.state.step + 1 };
  }

  pace() {
    return 700 / this.state.speed;
  }

  bindings() {
    const { toggle, next, previous, row, rowBack, filter, filterBack, first, last } = this.actions;
    return { " ": toggle, ArrowRight: next, ArrowLeft: previous, ArrowDown: row, ArrowUp: rowBack, "]": filter, "[": filterBack, Home: first, End: last };
  }

  /** What a key leads to lights its words. @param {KeyboardEvent} event */
  key(event) {
    super.key(event);
    if (event.defaultPrevented && event.key !== " ") this.lights.say(momentOf(this.scene, this.state.step).filter === null ? "copying" : "meeting");
  }

  listen() {
    const cellUnder = (event) => /** @type {HTMLElement} */ (event.target).dataset;
    this.svg.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "touch") this.pointAt(cellUnder(event));
    });
    this.svg.addEventListener("pointerleave", () => {
      this.point(null, null);
      this.lights.say("");
    });
    this.svg.addEventListener("click", (event) => {
      const there = this.under(cellUnder(event));
      if (there && there.filter !== null) this.go({ step: meetingStep(this.scene, there.filter, there.position) });
      else if (there) this.go({ step: there.position });
      else this.pointAt(cellUnder(event));
    });
  }

  /** @param {DOMStringMap} dataset */
  pointAt(dataset) {
    const input = dataset.input?.split(",").map(Number) ?? null;
    this.point(this.under(dataset), input);
    this.lights.say(Object.keys(MATRIX_PARTS.words).find((kind) => kind in dataset) ?? "");
  }

  /**
   * What a cell of the picture stands for: a patch, a filter it meets, a single entry of both.
   * @param {DOMStringMap} dataset
   */
  under({ cell, patch, filter, product }) {
    const now = momentOf(this.scene, this.state.step);
    const numbers = (text) => text.split(",").map(Number);
    if (cell) {
      const [map, row, column] = numbers(cell);
      return { filter: map, position: row * sizes(this.scene).OW + column, entry: null };
    }
    if (product) return { filter: numbers(product)[0], position: numbers(product)[1], entry: null };
    if (patch) return { filter: now.filter, position: numbers(patch)[1], entry: numbers(patch)[0] };
    if (filter) return { filter: numbers(filter)[0], position: now.position, entry: numbers(filter)[1] };
    return null;
  }

  /**
   * Point at something on the picture (peek), or at a cell of the input (its copies are marked).
   * @param {?Partial<Moment>} peek
   * @param {?number[]} traced
   * @param {boolean} [drawn]
   */
  point(peek, traced, drawn = true) {
    const { state } = this;
    if (JSON.stringify([peek, traced]) === JSON.stringify([state.peek, state.traced])) return;
    if (state.traced && !traced) this.picture.trace(null);
    Object.assign(state, { peek, traced });
    if (drawn) this.show();
  }

  leave() {
    super.leave();
    this.lights.leave();
  }
}
