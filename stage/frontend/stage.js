// The stage: builds the picture from the data, keeps the state on the element, and answers mouse, keys and clock.

import { CallLines } from "./call.js";
import { CameraDrag } from "./camera_drag.js";
import { CONTROL_WORDS } from "./control_words.js";
import { makeSvg } from "./dom.js";
import { CameraWay, cameraOfMove, stepOfMove } from "./guide.js";
import { Highlight } from "./highlight.js";
import { Ledger } from "./ledger.js";
import { Lights } from "./lights.js";
import { Links } from "./links.js";
import { OutputMaps } from "./maps.js";
import { MarksLegend } from "./marks_legend.js";
import { namesOf } from "./names.js";
import { NumberChanges } from "./number_changes.js";
import { NumberFocus } from "./number_focus.js";
import { addressOf, besideOnSlab, cellOf, isOnSlab, numberOrigin, slabAddresses, splitAddress, spokenOrigin } from "./origins.js";
import { Player } from "./player.js";
import { AT_REST, Reports } from "./reports.js";
import { LARGEST_TYPE, LEAST_SHARE } from "./geometry.js";
import { layoutFor } from "./rooms.js";
import { decodeScene, nearestPlace, placeOf, sizes, stepCount, stepOf } from "./scene.js";
import { hatching } from "./slabs.js";
import { RowButtons } from "./row_buttons.js";
import { STAGE_PARTS } from "./stage_parts.js";
import { atEnd, beatDuration, beatsPerStep, initialState, moved, progress, wholeStep } from "./state.js";
import { setSignColours } from "./tints.js";
import { Transport } from "./transport.js";
import { InputVolume } from "./volume.js";
import { Words } from "./words.js";
/** @import { Address } from "./origins.js" */
/** @import { Place } from "./scene.js" */
/** @import { State } from "./state.js" */

/** Where on the screen, in whole pixels, as a click tells it. @param {MouseEvent} event */
const placeOfPointer = ({ clientX, clientY }) => `${Math.floor(clientX)},${Math.floor(clientY)}`;

const UNIT_SHARES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7]; // of the usual unit

