/** The tour on the page: it scrolls to what a step speaks of, counts what is done with the picture, and hears the keys. */
import { focusedElement, isPageFocused, TYPED } from "./focus.js";
import { isAtRest } from "./page_rest.js";

const LINKS = {
  ArrowRight: "next", n: "next", N: "next", PageDown: "next",
  ArrowLeft: "previous", b: "previous", B: "previous", PageUp: "previous",
};
const LOOK_AGAIN = 100; // ms
const LONGEST_WAIT = 80; // looks for what comes late
const ABOVE = 12; // px between the edge of the screen and what is scrolled to
const PHONE = "(max-width: 700px)";
const TIME_TO_SEE = 2500; // ms, before something else is brought

/** Letters mean the tour where nobody types, also on a menu, in which a deed was done; arrows and pages where nothing has the focus that moves by them. @param {string} key */
function isFree(key) {
  const focused = focusedElement();
  if (focused.matches(TYPED)) return false;
  if (key.length === 1) return true;
  if (focused.matches("select")) return false;
  return key.startsWith("Page") ? document.querySelector(".st-key-presenter") !== null : isPageFocused() || focused.closest(".st-key-tour") !== null;
}

/** @param {KeyboardEvent} event */
function follow(event) {
  const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
  if (!plain || !(event.key in LINKS) || event.defaultPrevented || !isFree(event.key)) return;
  const way = document.querySelector(`.st-key-tour-${LINKS[event.key]} :is(a:not([disabled]), button)`);
  if (!way) return;
  event.preventDefault();
  way.click();
}

/** The part of the screen between the header, which covers what is under it on phones, and the bar. */
function freeRoom() {
  const header = document.querySelector('[data-testid="stHeader"]');
  const covers = header && getComputedStyle(header).pointerEvents !== "none";
  const top = covers ? header.getBoundingClientRect().bottom : 0;
  const bottom = document.querySelector('[data-testid="stBottom"]')?.getBoundingClientRect().top ?? innerHeight;
  return { top, bottom, height: bottom - top };
}

/** Whether a place stands where it stays: the page is at rest, and no picture will push it away. @param {?Element} place */
function isThere(place) {
  if (!place || !isAtRest()) return false;
  const all = [...document.querySelectorAll('[data-testid="stMain"] *')];
  const pictures = all.filter((element) => element.shadowRoot?.querySelector("[data-kind]"));
  return pictures.every((host) => host.hasAttribute("data-drawn"));
}

/** What is lit inside a picture; a window in the input needs no room of its own. */
const LIT = ".lit:not(.window)";
/** A picture and the buttons that move it. */
const PICTURE = ".scene, .bar";

/** @typedef {{top: number, bottom: number, height: number}} Box */

/** @param {{top: number, bottom: number}[]} boxes @returns {Box} */
function boxAround(boxes) {
  const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  return { top, bottom, height: bottom - top };
}

/** The box of all that is found inside the pictures of a place. @param {Element} place @param {string} selector @returns {?Box} */
function boxInside(place, selector) {
  const found = [...place.querySelectorAll("*")].flatMap((host) => [...(host.shadowRoot?.querySelectorAll(selector) ?? [])]);
  const boxes = found.map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
  return boxes.length === 0 ? null : boxAround(boxes);
}

/** The box of what a place holds: it may keep room for a higher picture. @param {Element} place */
function contentBox(place) {
  const parts = place.children.length > 0 ? [...place.children] : [place];
  return boxAround(parts.map((part) => part.getBoundingClientRect()));
}

/** The box of a picture, its buttons and all that is lit in it; without a picture that of the place. @param {Element} place */
function coreBox(place) {
  const boxes = [PICTURE, LIT].map((selector) => boxInside(place, selector)).filter(Boolean);
  return boxes.length === 0 ? contentBox(place) : boxAround(boxes);
}

/** What a step cannot do without, if not all fits: what is lit, or else the picture. @param {Element} place */
function neededBox(place) {
  return boxInside(place, LIT) ?? coreBox(place);
}

