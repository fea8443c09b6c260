/** Copies the address of the page, which holds every setting that fits, and says what does not. */

const SAID_FOR = 2500; // milliseconds
const READ_FOR = 8000; // for a longer sentence

/** @param {string} text */
async function copy(text) {
  if (navigator.clipboard?.writeText) return navigator.clipboard.writeText(text);
  throw new Error("no clipboard"); // a page that is not served by https may not use it
}

/**
 * The address of the page without what is nobody else's, such as what the learner answered.
 * @param {string[]} names  the names of these parameters
 */
function sharedLink(names) {
  const link = new URL(window.location.href);
  for (const name of names) link.searchParams.delete(name);
  return link.href;
}

/** @param {string} leftOut  what the link does not hold */
function sentence(leftOut) {
  return leftOut ? `Link copied, but without ${leftOut}. To keep them, save a scenario file under “Input and filters”.` : "Link copied.";
}

/** @param {{ parentElement: HTMLElement, data: { leftOut: string, private: string[] } }} component */
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("[aria-live]");
  const link = parentElement.querySelector("input");
  const say = (text) => {
    said.textContent = text;
    clearTimeout(said.timer);
    said.timer = setTimeout(() => (said.textContent = ""), data.leftOut ? READ_FOR : SAID_FOR);
  };
  button.onclick = () =>
    copy(sharedLink(data.private)).then(
      () => say(sentence(data.leftOut)),
      () => {
        link.hidden = false;
        link.value = sharedLink(data.private);
        link.select();
        say("Copy it from here.");
      },
    );
}
