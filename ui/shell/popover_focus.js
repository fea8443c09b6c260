/**
 * A popover stands at the end of the document, far from its button for who goes on by Tab. One that is opened by a key
 * takes the focus, and gives it back to its button when it is closed.
 */
import { isPageFocused } from "./focus.js";

const POPOVER = '[data-testid="stPopoverBody"]';
const ENTRIES = ':is(button:not([aria-label^="Help for"]), input:not([type="file"]), textarea, summary, a[href])';
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

/** Follow all popovers from now on, also one that was opened before this script came. */
export function followPopovers() {
  followPopover();
  new MutationObserver(followPopover).observe(document.body, { childList: true, subtree: true });
}
