// What every animated picture is: it fits its width, plays on a clock, and answers the keys.

import { makeHtml } from "./dom.js";

const USUAL_TYPE = 16; // px: a browser's own size of type

/** How much larger than usual the page's type is: as a class sees it, or as a reader has set it. */
function typeScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE;
}

/**
 * A picture says where it stands by `ended()`, where Play begins by `beginning()`, what comes next by `following()`,
 * how long a step stays by `pace()`, and goes to a place by `go(target, byHand)`. `show()` draws, `fit()` lays out,
 * `bindings()` names what keys do, and `this.state.playing` tells whether the clock runs.
 */
export class Player {
  constructor(root, label) {
    this.root = root;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    root.tabIndex = 0;
    root.role = "group";
    root.ariaLabel = label;
    this.frame = makeHtml("div", "frame", root);
    this.below = makeHtml("div", "below", root);
    root.addEventListener("keydown", (event) => this.key(event));
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(root);
  }

  /** Whether the room for the picture is another than at the last time. */
  remeasured() {
    const [width, zoom] = [Math.floor(this.root.clientWidth), typeScale()];
    if (!this.scene || width === 0 || (width === this.width && zoom === this.zoom)) return false;
    Object.assign(this, { width, zoom });
    this.root.style.setProperty("--zoom", zoom);
    return true;
  }

  /** The picture's width in its own units, which grow with the page's type. */
  units() {
    return Math.floor(this.width / this.zoom);
  }

  /** @param {number} height in units */
  sizePicture(height) {
    this.svg.setAttribute("viewBox", `0 0 ${this.units()} ${height}`);
    this.svg.setAttribute("height", height * this.zoom);
  }

  play() {
    if (this.ended()) Object.assign(this.state, this.beginning());
    this.state.playing = true;
    this.show();
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.tick(), this.pace());
  }

  pause() {
    clearTimeout(this.clock);
    this.state.playing = false;
    this.show();
  }

  toggle() {
    if (this.state.playing) this.pause();
    else this.play();
  }

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

  leave() {
    clearTimeout(this.clock);
    this.resize.disconnect();
  }
}

/** Mount a picture on the element of a component; on later data the same picture receives them. */
export function mounted({ parentElement, data, setStateValue }, Picture) {
  const root = parentElement.querySelector(".stage");
  root.stage ??= new Picture(root);
  root.stage.receive(data, (place) => setStateValue("pinned", place));
  return () => {
    root.stage?.leave();
    root.stage = undefined;
    root.replaceChildren();
  };
}
