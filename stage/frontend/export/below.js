// The words below the picture, line by line where the page has set them, as texts of the picture.

import { makeSvg } from "../dom.js";
import { plainColour, rounded, xmlText } from "./look.js";

/** @typedef {{text: string, left: number, right: number, top: number, bottom: number}} Run */

/** The parts of a text node that stand on one line each, in px of the window. @returns {Run[]} */
function runsOf(node) {
  const range = document.createRange();
  const runs = [];
  for (const { index, 0: part } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + part.length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    const run = runs.at(-1);
    if (run && Math.abs(run.top - top) < 2) Object.assign(run, { text: `${run.text} ${part}`, right });
    else runs.push({ text: part, left, right, top, bottom });
  }
  return runs;
}

function textNodesOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

/** A run of type on the picture. @param {Run} run @param {DOMMatrix} screen from the picture to the window */
function runAsText(run, node, screen) {
  const look = getComputedStyle(node.parentElement);
  const size = parseFloat(look.fontSize) / screen.a;
  const middle = ((run.top + run.bottom) / 2 - screen.f) / screen.d;
  const text = makeSvg("text", {
    x: rounded((run.left - screen.e) / screen.a),
    y: rounded(middle + 0.35 * size), // from the middle of letters down to their baseline
    textLength: rounded((run.right - run.left) / screen.a),
    lengthAdjust: "spacingAndGlyphs",
    fill: plainColour(look.color).colour,
    "font-size": rounded(size),
    "font-weight": look.fontWeight,
  });
  text.textContent = xmlText(run.text);
  return text;
}

/** The box that a word has around it, if it has one. */
function borderOf(element, screen) {
  const look = getComputedStyle(element);
  const thickness = parseFloat(look.borderTopWidth);
  if (thickness === 0) return [];
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = makeSvg("rect", {
    x: rounded((left + thickness / 2 - screen.e) / screen.a),
    y: rounded((top + thickness / 2 - screen.f) / screen.d),
    width: rounded((width - thickness) / screen.a),
    height: rounded((height - thickness) / screen.d),
    rx: rounded(parseFloat(look.borderTopLeftRadius) / screen.a),
    fill: "none",
    stroke: plainColour(look.borderTopColor).colour,
    "stroke-width": rounded(thickness / screen.a),
  });
  return [box];
}

/** @param {HTMLElement} stage @param {DOMMatrix} screen @returns {{elements: SVGElement[], bottom: number}} */
export function wordsBelow(stage, screen) {
  const lines = [...stage.querySelectorAll(".equation, .sentence")].filter((line) => line.textContent);
  const texts = lines.flatMap(textNodesOf).flatMap((node) => runsOf(node).map((run) => runAsText(run, node, screen)));
  const boxes = lines.flatMap((line) => [...line.children]).flatMap((part) => borderOf(part, screen));
  const bottoms = lines.map((line) => (line.getBoundingClientRect().bottom - screen.f) / screen.d);
  return { elements: [...boxes, ...texts], bottom: Math.max(0, ...bottoms) };
}
