/** Arrow keys go to the next and the previous step of the tour, where they mean nothing else. */

const LINKS = { ArrowRight: ".st-key-tour-next a", ArrowLeft: ".st-key-tour-previous a" };

/** Nothing has the focus that the arrow keys move in itself, such as a slider or the stage. */
function keysAreFree() {
  const focused = document.activeElement;
  return focused === document.body || focused?.closest(".st-key-tour") !== null;
}

/** @param {KeyboardEvent} event */
function follow(event) {
  const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
  if (plain && event.key in LINKS && keysAreFree()) document.querySelector(LINKS[event.key])?.click();
}

/**
 * The window listens once and for good: a listener that left with its page would leave keys unheard while the next one
 * comes. Where there is no tour there is no link to follow.
 * @param {{ parentElement: HTMLElement }} component
 */
export default function ({ parentElement }) {
  parentElement.querySelector("small").hidden = false;
  if (!window.tourKeys) document.addEventListener("keydown", (window.tourKeys = follow));
}
