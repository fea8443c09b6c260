/**
 * The focus is not lost with what had it. A press may take its own button away, or shut it while a file is written, and a
 * link takes its whole page away: who uses the keys alone would be nowhere then, and the keys would mean something else.
 * So the focus goes to what stands there now, back to the button once it is open again, or to the title of the next page.
 */
import { focusedElement, isPageFocused } from "./focus.js";
import { focusWithoutHelp } from "./help_by_moving.js";
import { isAtRest } from "./page_rest.js";
import { WORD } from "./word_mark.js";

const MAIN = '[data-testid="stMain"]';
const HEADING = "h1, h2, h3";
const RESULT = '[data-testid="stMetric"]'; // what a page is about, such as the code of a room
const TEXT = `${HEADING}, p, li, td, ${RESULT}`;
const TOOL = '[kind="elementToolbar"]'; // over a picture: keys go on to one only from another
const EVERY_STOP = `:is(${HEADING}, ${RESULT}, a[href], button, input, select, textarea, summary, [tabindex="0"])`;
const REACHED = `${EVERY_STOP}:not(${TOOL})`;
const CONTROL = '[data-testid="stElementContainer"]';
const TOGETHER = '[data-testid="stHorizontalBlock"], [data-testid="stElementContainer"]'; // holds what is one matter
const CONNECTED = '[data-test-connection-state="CONNECTED"]'; // all controls are shut while the server is away
const WRITTEN = '[data-testid="stDownloadButton"]'; // shut while its file is written
const CHANGES = { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "data-test-script-state"] };

/**
 * What the keys have reached, and what stood before it then.
 * @typedef {Object} Held
 * @property {HTMLElement} element
 * @property {string} stops  what the keys go on to from it
 * @property {HTMLElement[]} before  those, and headings
 * @property {HTMLElement[]} beside  those that are one matter with it
 * @property {?{ element: HTMLElement, text: string }} heading  that it stood under
 * @property {string | undefined} key  of its control: one that is drawn anew has the same
 * @property {string} tag
 * @property {boolean} wasShut
 */

/** @type {?Held} */
let held = null;
let shownPath = location.pathname;
let pathAtTop = location.pathname;

/** Whether an element can have the focus. @param {HTMLElement} element */
function isOpen(element) {
  return element.isConnected && !element.disabled && element.getClientRects().length > 0;
}

/** What the keys reach, and the headings between, in their order. @param {string} stops @returns {HTMLElement[]} */
function reachable(stops) {
  return [...document.querySelectorAll(`${MAIN} ${stops}`)].filter(isOpen);
}

/** A mouse has no need of it: who clicks sees where the click was. */
function hold() {
  const element = document.activeElement;
  held = null;
  if (!element.closest(MAIN) || element.matches(MAIN) || !focusedElement().matches(":focus-visible")) return;
  const stops = element.matches(TOOL) ? EVERY_STOP : REACHED;
  const before = reachable(stops).filter((stop) => stop.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  const together = element.closest(TOGETHER);
  const heading = before.findLast((stop) => stop.matches(HEADING));
  held = {
    element, stops, before, beside: before.filter((stop) => together?.contains(stop)),
    heading: heading ? { element: heading, text: heading.textContent } : null,
    key: [...(element.closest(CONTROL)?.classList ?? [])].find((name) => name.startsWith("st-key-")),
    tag: focusedElement().tagName, wasShut: false,
  };
}

/** Who leaves something that was open all the time means to leave it. */
function release() {
  if (held && !held.wasShut && isPageFocused() && isOpen(held.element)) held = null;
}

/** The same as what was held, in its control that was drawn anew, also inside a component. @param {Held} lost */
function sameAgain({ stops, key, tag }) {
  const control = key && document.querySelector(`.${CSS.escape(key)}`);
  if (!control) return undefined;
  const host = [...control.querySelectorAll("*")].find(({ shadowRoot }) => shadowRoot);
  return [...(host?.shadowRoot ?? control).querySelectorAll(stops)].find((stop) => stop.tagName === tag && isOpen(stop));
}

/**
 * What has come in the place of what was held: another text with a heading of its own, something in its row, or what comes
 * next on the page; and else what was beside it.
 * @param {Held} lost
 * @returns {HTMLElement | undefined}
 */
function replacement({ stops, before, beside, heading }) {
  if (heading && isOpen(heading.element) && heading.element.textContent !== heading.text) return heading.element;
  const now = reachable(stops);
  const last = before.findLast(isOpen);
  const next = now[now.indexOf(last) + 1];
  const neighbour = beside.findLast(isOpen);
  return neighbour && !neighbour.closest(TOGETHER).contains(next) ? neighbour : next ?? last;
}

/**
 * Give something the focus. A word of a sentence would light its thing in the picture and pale the rest, so its sentence
 * takes the focus instead.
 * @param {?HTMLElement} element
 * @param {FocusOptions} [options]
 */
function giveFocus(element, options) {
  const stop = element?.matches(WORD) ? element.closest(TEXT) : element;
  if (!stop) return;
  if (stop.matches(TEXT)) stop.tabIndex = -1;
  focusWithoutHelp(stop, options);
  hold();
}

/** Whether something that is shut will be open again. @param {HTMLElement} element */
function opensAgain(element) {
  return element.disabled && (element.closest(WRITTEN) || !document.querySelector(CONNECTED));
}

/** Bring the focus back if what had it is gone or has nothing left to do, or was shut and is open again. The page stays: what was asked for has come where the key was pressed. */
function regain() {
  const { element, wasShut } = held;
  if (isOpen(element)) wasShut && element.focus(); // else the focus is on its way to something
  else if (isAtRest() && !opensAgain(element)) giveFocus(sameAgain(held) ?? replacement(held), { preventScroll: true });
}

/** A new page is read from its title, but for a class, which looks at the picture, and in a tour, which leads the reader. */
function beginPage() {
  shownPath = location.pathname;
  held = null;
  if (!document.querySelector(".st-key-presenter, .st-key-tour")) giveFocus(document.querySelector(`${MAIN} h1`), { preventScroll: true });
}

/** Another page begins at its top, however fast it comes: Streamlit leaves it where the one before was scrolled to. */
function startAtTop() {
  pathAtTop = location.pathname;
  document.querySelector(MAIN)?.scrollTo({ top: 0 });
}

function look() {
  if (location.pathname !== pathAtTop) startAtTop();
  if (held?.element.disabled) held.wasShut = true;
  if (!isPageFocused()) return;
  if (location.pathname !== shownPath) isAtRest() && beginPage();
  else if (held) regain();
}

/** What is shut loses the focus a moment later. */
function leave() {
  release();
  look();
}

/** Keep the focus from now on, on all pages. */
export function keepFocus() {
  document.addEventListener("focusin", hold);
  document.addEventListener("focusout", () => setTimeout(leave));
  new MutationObserver(look).observe(document.body, CHANGES);
}
