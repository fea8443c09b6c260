// The picture as it is seen, as an SVG of its own: no style sheet, no variable, no script and no address in it.

import { makeSvg } from "../dom.js";
import { wordsBelow } from "./below.js";
import { flatOutline, framesOf } from "./frames.js";
import { geometryOf, paintAttributes, placeOfElement, plainColour, rounded, strokeAttributes, transformAttribute, typeAttributes, xmlText } from "./look.js";

const AROUND_PICTURE = 16; // px of paper on every side
const FALLBACKS = '"Source Sans 3", "Source Sans Pro"'; // what the page's typeface is called where it is installed

/**
 * A copy of an element and what is in it, with its look written into it.
 * @param {DOMMatrix} place of its parent on the picture
 * @param {number} scale   px of the page for one of the picture
 */
function copyLook(element, parent, place, scale) {
  const look = getComputedStyle(element);
  if (look.display === "none" || look.visibility === "hidden") return;
  const move = placeOfElement(element);
  /** @type {{opacity?: string} & Record<string, any>} */
  const own = { ...geometryOf(element), ...transformAttribute(move) };
  if (Number(look.opacity) < 1) own.opacity = look.opacity;
  if (element.tagName === "text") copyText(element, parent, own, look);
  else if (look.vectorEffect === "non-scaling-stroke") copyFrames(element, parent, own, look, place, scale);
  else if (element.children.length === 0) copyShape(element, parent, own, look);
  else {
    const group = makeSvg(element.tagName, own, parent);
    for (const child of element.children) copyLook(child, group, place.multiply(move), scale);
    if (group.children.length === 0) group.remove();
  }
}

function copyShape(element, parent, own, look) {
  /** @type {Record<string, any>} */
  const paint = { ...paintAttributes("fill", look), ...strokeAttributes(look, 1) };
  if (own.d === "" || (paint.fill === "none" && !paint.stroke)) return;
  makeSvg(element.tagName, { ...own, ...paint }, parent);
}

/**
 * Frames with strokes of one thickness: their corners are those on the picture, so the board's own turn is taken back.
 * @param {SVGElement} element
 * @param {Element} parent
 * @param {{opacity?: string}} own its own attributes
 * @param {CSSStyleDeclaration} look
 * @param {DOMMatrix} place
 * @param {number} scale
 */
function copyFrames(element, parent, { opacity }, look, place, scale) {
  const here = place.multiply(placeOfElement(element));
  const d = framesOf(element).map((frame) => flatOutline(frame, here)).join("");
  const paint = { ...paintAttributes("fill", look), ...strokeAttributes(look, scale) };
  makeSvg("path", { d, ...(opacity && { opacity }), ...transformAttribute(place.inverse()), ...paint }, parent);
}

/** Text of the width it has on the page, in whatever typeface it will be set; a halo of paper is a text below it. */
function copyText(element, parent, own, look) {
  if (!element.textContent) return;
  const size = parseFloat(look.fontSize);
  const down = element.getAttribute("dy")?.endsWith("em") ? parseFloat(element.getAttribute("dy")) * size : 0;
  const width = { textLength: rounded(element.getComputedTextLength()), lengthAdjust: "spacingAndGlyphs" };
  const place = { ...own, y: rounded(Number(own.y ?? 0) + down), ...typeAttributes(look), ...width };
  const halo = strokeAttributes(look, 1);
  const write = (paint) => (makeSvg("text", { ...place, ...paint }, parent).textContent = xmlText(element.textContent));
  if (halo.stroke) write({ ...halo, fill: "none", "aria-hidden": "true" });
  write(paintAttributes("fill", look));
}

/** @param {HTMLElement} stage @returns {SVGSVGElement} the whole picture and the words below it */
export function pictureOf(stage) {
  const scene = /** @type {SVGSVGElement} */ (stage.querySelector("svg.scene"));
  const screen = scene.getScreenCTM();
  const [width, height] = [scene.viewBox.baseVal.width, scene.viewBox.baseVal.height];
  const words = wordsBelow(stage, screen);
  const bottom = Math.max(height, words.bottom);
  const box = { x: -AROUND_PICTURE, y: -AROUND_PICTURE, width: rounded(width + 2 * AROUND_PICTURE), height: rounded(bottom + 2 * AROUND_PICTURE) };
  const picture = makeSvg("svg", { ...sizeOnPage(box, screen.a), role: "img", "font-family": fontNames(stage), style: "font-variant-numeric: tabular-nums" });
  makeSvg("title", {}, picture).textContent = xmlText(stage.querySelector('[data-testid="stage-sum"]').textContent);
  makeSvg("desc", {}, picture).textContent = xmlText(scene.ariaLabel);
  makeSvg("rect", { ...box, fill: plainColour(paperOf(stage)).colour }, picture);
  for (const part of scene.children) copyLook(part, picture, new DOMMatrix(), screen.a);
  picture.append(...words.elements);
  return picture;
}

function sizeOnPage({ x, y, width, height }, scale) {
  return { width: rounded(width * scale), height: rounded(height * scale), viewBox: `${x} ${y} ${width} ${height}` };
}

function fontNames(stage) {
  const names = getComputedStyle(stage).fontFamily;
  return names.replace(/^"?Source Sans"?(?=,|$)/, `$&, ${FALLBACKS}`);
}

/** The paper's colour, as the stage's own style names it. */
function paperOf(stage) {
  return getComputedStyle(stage.querySelector(".node circle")).fill;
}

/** @param {SVGSVGElement} picture @returns {string} the text of a file */
export function svgText(picture) {
  return `${new XMLSerializer().serializeToString(picture)}\n`;
}