/** The boxes that a step would have on the screen, from all it speaks of to the least. @param {Element[]} places */
function boxesOf(places) {
  const [place] = places;
  const [whole, needed] = [contentBox(place), neededBox(place)];
  const toNeeded = { top: whole.top, bottom: needed.bottom, height: needed.bottom - whole.top };
  return [boxAround(places.map(contentBox)), boxAround(places.map(coreBox)), whole, coreBox(place), toNeeded, needed];
}

/**
 * Scroll no further than needed to the most of places that fits, or to the upper end of what is needed.
 * @param {Element[]} places
 * @returns {boolean} whether it fits
 */
function bring(places) {
  const room = freeRoom();
  const box = boxesOf(places).find(({ height }) => height <= room.height);
  if (box) bringNearest(box, room, places[0]);
  else scrollFrom(neededBox(places[0]).top, room.top + ABOVE);
  return box !== undefined;
}

/** Move what is needed into view where it is not, and no further. @param {Element[]} places @returns {boolean} whether it fits, or may stay */
function keepInView(places) {
  const [place] = places;
  const room = freeRoom();
  const needed = neededBox(place);
  if (needed.height <= room.height) bringNearest(needed, room, place);
  else if (boxInside(place, LIT)) return bring(places);
  return true; // a picture that is larger than a phone, and in which nothing is lit, is not moved
}

/** Also clear of the buttons of the picture, which on a phone stand at the bar, where it fits above them. @param {Box} box @param {Box} room @param {Element} place */
function bringNearest(box, room, place) {
  const buttons = matchMedia(PHONE).matches ? (boxInside(place, ".buttons")?.height ?? 0) : 0;
  const bottom = box.height <= room.height - buttons ? room.bottom - buttons : room.bottom;
  const edge = Math.min(ABOVE, (bottom - room.top - box.height) / 2);
  if (box.top < room.top) scrollFrom(box.top, room.top + edge);
  else if (box.bottom > bottom) scrollFrom(box.bottom, bottom - edge);
}

/** Bring the lower end of what is lit once its upper end was seen: the buttons of the picture are there. @param {Element} place */
function bringLowerEnd(place) {
  afterTimeToSee(() => {
    const lit = boxInside(place, LIT);
    if (lit) scrollFrom(lit.bottom, freeRoom().bottom - ABOVE);
  });
}

/** Do something after a while, unless the learner does something first. @param {() => void} act */
function afterTimeToSee(act) {
  const done = new AbortController();
  const end = () => (clearTimeout(waiting), done.abort());
  const waiting = setTimeout(() => (end(), act()), TIME_TO_SEE);
  for (const deed of ["wheel", "touchstart", "pointerdown", "keydown", "deed"]) document.addEventListener(deed, end, { signal: done.signal });
}

/** Bring a picture that moves, which may be far above the button that moves it; on a phone this is at the bar. @param {Element} place */
function bringMoving(place) {
  if (matchMedia(PHONE).matches) return;
  const room = freeRoom();
  const box = coreBox(place);
  if (box.height <= room.height) bringNearest(box, room, place);
  else if (box.top < room.top) scrollFrom(box.top, room.top + ABOVE);
}

/** @param {number} from @param {number} to */
function scrollFrom(from, to) {
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  document.querySelector('[data-testid="stMain"]').scrollBy({ top: from - to, behavior });
}

/** Say to the style how much of a phone's screen the bar takes: what stays at the lower end stands above it. @param {number} height */
function keepRoom(height) {
  document.documentElement.style.setProperty("--bar-height", `${height}px`);
}

/** Whether nothing is left of a deed. @param {Record<string, number>} left */
function isOver(left) {
  return Object.values(left).every((times) => times === 0);
}

class Guide {
  constructor() {
    /** @type {Record<string, number>[]} what is left of each deed; the first is the one that is waited for */
    this.left = [];
    this.count = (event) => this.heard(event.detail);
    document.addEventListener("deed", this.count);
    this.barHeight = Infinity;
    this.bars = new ResizeObserver(([bar]) => this.followBar(bar.target));
  }

