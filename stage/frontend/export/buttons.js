// Two buttons that hand over the stage of the page, as it is seen. Nothing leaves the browser.

import { pictureOf, svgText } from "./picture.js";
import { pngFile } from "./pixels.js";
import { EXPORT_WORDS } from "./words.js";

/** The stage; it lives in a shadow tree of its own. @returns {HTMLElement | undefined} */
function stageOfPage() {
  const trees = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return trees.map((tree) => tree.querySelector('[data-testid="stage"]')).find((stage) => stage?.querySelector("svg.scene"));
}

/** @param {string} name @param {Blob} file */
function save(name, file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @type {Record<string, (picture: SVGSVGElement) => Blob | Promise<Blob>>} by the name of the file */
const FILES = {
  "step.svg": (picture) => new Blob([svgText(picture)], { type: "image/svg+xml" }),
  "step.png": pngFile,
};

/** Streamlit calls this when the component is mounted. @param {{ parentElement: HTMLElement }} component */
export default function (component) {
  const { parentElement } = component;
  const said = parentElement.querySelector("[aria-live]");
  for (const button of parentElement.querySelectorAll("button")) {
    const name = button.dataset.file;
    button.onclick = async () => {
      said.textContent = "";
      const stage = stageOfPage();
      if (!stage) return (said.textContent = EXPORT_WORDS.notDrawn);
      try {
        save(name, await FILES[name](pictureOf(stage)));
      } catch (error) {
        said.textContent = EXPORT_WORDS.failed;
        console.error(error);
      }
    };
  }
}
