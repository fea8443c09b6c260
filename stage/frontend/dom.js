// Elements of the page: what they say is set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * A new SVG element with its attributes, appended to its parent.
 * @param {string} name
 * @param {Record<string, string|number>} [attributes]
 * @param {?Element} [parent]
 * @returns {any} an SVGElement
 */
export function makeSvg(name, attributes = {}, parent = undefined) {
  const element = document.createElementNS(SVG, name);
  setAttributes(element, attributes);
  parent?.appendChild(element);
  return element;
}

/**
 * A text element. What it says is set as text, never as markup.
 * @param {?Element} parent
 * @param {string} cls
 * @param {string} [text]
 * @param {Record<string, string|number>} [attributes]
 * @returns {any} an SVGElement
 */
export function makeText(parent, cls, text = "", attributes = {}) {
  const element = makeSvg("text", { class: cls, ...attributes }, parent);
  element.textContent = text;
  return element;
}

/**
 * A new HTML element; what it says is set as text, never as markup.
 * @param {string} name
 * @param {string} cls
 * @param {?Element} parent
 * @param {string} [text]
 * @returns {any} an HTMLElement
 */
export function makeHtml(name, cls, parent, text = "") {
  const element = document.createElement(name);
  if (cls) element.className = cls;
  if (text) element.textContent = text;
  parent?.append(element);
  return element;
}

/**
 * Set several attributes at once.
 * @param {Element} element
 * @param {Record<string, string|number>} attributes
 */
export function setAttributes(element, attributes) {
  for (const key in attributes) element.setAttribute(key, String(attributes[key]));
}

/**
 * Put an element of the frame over another one.
 * @param {HTMLElement} above
 * @param {Element} element
 * @param {HTMLElement} frame
 */
export function placeOver(above, element, frame) {
  const [outer, box] = [frame.getBoundingClientRect(), element.getBoundingClientRect()];
  above.style.left = `${box.x - outer.x + box.width / 2}px`;
  above.style.top = `${box.y - outer.y + box.height / 2}px`;
}
