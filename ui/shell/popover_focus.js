/**
 * A popover stands at the end of the document, far from its button for who goes on by Tab. One that is opened by a key
 * takes the focus, and gives it back to its button when it is closed; Tab closes it behind its last entry, and goes on from
 * its button. A picture that fills the screen keeps the focus: what is behind it is not seen.
 */
import { isPageFocused } from "./focus.js";

const POPOVER = '[data-testid="stPopoverBody"]';
const ENTRIES = ':is(button:not([aria-label^="Help for"]), input:not([type="file"]), textarea, summary, a[href])';
const STOPS = ':is(button, input:not([type="file"]), textarea, summary, a[href], [tabindex]):not(:disabled, [tabindex="-1"])';
const CLOSES_PICTURE = '[aria-label^="Close fullscreen"]';
const ARRIVING = '[data-testid="stSkeleton"]';
const OPENER = '[aria-expanded="true"]:focus-visible'; // no mouse has opened it

/** @type {?HTMLElement} The button of the popover that was entered. */
let opener = null;

/** @param {Element} popover */
function enterPopover(popover) {
  const entry = popover.querySelector(ENTRIES);
  if (!entry || popover.querySelector(ARRIVING) || !document.activeElement.matches(OPENER)) return;
  opener = document.activeElement;
  entry.focus({ preventScroll: true });
}

function leavePopover() {
  if (isPageFocused()) opener.focus();
  opener = null;
}

function followPopover() {
  const popover = document.querySelector(POPOVER);
  if (popover && !opener) enterPopover(popover);
  else if (!popover && opener) leavePopover();
}

/** Before its first entry is its button, and behind its last what comes after that. @param {KeyboardEvent} event */
function leaveByTab(event) {
  const stops = [...document.querySelectorAll(`${POPOVER} ${STOPS}`)].filter((stop) => stop.checkVisibility());
  if (document.activeElement !== stops.at(event.shiftKey ? 0 : -1)) return;
  if (event.shiftKey) event.preventDefault();
  opener.click();
  opener.focus();
}

/** @param {KeyboardEvent} event */
function followTab(event) {
  if (event.key !== "Tab") return;
  if (document.activeElement.matches(CLOSES_PICTURE)) event.preventDefault();
  else if (opener) leaveByTab(event);
}

/** Follow all popovers from now on, also one that was opened before this script came. */
export function followPopovers() {
  followPopover();
  document.addEventListener("keydown", followTab);
  new MutationObserver(followPopover).observe(document.body, { childList: true, subtree: true });
}
