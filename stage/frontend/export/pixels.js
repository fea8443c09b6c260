// The picture as pixels. An SVG that is painted as an image sees no typeface of the page: it has to bring its own.

import { makeSvg } from "../dom.js";
import { svgText } from "./picture.js";

const PIXELS = 2; // for one of the page: sharp on a slide

/** The rules that say where upright letters of a typeface come from. @returns {{rule: CSSFontFaceRule, base: string}[]} */
function fontRules(family) {
  const readable = [...document.styleSheets].filter((sheet) => new URL(sheet.href ?? location.href).origin === location.origin);
  return readable
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule: /** @type {CSSFontFaceRule} */ (rule), base: sheet.href ?? location.href })))
    .filter(({ rule }) => rule instanceof CSSFontFaceRule && rule.style.fontFamily.replaceAll('"', "") === family && rule.style.fontStyle !== "italic");
}

/** A file as an address that holds it. @param {Blob} blob @returns {Promise<string>} */
function dataAddress(blob) {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(/** @type {string} */ (reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** A rule with its letters in it; empty where the page has none of that name, as for letters of the system. */
async function fontStyle(family) {
  const [found] = fontRules(family);
  const address = found?.rule.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)?.[1];
  if (!address) return "";
  const letters = await fetch(new URL(address, found.base)).then((answer) => answer.blob());
  return `@font-face { font-family: "${family}"; font-weight: ${found.rule.style.fontWeight}; src: url("${await dataAddress(letters)}"); }`;
}

/** @param {SVGSVGElement} picture @returns {Promise<HTMLImageElement>} the picture with its letters, ready to be painted */
async function asImage(picture) {
  const family = picture.getAttribute("font-family").split(",")[0].replaceAll('"', "");
  const withLetters = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const style = makeSvg("style");
  style.textContent = await fontStyle(family);
  withLetters.prepend(style);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(withLetters))}`;
  await image.decode();
  return image;
}

/** @param {SVGSVGElement} picture @returns {Promise<Blob>} a PNG file */
export async function pngFile(picture) {
  const image = await asImage(picture);
  const canvas = document.createElement("canvas");
  const [width, height] = ["width", "height"].map((side) => PIXELS * Number(picture.getAttribute(side)));
  Object.assign(canvas, { width: Math.round(width), height: Math.round(height) });
  const brush = canvas.getContext("2d");
  brush.fillStyle = picture.querySelector("rect").getAttribute("fill");
  brush.fillRect(0, 0, canvas.width, canvas.height); // also the part of a pixel that the picture leaves at an edge
  brush.drawImage(image, 0, 0, width, height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
}
