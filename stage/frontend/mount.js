// A picture on the page: it waits for the script of its kind, which comes once, and hands it what is to be shown.

import { makeHtml } from "./dom.js";
import { scriptPlace } from "./meeting.js";

/** Streamlit calls this when the picture is mounted and again, on the same element, whenever its data or the theme changes. */
export default function (component) {
  const { parentElement, data, setStateValue } = component;
  const root = parentElement.querySelector("[data-kind]");
  const { kind } = root.dataset;
  if (!root.picture && data.height) root.style.minHeight = `${data.height}px`; // so that nothing below jumps when the picture comes
  const script = scriptPlace(kind).content;
  script.then(({ Picture, style }) => {
    root.picture ??= mounted(root, Picture, style);
    root.picture.receive(data, setStateValue);
    root.getRootNode().host?.setAttribute("data-drawn", ""); // the page keeps no more room for it
  });
  return () => script.then(() => leave(root));
}

function mounted(root, Picture, style) {
  root.before(makeHtml("style", "", null, style));
  return new Picture(root);
}

function leave(root) {
  root.picture?.leave();
  root.picture = undefined;
  root.replaceChildren();
}
