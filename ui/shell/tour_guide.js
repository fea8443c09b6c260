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

/** Letters mean the tour where nobody types; arrows and pages where nothing has the focus that moves by them. @param {string} key */
function isFree(key) {
  const focused = focusedElement();
  if (focused.matches(`select, ${TYPED}`)) return false;
  if (key.length === 1) return true;
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

/** The box of what is lit inside a picture; a window in the input needs no room of its own. @param {Element} place */
function litBox(place) {
  const lit = [...place.querySelectorAll("*")].flatMap((host) => [...(host.shadowRoot?.querySelectorAll(".lit:not(.window)") ?? [])]);
  const boxes = lit.map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
  return boxes.length === 0 ? null : boxAround(boxes);
}

/** @param {{top: number, bottom: number}[]} boxes */
function boxAround(boxes) {
  const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  return { top, bottom, height: bottom - top };
}

/** The box of all places that a step lights, or of the first where they are not on a screen together. @param {Element[]} places @param {number} height */
function placesBox(places, height) {
  const boxes = places.map((place) => place.getBoundingClientRect());
  const all = boxAround(boxes);
  return all.height < height - 2 * ABOVE ? all : boxes[0];
}

/**
 * Scroll to places; of one that is higher than the screen, to what is lit in it, if that is far below. Where that is too
 * high as well, its upper end is brought, and after a while its lower one: the buttons of the picture are there.
 * @param {Element[]} places
 * @returns {boolean} whether what is lit was looked at alone
 */
function bring(places) {
  const room = freeRoom();
  const [place] = places;
  const lit = litBox(place);
  let box = placesBox(places, room.height);
  if (box.height > room.height && lit && lit.bottom - box.top > room.height) box = lit;
  if (box.top >= room.top && box.bottom <= room.bottom) return box === lit;
  const fits = box.height < room.height - 2 * ABOVE;
  if (fits && box.bottom > room.bottom) scrollFrom(box.bottom, room.bottom - ABOVE); // what stands above it stays in view
  else scrollFrom(box.top, room.top + ABOVE);
  if (box === lit && !fits) bringLowerEnd(place);
  return box === lit;
}

/** Bring the lower end of what is lit once its upper end was seen. @param {Element} place */
function bringLowerEnd(place) {
  afterTimeToSee(() => {
    const lit = litBox(place);
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

/** Bring the upper end of a place that is too high for the screen, where its picture moves. @param {Element} place */
function bringTop(place) {
  const { top } = freeRoom();
  const box = place.getBoundingClientRect();
  if (box.top < top) scrollFrom(box.top, top + ABOVE);
}

/**
 * Bring what a bar that has grown covers: the lower end of a place, where the buttons of its picture are. On a phone these
 * stand above the bar by themselves, and what is brought is what is lit in the drawing, or else all of it.
 * @param {?Element} place
 */
function bringCovered(place) {
  const { top, bottom } = freeRoom();
  const box = place?.getBoundingClientRect();
  if (!box || box.top > bottom || box.bottom < bottom) return;
  const drawn = matchMedia(PHONE).matches ? (litBox(place) ?? drawingIn(place)?.getBoundingClientRect()) : null;
  if (drawn) scrollFrom(drawn.top, top + ABOVE);
  else scrollFrom(box.bottom, bottom - ABOVE);
}

/** @param {Element} place */
function drawingIn(place) {
  const drawings = [...place.querySelectorAll("*")].map((host) => host.shadowRoot?.querySelector("[data-kind] svg"));
  return drawings.find(Boolean) ?? null;
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
  receive({ entered, place, deeds }, setStateValue) {
    this.tell = setStateValue;
    this.bars.disconnect();
    document.querySelectorAll('[data-testid="stBottom"]').forEach((bar) => this.bars.observe(bar));
    document.querySelector(".st-key-tour-words")?.setAttribute("aria-live", "polite");
    if (entered !== this.entered) Object.assign(this, { entered, place, brought: "", watched: false, left: deeds.map((deed) => ({ ...deed })) });
    clearTimeout(this.waiting); // for what the step before spoke of
    if (place) this.bringWhenThere(place, LONGEST_WAIT);
  }

  /** @param {string} place @param {number} looks */
  bringWhenThere(place, looks) {
    clearTimeout(this.waiting);
    const found = document.querySelector(place);
    if (isThere(found)) this.bringOnce(found);
    else if (looks > 0) this.waiting = setTimeout(() => this.bringWhenThere(place, looks - 1), LOOK_AGAIN);
  }

  /** What is lit stays where it is while the page runs again; something else is brought anew. @param {Element} found */
  bringOnce(found) {
    const name = [...found.classList].find((part) => part.startsWith("st-key-")) ?? "";
    if (name === this.brought) return;
    const places = [...document.querySelectorAll(this.place)];
    if (this.brought) afterTimeToSee(() => bring(places)); // the answer to what was asked is read first
    else this.litAlone = bring(places);
    this.brought = name;
  }

  /** An answer makes the bar higher: what it asks for next is not to be behind it, nor below its edge on a phone. @param {Element} bar */
  followBar(bar) {
    const { height } = bar.getBoundingClientRect();
    keepRoom(height);
    if (height > this.barHeight && this.brought) {
      bringCovered(document.querySelector(this.place));
      const words = bar.querySelector('[data-testid="stBottomBlockContainer"]');
      words?.scrollTo({ top: words.scrollHeight });
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

  /** What moves may be far above the button that moves it; on a phone this is at the bar, and what was lit is in view. */
  watch() {
    this.watched = true;
    if (this.litAlone && matchMedia(PHONE).matches) return;
    const found = this.place && document.querySelector(this.place);
    if (found) bringTop(found);
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