  /** A step of the tour, as often as the page is drawn. */
  receive({ step, entered, place, about, deeds }, setStateValue) {
    this.tell = setStateValue;
    this.bars.disconnect();
    document.querySelectorAll('[data-testid="stBottom"]').forEach((bar) => this.bars.observe(bar));
    document.querySelector(".st-key-tour-words")?.setAttribute("aria-live", "polite");
    if (entered !== this.entered) {
      const isNew = step !== this.step;
      if (place || isNew) Object.assign(this, { aim: place || about, brought: "" }); // a deed that lights nothing else moves nothing
      Object.assign(this, { step, isNew, entered, watched: false, left: deeds.map((deed) => ({ ...deed })) });
    }
    this.look();
  }

  /** Begin to wait for what the step speaks of, and no longer for what was waited for before. */
  look() {
    clearTimeout(this.waiting);
    this.seenAt = NaN;
    if (this.aim) this.settleWhenThere(LONGEST_WAIT);
  }

  /** Pictures may still come, or the page still scroll: a place stands if it is where it was at the look before. @param {number} looks */
  settleWhenThere(looks) {
    const found = document.querySelector(this.aim);
    const before = this.seenAt;
    this.seenAt = found && coreBox(found).bottom;
    if (isThere(found) && this.seenAt === before) this.settle(found);
    else if (looks > 0) this.waiting = setTimeout(() => this.settleWhenThere(looks - 1), LOOK_AGAIN);
  }

  /** What is lit stays where it is while the page runs again, if the bar does not cover it. @param {Element} found */
  settle(found) {
    const name = [...found.classList].find((part) => part.startsWith("st-key-")) ?? "";
    const places = [...document.querySelectorAll(this.aim)];
    if (name !== this.brought) this.bringOnce(name, places);
    else if (this.hasGrown) {
      keepInView(places);
      const words = document.querySelector('[data-testid="stBottomBlockContainer"]');
      words?.scrollTo({ top: words.scrollHeight });
    }
    this.hasGrown = false;
  }

  /** A new step has as much on the screen as fits; after a deed nothing moves that is in view. @param {string} name @param {Element[]} places */
  bringOnce(name, places) {
    if (this.brought) afterTimeToSee(() => bring(places)); // the answer to what was asked is read first
    else if (!(this.isNew ? bring : keepInView)(places)) bringLowerEnd(places[0]);
    this.brought = name;
  }

  /** An answer makes the bar higher: what it asks for next is not to be behind it, nor below its edge on a phone. @param {Element} bar */
  followBar(bar) {
    const { height } = bar.getBoundingClientRect();
    keepRoom(height);
    if (height > this.barHeight && this.brought) {
      this.hasGrown = true;
      this.look();
    }
    this.barHeight = height;
  }

  /** @param {string} deed */
  heard(deed) {
    const waiting = this.left.filter((left) => left[deed] > 0);
    if (waiting.length === 0) return;
    if (deed === "play" && !this.watched) this.watch();
    for (const left of waiting) left[deed] -= 1;
    if (waiting.some(isOver)) this.tell("heard", { entered: this.entered, deeds: [...this.left.keys()].filter((place) => isOver(this.left[place])) });
  }

  watch() {
    this.watched = true;
    const found = this.aim && document.querySelector(this.aim);
    if (found) bringMoving(found);
  }

  leave() {
    clearTimeout(this.waiting);
    this.bars.disconnect();
    document.removeEventListener("deed", this.count);
  }
}

/** The window listens to keys once and for good: a listener that left with its page would leave keys unheard while the next one comes. */
export default function ({ parentElement, data, setStateValue }) {
  if (!window.tourKeys) document.addEventListener("keydown", (window.tourKeys = follow));
  parentElement.guide ??= new Guide();
  parentElement.guide.receive(data, setStateValue);
  return () => {
    parentElement.guide?.leave();
    parentElement.guide = undefined;
  };
}
