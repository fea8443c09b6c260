// Elements of a drawing.

const SVG = "http://www.w3.org/2000/svg";

/** A new SVG element with its attributes, appended to its parent. */
function make(name, attributes = {}, parent = undefined) {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  parent?.appendChild(element);
  return element;
}

/** A text element. What it says is set as text, never as markup. */
function word(parent, cls, text = "", attributes = {}) {
  const element = make("text", { class: cls, ...attributes }, parent);
  element.textContent = text;
  return element;
}
