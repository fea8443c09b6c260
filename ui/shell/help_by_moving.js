/**
 * Help opens for a mouse that comes to a button. Where a button comes to stand under a mouse that rests, as the next page
 * or a scroll brings it, its help would lie over what is read.
 */
const HELPED = '[data-testid="stTooltipHoverTarget"]';
let place = ""; // of the mouse, when it moved last

/** Pointers are placed more finely than mice. @param {MouseEvent} event */
function placeOf({ clientX, clientY }) {
  return [clientX, clientY].map(Math.floor).join();
}

/** @param {?EventTarget} element */
function isHelped(element) {
  return element instanceof Element && element.closest(HELPED) !== null;
}

/** Streamlit hears that an element is left for a button, or that this is the first one the mouse is on. @param {PointerEvent} event */
function passOver(event) {
  const [left, reached] = event.type === "pointerout" ? [event.target, event.relatedTarget] : [event.relatedTarget, event.target];
  if (placeOf(event) === place && isHelped(reached) && !isHelped(left)) event.stopImmediatePropagation();
}

/**
 * Give something the focus that nobody has sent there, such as the button that has come in place of another: its help
 * would lie over what has come with it.
 * @param {HTMLElement} element
 * @param {FocusOptions} [options]
 */
export function focusWithoutHelp(element, options) {
  const keep = (event) => isHelped(element) && event.stopImmediatePropagation();
  window.addEventListener("focusin", keep, { capture: true });
  element.focus(options);
  window.removeEventListener("focusin", keep, { capture: true });
}

/** Watch the mouse from now on, before anything else hears of it. */
export function openHelpByMoving() {
  for (const type of ["pointerout", "pointerover"]) window.addEventListener(type, passOver, { capture: true });
  window.addEventListener("mousemove", (event) => (place = placeOf(event)), { capture: true });
}
