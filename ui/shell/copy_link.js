/** Copies the address of the page, which holds every setting that fits, and says so. */

const SAID_FOR = 2500; // milliseconds

/** @param {string} text */
async function copy(text) {
  if (navigator.clipboard?.writeText) return navigator.clipboard.writeText(text);
  throw new Error("no clipboard"); // a page that is not served by https may not use it
}

/** @param {{ parentElement: HTMLElement }} component */
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("[aria-live]");
  const link = parentElement.querySelector("input");
  const say = (text) => {
    said.textContent = text;
    clearTimeout(said.timer);
    said.timer = setTimeout(() => (said.textContent = ""), SAID_FOR);
  };
  button.onclick = () =>
    copy(window.location.href).then(
      () => say("Link copied."),
      () => {
        link.hidden = false;
        link.value = window.location.href;
        link.select();
        say("Copy it from here.");
      },
    );
}
