/** Copies the address of the page, which holds every setting that fits, and says what does not. */

const SAID_FOR = 2500; // milliseconds
const READ_FOR = 8000; // for a longer sentence
const FRAME_HEIGHT = 760; // pixels: a call, a picture and its transport

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

/** @param {string} text  for an attribute of HTML */
function attribute(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/**
 * A frame for the page of a course: without menu and footer, the picture first.
 * @param {string} href
 */
function frame(href) {
  const link = new URL(href);
  link.searchParams.set("embed", "true");
  const title = attribute(document.title);
  return `<iframe src="${attribute(link.href)}" title="${title}" width="100%" height="${FRAME_HEIGHT}" style="border: 0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`;
}

/**
 * @param {object} component
 * @param {HTMLElement} component.parentElement
 * @param {{ leftOut: string, private: string[], frame: boolean, linkCopied: string, frameCopied: string, byHand: string }} component.data
 */
export default function ({ parentElement, data }) {
  const [linkButton, frameButton] = parentElement.querySelectorAll("button");
  frameButton.hidden = !data.frame;
  parentElement.querySelector(".copy-link").classList.toggle("brief", !data.frame);
  const said = parentElement.querySelector("[aria-live]");
  const field = parentElement.querySelector("input");
  field.onblur = () => (field.hidden = true);
  const say = (text) => {
    said.textContent = text;
    clearTimeout(said.timer);
    said.timer = setTimeout(() => (said.textContent = ""), data.leftOut ? READ_FOR : SAID_FOR);
  };
  const take = (text, copied) =>
    copy(text).then(
      () => say(copied),
      () => {
        field.hidden = false;
        field.value = text;
        field.select();
        field.scrollIntoView({ block: "nearest" }); // the menu may end above it
        say(data.byHand);
      },
    );
  linkButton.onclick = () => take(sharedLink(data.private), data.linkCopied);
  frameButton.onclick = () => take(frame(sharedLink(data.private)), data.frameCopied);
}