export class Stage extends Player {
  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, CONTROL_WORDS.stage);
    this.state = initialState();
    this.reports = new Reports();
    this.clicked = ""; // where the last click was, until the pointer moves on
    this.lights = new Lights(root, STAGE_PARTS);
    this.cameraWay = new CameraWay((seen) => this.see(seen));
    this.call = new CallLines(root, (change) => this.tellChange("call", change));
    root.prepend(this.call.root);
    this.changes = new NumberChanges(this.frame, this.below, {
      moment: () => this.moment(),
      elementOf: (address) => this.highlight.inPicture(address),
      pointed: () => this.state.pointed,
      hold: () => this.hold(),
      drag: () => (this.dragged = true), // the click that comes after means nothing
      point: (address) => this.point(address),
      focus: (address) => this.focusNumber(address),
      say: (correction) => this.say(correction),
      report: (change) => this.tellChange("edit", change),
    });
    this.camera = new CameraDrag({
      canTurn: (event) => this.state.view !== "flat" && event.offsetX / this.zoom < this.layout.volume.x + this.layout.volume.w,
      seen: () => this.state,
      begin: (event) => this.beginTurn(event),
      see: (seen) => this.see(seen),
    });
  }

  /**
   * New data from the server: the same arrays are left as they are, others are drawn anew; what the learner chose stays.
   * @param {Record<string, any>} data
   * @param {import("./reports.js").Send} send
   */
  receive(data, send) {
    this.reports.send = send;
    this.call.show(data.call);
    this.changes.allow(data.edits);
    if (data.id !== this.id) this.redraw(data);
    this.obey(data.options.move);
  }

  /** @param {Record<string, any>} data */
  redraw(data) {
    this.changes.drag.answered();
    const first = this.id === undefined;
    const before = first ? (data.options.start ?? [0, 0, 0]) : this.place();
    this.id = data.id;
    this.options = data.options;
    this.loops = data.options.loop;
    const rowsBefore = this.scene?.weight.shape.join();
    this.scene = decodeScene(data);
    setSignColours(this.root, data.colours);
    if (!this.transport) this.addControls();
    this.transport.measure(this.scene);
    this.transport.giveHint(Boolean(data.edits));
    const step = stepOf(this.scene, nearestPlace(this.scene, before));
    const kept = this.scene.weight.shape.join() === rowsBefore; // it is the same layer with other numbers
    const { pointed, opened } = this.state;
    const view = { peek: null, pointed: kept && this.changes.isActive() ? pointed : null, opened: kept ? opened : [] };
    Object.assign(this.state, wholeStep(this.scene, this.state, step), view);
    if (first) this.openAs(data.options);
    this.draw();
    if (first && data.options.autoplay && !this.calm.matches) this.play();
    if (first) this.told = String(this.place());
    else this.tellServer();
  }

  /** What was chosen before the picture was there. @param {Record<string, any>} options */
  openAs({ granularity, view, start }) {
    Object.assign(this.state, { granularity, view, beat: start ? beatsPerStep(this.scene, granularity) - 1 : 0 });
  }

  /** Go where a guide leads, once. @param {?import("./guide.js").Move} move */
  obey(move) {
    if (!move || move.number === this.obeyed) return;
    this.obeyed = move.number;
    if (this.state.playing) this.pause();
    Object.assign(this.state, stepOfMove(this.scene, this.state, move), { peek: null, pointed: null });
    this.arrange();
    this.lights.show(move.light);
    this.cameraWay.go(this.state, cameraOfMove(this.state, move), this.calm.matches);
    this.tellServer();
  }

  /** @param {Partial<import("./guide.js").Seen>} seen */
  see(seen) {
    Object.assign(this.state, seen);
    this.arrange();
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
    this.words.line.addEventListener("pointerover", (event) => this.pointAt(event));
    this.words.line.addEventListener("pointerleave", (event) => this.pointAway(event));
    this.numbers = new NumberFocus(this.frame, this.words.caption, {
      addresses: () => this.addresses(),
      first: () => this.ledger.addresses()[0],
      has: (address) => isOnSlab(this.scene, address) || address === "bias" || this.ledger.addresses().includes(address),
      beside: (address, direction) => besideOnSlab(this.scene, address, direction),
      shown: (address) => this.highlight.inPicture(address),
      named: (address) => spokenOrigin(numberOrigin(this.momentOf(address), address)),
      point: (address) => this.pointByKey(address),
      leave: (address) => this.state.pointed === address && this.point(null),
      choose: (address) => this.chooseByKey(address),
    });
    this.rowButtons = new RowButtons(this.frame, (row) => this.toggleRow(row));
    this.transport = new Transport(this.below, actions, namesOf(this.scene), this.options.compact);
  }

  /** Build the picture for this.scene. */
  draw() {
    const { scene } = this;
    this.svg?.remove();
    this.svg = makeSvg("svg", { class: "scene", role: "img", "aria-label": this.scene.alt });
    this.svg.append(hatching());
    const layer = (cls) => makeSvg("g", { class: cls }, this.svg);
    const [back, middle, front] = [layer("links"), layer("slabs"), layer("front")];
    this.maps = new OutputMaps(middle, front, scene);
    this.volume = new InputVolume(middle, front, scene);
    this.ledger = new Ledger(this.svg, scene);
    this.links = new Links(back, front, scene);
    this.legend = new MarksLegend(front, scene);
    this.svg.append(front);
    this.words.scene = scene;
    this.highlight = new Highlight(this);
    this.frame.prepend(this.svg);
    this.listen();
    this.width = 0;
    this.fit();
    this.lights.countChannels(scene.input.shape[0]);
    this.lights.renew();
  }

  /** Lay the picture out for the width there is. */
  fit() {
    this.root.style.setProperty("--call-height", `${this.call.root.offsetHeight}px`);
    if (!this.remeasured()) return;
    this.layOut();
    this.sizePicture(this.layout.height);
    this.openRows();
    this.arrange();
  }

  /** Divide the width there is; where the picture would be higher than it may be, its units are smaller. */
  layOut() {
    const type = parseFloat(getComputedStyle(this.root).getPropertyValue("--picture-type")) || LARGEST_TYPE;
    const letter = this.volume.letterWidth(type);
    this.transport.placePace(type > LARGEST_TYPE);
    const screen = innerHeight - this.call.root.offsetHeight;
    for (const share of UNIT_SHARES) {
      this.zoomTo(this.typeScale * share);
      const height = this.heightLeft && this.heightLeft / this.zoom;
      const read = Math.min(type, (LEAST_SHARE * type) / share);
      this.layout = layoutFor(this.units(), screen / this.zoom, this.scene, this.options.compact, { height, type, read, letter });
      if (!height || this.layout.height <= height + 1) return;
    }
  }

  /** Place everything; then show the step. */
  arrange() {
    this.root.classList.add("still");
    this.volume.place(this.layout, this.state);
    this.maps.place(this.layout, this.state);
    this.ledger.place(this.layout, this.state.opened);
    this.links.place(this.layout);
    this.legend.place(this.layout);
    this.transport.showSettings(this.state);
    this.show();
    this.numbers.settle();
    requestAnimationFrame(() => this.root.classList.remove("still"));
  }

  /** Show the step, or the one that is pointed at. */
  show() {
    const { scene, state } = this;
    const step = this.shownStep();
    const { place, done } = this.moment();
    if (!done.landed && !state.opened.includes(done.slab)) this.openRow(done.slab);
    const finished = progress(scene, { ...state, peek: null }).landed ? state.step : state.step - 1;
    this.root.style.setProperty("--glide", `${Math.min(220, beatDuration(state) * 0.6)}ms`);
    this.volume.moveTo(place);
    this.maps.turnTo(placeOf(scene, state.step).map);
    this.ledger.show(place, done, state.granularity);
    this.links.show(place, done, this.volume, this.ledger, this.maps);
    this.maps.show(finished, step, done.landed);
    this.words.show(state, step, place, done);
    this.transport.show(state, this.words.sum.textContent);
    this.showPointed();
    this.numbers.refresh();
    this.rowButtons.show(this.ledger.foldableHeads());
  }

  /** The step, or the one that is pointed at. */
  shownStep() {
    return this.state.peek ?? this.state.step;
  }

  shownPlace() {
    return placeOf(this.scene, this.shownStep());
  }

  /** @returns {import("./origins.js").Moment} */
  moment() {
    return { scene: this.scene, place: this.shownPlace(), done: progress(this.scene, this.state) };
  }

  /** The moment that a number belongs to: an output cell to its own step, any other number to the step that is shown. @param {Address} address */
  momentOf(address) {
    const place = cellOf(address);
    if (!place || stepOf(this.scene, place) === this.shownStep()) return this.moment();
    return { scene: this.scene, place, done: progress(this.scene, { ...this.state, peek: stepOf(this.scene, place) }) };
  }

  /** Light up what the number that is pointed at is made of, and where it goes. */
  showPointed() {
    const { pointed } = this.state;
    const [kind, ...cell] = pointed ? splitAddress(pointed) : [];
    this.maps.traceInput(kind === "input" ? cell : null);
    this.legend.show(pointed !== null);
    this.highlight.show(pointed, pointed ? numberOrigin(this.moment(), pointed) : null);
  }

  /** @param {Partial<State>} target */
  go(target, byHand = true) {
    this.words.note = "";
    Object.assign(this.state, target, { peek: null, pointed: this.pointedCell() === null ? this.state.pointed : null });
    this.show();
    this.lights.rest();
    this.did(byHand ? "step" : "play");
    if (byHand) this.tellServer();
  }

  /** @param {Partial<State>} change */
  choose(change) {
    if ("granularity" in change) Object.assign(change, { beat: beatsPerStep(this.scene, change.granularity) - 1 });
    this.words.note = "";
    Object.assign(this.state, change);
    this.arrange();
    this.tellChoice(change);
    if (this.state.playing) this.play();
  }

  /** What was said of the change before no longer holds. @param {"call" | "edit"} kind @param {Record<string, any>} change */
  tellChange(kind, change) {
    this.words.note = "";
    this.reports.tell(kind, 0, () => change);
  }

  /** The page keeps what one press of Next advances by, and how the input is seen. @param {Partial<State>} change */
  tellChoice(change) {
    if (!this.options.reports || !("granularity" in change || "view" in change)) return;
    const { granularity, view } = this.state;
    this.reports.tell("chosen", AT_REST, () => ({ granularity, view }));
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
    this.reports.withdraw("pinned");
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

  /** Open as many rows as there is room for: those that were opened last, then the first of the others. */
  openRows() {
    const { open } = this.layout.plan;
    const rows = this.scene.weight.shape[1];
    const kept = this.state.opened.filter((row) => row < rows);
    const others = Array.from({ length: rows }, (_, i) => rows - 1 - i).filter((row) => !kept.includes(row));
    this.state.opened = [...others, ...kept].slice(-open);
  }

  /** Open one more row; the one that was opened longest ago closes. @param {number} row */
  openRow(row) {
    this.state.opened = [...this.state.opened, row].slice(-this.layout.plan.open);
    this.ledger.place(this.layout, this.state.opened);
  }

  /** Open a row that is closed. @param {number} row */
  toggleRow(row) {
    if (this.layout.plan.open === this.scene.weight.shape[1] || this.state.opened.includes(row)) return;
    this.openRow(row);
    this.show();
  }

  listen() {
    this.svg.addEventListener("pointerover", (event) => this.pointAt(event));
    this.svg.addEventListener("pointerleave", (event) => this.pointAway(event));
    this.svg.addEventListener("click", (event) => this.click(/** @type {PointerEvent} */ (event)));
    this.svg.addEventListener("pointerdown", (event) => this.grab(event));
    this.svg.addEventListener("pointermove", (event) => this.camera.turn(event, this.changes.drag.isDraggedBy(event)));
    for (const end of ["pointerup", "pointercancel"]) this.svg.addEventListener(end, () => this.camera.release());
  }

  /** A finger points by a tap. @param {PointerEvent} event */
  pointAt(event) {
    if (this.camera.isActive() || event.pointerType === "touch") return;
    const pointed = addressOf(event.target);
    // A click on a small map makes it large: what lies under the pointer then is another one.
    if (placeOfPointer(event) !== this.clicked) this.clicked = "";
    else if (pointed && cellOf(pointed)) return;
    // A number that is drawn anew below the pointer is nothing else to look at.
    if (pointed !== this.state.pointed) this.words.note = "";
    this.point(pointed);
  }

  /** What a finger points at stays until the next tap. @param {PointerEvent} event */
  pointAway(event) {
    if (event.pointerType !== "touch") this.point(null);
  }

  /**
   * Heads of rows are heard here, too: a browser would lead a finger from the number beside it to what hears clicks itself.
   * @param {PointerEvent} event
   */
  click(event) {
    if (this.dragged) return;
    const head = /** @type {Element} */ (event.target).closest("[data-row]");
    if (head instanceof SVGElement) this.toggleRow(Number(head.dataset.row));
    const address = addressOf(event.target);
    const cell = address && cellOf(address);
    if (cell) this.go(wholeStep(this.scene, this.state, stepOf(this.scene, cell)));
    this.clicked = placeOfPointer(event);
    const isMeant = this.changes.isMeant(event);
    this.point(address);
    if (address && isMeant) this.changes.edit(address);
  }

  /** Stand still, and let nothing be turned, while a number is changed. */
  hold() {
    this.camera.release();
    if (this.state.playing) this.pause();
  }

  /** Every number of the picture. @returns {Address[]} */
  addresses() {
    const { C, H, W, M, OH, OW } = sizes(this.scene);
    return [...slabAddresses("input", C, H, W), ...this.ledger.addresses(), "bias", ...slabAddresses("output", M, OH, OW)];
  }

  /** By keyboard an output cell is gone to, and another number is changed. @param {Address} address */
  chooseByKey(address) {
    const cell = cellOf(address);
    if (cell) this.go(wholeStep(this.scene, this.state, stepOf(this.scene, cell)));
    else this.changes.edit(address);
  }

  /** @param {Address} address */
  focusNumber(address) {
    if (this.numbers.reaches(address)) this.numbers.focus(address);
    else this.root.focus({ preventScroll: true });
  }

  /**
   * Point at a number: what it is made of and where it goes lights up; at an output cell its step is shown.
   * @param {?Address} pointed
   */
  point(pointed) {
    const { state } = this;
    if (pointed === state.pointed || this.changes.isActive()) return;
    const before = this.shownStep();
    state.pointed = pointed;
    this.lights.say(pointed ? splitAddress(pointed)[0] : "");
    if (pointed) this.did("point");
    const cell = this.pointedCell();
    const step = cell && stepOf(this.scene, cell);
    state.peek = step === state.step ? null : step;
    if (this.shownStep() !== before) this.show();
    else this.explainPointed();
  }

  /** By keyboard. The number that was changed is reached again, drawn anew, and is nothing else to look at. @param {Address} address */
  pointByKey(address) {
    if (address !== this.noted) this.words.note = "";
    this.point(address);
  }

  /** @param {string} note  in place of what is said of the step, until something else is looked at */
  say(note) {
    this.words.note = note;
    this.noted = this.numbers.address;
    this.explainPointed();
  }

  explainPointed() {
    const { place, done } = this.moment();
    this.words.explain(this.state, place, done);
    this.showPointed();
  }

  /** The output cell that is pointed at. @returns {?Place} */
  pointedCell() {
    return this.state.pointed && cellOf(this.state.pointed);
  }

  /** @param {PointerEvent} event */
  grab(event) {
    this.dragged = false;
    this.camera.grab(event);
  }

  /** @param {PointerEvent} event */
  beginTurn(event) {
    this.cameraWay.stop();
    this.did("turn");
    this.dragged = true;
    this.svg.setPointerCapture(event.pointerId);
    this.point(null);
  }

  bindings() {
    const { OH, OW } = sizes(this.scene);
    const far = (steps) => () => this.go(wholeStep(this.scene, this.state, this.state.step + steps));
    return {
      " ": this.actions.toggle, ArrowRight: this.actions.next, ArrowLeft: this.actions.previous,
      ArrowDown: far(OW), ArrowUp: far(-OW), Home: this.actions.first, End: this.actions.last, "]": far(OH * OW), "[": far(-OH * OW),
    };
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey)) super.key(event);
    else this.changes.editor.undo();
  }

  leave() {
    super.leave();
    this.cameraWay.stop();
    this.lights.leave();
    this.changes.drag.forget();
    this.reports.leave();
  }
}
