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

/** @param {{ parentElement: HTMLElement }} component */
export default function ({ parentElement }) {
  document.addEventListener("keydown", follow);
  parentElement.querySelector("small").hidden = false;
  return () => document.removeEventListener("keydown", follow);
}
