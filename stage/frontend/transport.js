// The transport: buttons, scrub bar and settings under the picture. Native controls, so keyboard and touch come with them.

import { CONTROL_WORDS } from "./control_words.js";
import { makeHtml, makeSvg } from "./dom.js";
import { namesOf } from "./names.js";
import { sizes, stepCount } from "./scene.js";
/** @import { Names } from "./names.js" */
/** @import { Scene } from "./scene.js" */
/** @import { State } from "./state.js" */

const ICONS = {
  first: "M3,3V13M13,3L6,8L13,13Z",
  previous: "M10.5,3L5,8L10.5,13",
  play: "M4.5,2.5L13,8L4.5,13.5Z",
  pause: "M4,3H6.6V13H4ZM9.4,3H12V13H9.4Z",
  next: "M5.5,3L11,8L5.5,13",
  last: "M13,3V13M3,3L10,8L3,13Z",
};

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

/** @typedef {{first: Function, previous: Function, toggle: Function, next: Function, last: Function, scrub: (step: number) => void, choose: (change: Record<string, any>) => void}} Actions */

export class Transport {
  /**
   * @param {Actions} actions
   * @param {Names} names
   */
  constructor(parent, actions, names, compact) {
    this.bar = makeHtml("div", "bar", parent);
    const buttons = makeHtml("div", "buttons", this.bar);
    this.button(buttons, "first", actions.first);
    this.button(buttons, "previous", actions.previous);
    this.play = this.button(buttons, "play", actions.toggle);
    this.play.classList.add("primary");
    this.button(buttons, "next", actions.next);
    this.button(buttons, "last", actions.last);
    this.buildScrub(actions);
    this.settings = makeHtml("div", "settings", parent);
    this.settings.hidden = compact;
    this.pace = makeHtml("div", "pace", this.settings);
    this.speed = this.select(CONTROL_WORDS.speed, SPEEDS.map((s) => [s, `${s}×`]), (value) => actions.choose({ speed: Number(value) }));
    this.buildSettings(actions, names);
  }

  /**
   * @param {Actions} actions
   * @param {Names} names
   */
  buildSettings(actions, names) {
    const grains = [["position", CONTROL_WORDS.position], ["channel", names.advance], ["cell", CONTROL_WORDS.product]];
    this.granularity = this.select(CONTROL_WORDS.advance, grains, (value) => actions.choose({ granularity: value }));
    this.buildView(actions);
    const tips = makeHtml("div", "tips", this.settings);
    this.hint = makeHtml("p", "", tips);
    makeHtml("p", "keys", tips, names.keys);
  }

  /**
   * @param {Element} parent
   * @param {keyof ICONS} name
   * @param {Function} act
   */
  button(parent, name, act) {
    const button = makeHtml("button", "", parent);
    button.type = "button";
    const picture = makeSvg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", class: name }, button);
    makeSvg("path", { d: ICONS[name] }, picture);
    button.ariaLabel = button.title = CONTROL_WORDS[name];
    button.addEventListener("click", () => act());
    return button;
  }

  /** @param {Actions} actions */
  buildScrub(actions) {
    const track = makeHtml("div", "track", this.bar);
    this.scrub = makeHtml("input", "", track);
    this.scrub.type = "range";
    this.scrub.min = 0;
    this.scrub.ariaLabel = CONTROL_WORDS.step;
    this.scrub.addEventListener("input", () => actions.scrub(Number(this.scrub.value)));
    this.ticks = makeHtml("div", "ticks", track);
    this.ticks.ariaHidden = "true";
  }

  /**
   * How fast the picture plays and how far it goes stands below the buttons, or beside them where a class watches: below them its screen ends.
   * @param {boolean} isBeside
   */
  placePace(isBeside) {
    const place = isBeside && !this.settings.hidden ? this.bar : this.settings;
    if (place === this.pace.parentElement) return;
    if (place === this.bar) place.append(this.pace);
    else place.prepend(this.pace);
  }

  /**
   * One of several values of the pace.
   * @param {string} name
   * @param {any[][]} options
   * @param {(value: string) => void} chosen
   */
  select(name, options, chosen) {
    const label = makeHtml("label", "", this.pace, name);
    const select = makeHtml("select", "", label);
    for (const [value, text] of options) makeHtml("option", "", select, text).value = value;
    select.addEventListener("change", () => chosen(select.value));
    return select;
  }

  /**
   * A row of buttons of which one is pressed.
   * @param {string} name
   * @param {Record<string, string>} titles
   * @param {(key: any) => void} chosen
   */
  choice(name, titles, chosen) {
    const group = makeHtml("div", "views", this.settings);
    group.role = "group";
    group.ariaLabel = name;
    const buttons = {};
    for (const key in titles) {
      buttons[key] = makeHtml("button", "", group, titles[key]);
      buttons[key].type = "button";
      buttons[key].addEventListener("click", () => chosen(key));
    }
    return buttons;
  }

  /** @param {Actions} actions */
  buildView(actions) {
    this.views = this.choice(CONTROL_WORDS.view, CONTROL_WORDS.views, (view) => actions.choose({ view }));
    const label = makeHtml("label", "", this.settings, CONTROL_WORDS.spread);
    this.spread = makeHtml("input", "", label);
    Object.assign(this.spread, { type: "range", min: 0, max: 100 });
    this.spread.addEventListener("input", () => actions.choose({ spread: Number(this.spread.value) / 100 }));
  }

  /** The scrub bar's length, and one tick an output map. @param {Scene} scene */
  measure(scene) {
    const { M } = sizes(scene);
    this.scrub.max = stepCount(scene) - 1;
    this.ticks.replaceChildren();
    for (let m = 0; m < M; m++) makeHtml("span", "", this.ticks, M > 4 ? `${m}` : `${namesOf(scene).map} ${m}`);
  }

  /** @param {boolean} editable whether numbers can be changed */
  giveHint(editable) {
    this.hint.textContent = CONTROL_WORDS.hints[editable ? "edit" : "point"];
  }

  /** @param {State} state */
  show(state, words) {
    const does = state.playing ? "pause" : "play";
    if (this.play.ariaLabel !== CONTROL_WORDS[does]) {
      this.play.ariaLabel = this.play.title = CONTROL_WORDS[does];
      this.play.querySelector("path").setAttribute("d", ICONS[does]);
    }
    this.scrub.value = state.step;
    this.scrub.setAttribute("aria-valuetext", words);
  }

  /** @param {State} state */
  showSettings(state) {
    this.speed.value = state.speed;
    this.granularity.value = state.granularity;
    this.spread.value = Math.round(state.spread * 100);
    this.spread.disabled = state.view === "flat";
    this.spread.title = this.spread.disabled ? CONTROL_WORDS.flat : "";
    for (const view in this.views) this.views[view].ariaPressed = String(state.view === view);
  }
}
