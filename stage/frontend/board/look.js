// The look of the page, for what a style sheet does not reach: the canvases.

import { luminance, mixed } from "./shades.js";

const USUAL_TYPE = 16; // px: a browser's own size of type

/** @typedef {{paper: number[], ink: string, line: string, font: string, zoom: number, least: number, theme: "dark"|"light"}} Look  least: px, the smallest type for which a page makes room */

/** @param {HTMLElement} root @returns {Look} */
export function lookOf(root) {
  const style = getComputedStyle(root);
  const [paper, ink] = [rgbOf(style.backgroundColor), rgbOf(style.color)];
  const type = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const least = (parseFloat(style.getPropertyValue("--least-type")) || 0) * type; // which is in rem
  const theme = luminance(paper) < luminance(ink) ? "dark" : "light";
  return { paper, ink: style.color, line: `rgb(${mixed(paper, ink, 0.16).join(" ")})`, font: style.fontFamily, zoom: type / USUAL_TYPE, least, theme };
}

/** Red, green and blue of a computed colour; a board that has just left its page has none, and is not seen either. */
function rgbOf(text) {
  return (text.match(/[\d.]+/g) ?? ["0", "0", "0"]).slice(0, 3).map(Number);
}
