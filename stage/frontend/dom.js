// Elements of the page: what they say is set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** A new SVG element with its attributes, appended to its parent. */
export function makeSvg(name, attributes = {}, parent = undefined) {
  const element = document.createElementNS(SVG, name);
  setAttributes(element, attributes);
  parent?.appendChild(element);
  return element;
}

/** A text element. What it says is set as text, never as markup. */
export function makeText(parent, cls, text = "", attributes = {}) {
  const element = makeSvg("text", { class: cls, ...attributes }, parent);
  element.textContent = text;
  return element;
}

/** A new HTML element; what it says is set as text, never as markup. */
export function makeHtml(name, cls, parent, text = "") {
  const element = document.createElement(name);
  if (cls) element.className = cls;
  if (text) element.textContent = text;
  parent?.append(element);
  return element;
}

/** Set several attributes at once. */
export function setAttributes(element, attributes) {
  for (const key in attributes) element.setAttribute(key, attributes[key]);
}
