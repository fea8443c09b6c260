// The stage: builds the picture from the data, keeps the state on the element, and answers mouse, keys and clock.

import { CallLines } from "./call.js";
import { makeSvg } from "./dom.js";
import { layoutFor } from "./geometry.js";
import { Ledger } from "./ledger.js";
import { Links } from "./links.js";
import { OutputMaps } from "./maps.js";
import { namesOf } from "./names.js";
import { clamp } from "./numbers.js";
import { Player } from "./player.js";
import { AT_REST, Reports } from "./reports.js";
import { decodeScene, nearestPlace, placeOf, sizes, stepCount, stepOf } from "./scene.js";
import { hatching } from "./slabs.js";
import { atEnd, beatDuration, beatsPerStep, initialState, moved, progress, wholeStep } from "./state.js";
import { setSignColours } from "./tints.js";
import { Transport } from "./transport.js";
import { InputVolume } from "./volume.js";
import { Words } from "./words.js";
/** @import { State } from "./state.js" */

export class Stage extends Player {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, "Animated convolution. Space plays, arrow keys step.");
    this.state = initialState();
    this.reports = new Reports();
    this.call = new CallLines(root, (change) => this.reports.tell("call", 0, () => change));
    root.prepend(this.call.root);
  }

  /**
   * New data from the server: the same arrays are left as they are, others are drawn anew; what the learner chose stays.
   * @param {Record<string, any>} data
   * @param {import("./reports.js").Send} send
   */
  receive(data, send) {
    this.reports.send = send;
    this.call.show(data.call);
    if (data.id === this.id) return;
    const first = this.id === undefined;
    const before = first ? (data.options.start ?? [0, 0, 0]) : this.place();
    this.id = data.id;
    this.options = data.options;
    this.loops = data.options.loop;
    this.scene = decodeScene(data);
    setSignColours(this.root, data.colours);
    if (!this.transport) this.addControls();
    this.transport.measure(this.scene);
    const step = stepOf(this.scene, nearestPlace(this.scene, before));
    Object.assign(this.state, wholeStep(this.scene, this.state, step), { peek: null, traced: null, opened: [] });
    if (first && data.options.granularity) Object.assign(this.state, { granularity: data.options.granularity, beat: 0 });
    this.draw();
    if (first && data.options.autoplay && !this.calm.matches) this.play();
    if (first) this.told = String(this.place());
    else this.tellServer();
  }

  addControls() {
    const step = (beats) => () => this.go(moved(this.scene, this.state, beats));
    const whole = (where) => () => this.go(wholeStep(this.scene, this.state, where()));
    const actions = {
      first: () => this.go({ step: 0, beat: 0 }),
      previous: step(-1),
      next: step(1),
      last: whole(() => stepCount(this.scene) - 1),
      toggle: () => this.toggle(),
      scrub: (target) => this.go(wholeStep(this.scene, this.state, target)),
      choose: (change) => this.choose(change),
    };
    this.actions = actions;
    this.words = new Words(this.below, this.scene);
    this.transport = new Transport(this.below, actions, namesOf(this.scene), this.options.compact);
  }

  /** Build the picture for this.scene. */
  draw() {
    const { scene } = this;
    this.svg = makeSvg("svg", { class: "scene", role: "img", "aria-label": this.scene.alt });
    this.svg.append(hatching());
    const layer = (cls) => makeSvg("g", { class: cls }, this.svg);
    const [back, middle, front] = [layer("links"), layer("slabs"), layer("front")];
    this.maps = new OutputMaps(middle, front, scene);
    this.volume = new InputVolume(middle, front, scene);
    this.ledger = new Ledger(this.svg, scene, (row) => this.toggleRow(row));
    this.links = new Links(back, front, scene);
    this.svg.append(front);
    this.words.scene = scene;
    this.frame.replaceChildren(this.svg);
    this.listen();
    this.width = 0;
    this.fit();
  }

  /** Lay the picture out for the width there is. */
  fit() {
    if (!this.remeasured()) return;
    this.layout = layoutFor(this.units(), (innerHeight - this.call.root.offsetHeight) / this.zoom, this.scene, this.options.compact);
    this.sizePicture(this.layout.height);
    this.openRows();
    this.arrange();
  }

  /** Place everything; then show the step. */
  arrange() {
    this.root.classList.add("still");
    this.volume.place(this.layout, this.state);
    this.maps.place(this.layout, this.state);
    this.ledger.place(this.layout, this.state.opened);
    this.links.place(this.layout);
    this.transport.showSettings(this.state);
    this.show();
    requestAnimationFrame(() => this.root.classList.remove("still"));
  }

  /** Show the step, or the one that is pointed at. */
  show() {
    const { scene, state } = this;
    const step = state.peek ?? state.step;
    const place = placeOf(scene, step);
    const done = progress(scene, state);
    if (!done.landed && !state.opened.includes(done.slab)) this.openRow(done.slab);
    const finished = progress(scene, { ...state, peek: null }).landed ? state.step : state.step - 1;
    this.root.style.setProperty("--glide", `${Math.min(220, beatDuration(state) * 0.6)}ms`);
    this.volume.moveTo(place);
    this.ledger.show(place, done, state.granularity);
    this.links.show(place, done, this.volume, this.ledger, this.maps);
    this.maps.show(finished, step, done.landed);
    this.words.show(state, step, place, done);
    this.transport.show(state, this.words.sum.textContent);
  }

  /** @param {Partial<State>} target */
  go(target, byHand = true) {
    Object.assign(this.state, target, { peek: null });
    this.show();
    if (byHand) this.tellServer();
  }

  /** @param {Partial<State>} change */
  choose(change) {
    if ("granularity" in change) Object.assign(change, { beat: beatsPerStep(this.scene, change.granularity) - 1 });
    Object.assign(this.state, change);
    this.arrange();
    if (this.state.playing) this.play();
  }

  ended() {
    return atEnd(this.scene, this.state);
  }

  beginning() {
    return { step: 0, beat: 0 };
  }

  following() {
    return moved(this.scene, this.state, 1);
  }

  pace() {
    return beatDuration(this.state);
  }

  pause() {
    super.pause();
    this.tellServer();
  }

  /** The page explains the step the learner stopped at; while playing or pointing it is left alone. */
  tellServer() {
    this.reports.forget();
    if (!this.options.reports || this.state.playing) return;
    if (String(this.place()) === this.told) return;
    this.reports.tell("pinned", AT_REST, () => {
      this.told = String(this.place());
      return { place: this.place() };
    });
  }

  /** Output map, row and column of the step, as the page gets them. */
  place() {
    const { map, row, column } = placeOf(this.scene, this.state.step);
    return [map, row, column];
  }

  openRows() {
    const { open } = this.layout.plan;
    const rows = this.scene.weight.shape[1];
    const kept = this.state.opened.filter((row) => row < rows).slice(-open);
    for (let row = 0; kept.length < open; row++) if (!kept.includes(row)) kept.push(row);
    this.state.opened = kept;
  }

  /** Open one more row; the one that was opened longest ago closes. @param {number} row */
  openRow(row) {
    this.state.opened = [...this.state.opened, row].slice(-this.layout.plan.open);
    this.ledger.place(this.layout, this.state.opened);
  }

  /** @param {number} row */
  toggleRow(row) {
    if (this.layout.plan.open === this.scene.weight.shape[1] || this.state.opened.includes(row)) return;
    this.openRow(row);
    this.show();
  }

  listen() {
    const at = (event, name) => event.target.dataset?.[name]?.split(",").map(Number);
    const place = ([map, row, column]) => stepOf(this.scene, { map, row, column });
    this.svg.addEventListener("pointerover", (event) => {
      if (this.drag?.moved || event.pointerType === "touch") return;
      const [cell, input] = [at(event, "cell"), at(event, "input")];
      this.point(cell ? place(cell) : null, input ?? null);
    });
    this.svg.addEventListener("pointerleave", () => this.point(null, null));
    this.svg.addEventListener("click", (event) => {
      const [cell, input] = [at(event, "cell"), at(event, "input")];
      if (cell && !this.dragged) this.go(wholeStep(this.scene, this.state, place(cell)));
      if (input && !this.dragged) this.point(null, input);
    });
    this.svg.addEventListener("pointerdown", (event) => this.grab(event));
    this.svg.addEventListener("pointermove", (event) => this.turn(event));
    for (const end of ["pointerup", "pointercancel"]) this.svg.addEventListener(end, () => this.release());
  }

  /**
   * Point at an output cell (its step is shown) or at an input cell (the output cells that use it are outlined).
   * @param {?number} peek
   * @param {?number[]} traced
   */
  point(peek, traced) {
    const { state } = this;
    if (peek === state.peek && String(traced) === String(state.traced)) return;
    Object.assign(state, { peek: peek === state.step ? null : peek, traced });
    this.maps.traceInput(traced);
    this.show();
  }

  /** @param {PointerEvent} event */
  grab(event) {
    this.dragged = false;
    const onVolume = event.offsetX / this.zoom < this.layout.volume.x + this.layout.volume.w;
    if (this.state.view === "flat" || event.button !== 0 || !onVolume) return;
    this.drag = { x: event.clientX, y: event.clientY, yaw: this.state.yaw, pitch: this.state.pitch, moved: false };
  }

  /** @param {PointerEvent} event */
  turn(event) {
    const { drag } = this;
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 5) return;
    if (!drag.moved) {
      drag.moved = this.dragged = true;
      this.svg.setPointerCapture(event.pointerId);
      this.point(null, null);
    }
    this.state.yaw = clamp(drag.yaw - dx * 0.006, -1.1, 1.1);
    this.state.pitch = clamp(drag.pitch + dy * 0.004, 0.1, 0.9);
    this.arrange();
  }

  release() {
    this.drag = null;
  }

  bindings() {
    const { OH, OW } = sizes(this.scene);
    const far = (steps) => () => this.go(wholeStep(this.scene, this.state, this.state.step + steps));
    return {
      " ": this.actions.toggle, ArrowRight: this.actions.next, ArrowLeft: this.actions.previous,
      ArrowDown: far(OW), ArrowUp: far(-OW), Home: this.actions.first, End: this.actions.last, "]": far(OH * OW), "[": far(-OH * OW),
    };
  }

  leave() {
    super.leave();
    this.reports.leave();
  }
}
