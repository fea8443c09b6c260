// How an element looks once style sheets, variables and themes have had their say: as plain SVG attributes.

const GEOMETRY = [
  ...["x", "y", "width", "height", "rx", "r", "cx", "cy", "d"],
  ...["id", "patternUnits", "patternTransform"],
];

/** Two decimals: a hundredth of a pixel cannot be seen. */
export function rounded(number) {
  return Number(number.toFixed(2));
}

/**
 * A colour as any program for drawings reads it; also what a browser mixed, as in `color(srgb 0.5 0.5 1 / 0.2)`.
 * @returns {{colour: string, opacity: number}}
 */
export function plainColour(text) {
  const parts = text.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
  if (!/^(rgb|color\(srgb )/.test(text) || parts.length < 3) return { colour: text, opacity: 1 };
  const unit = text.startsWith("color") ? 255 : 1;
  const bytes = parts.slice(0, 3).map((part) => Math.round(Math.min(255, Math.max(0, part * unit))));
  return { colour: `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`, opacity: parts[3] ?? 1 };
}

/** Attributes of a fill or a stroke, and none where nothing of it can be seen. */
export function paintAttributes(name, look) {
  if (look[name].startsWith("url")) return { [name]: look[name].replaceAll('"', "") };
  const { colour, opacity } = plainColour(look[name]);
  const share = opacity * Number(look[`${name}Opacity`]);
  if (colour === "none" || share === 0) return { [name]: "none" };
  return share < 1 ? { [name]: colour, [`${name}-opacity`]: rounded(share) } : { [name]: colour };
}

/** @param {number} scale px of the page for one of the picture, where strokes do not grow with it */
export function strokeAttributes(look, scale) {
  const paint = paintAttributes("stroke", look);
  if (paint.stroke === "none") return {};
  const length = (text) => rounded(parseFloat(text) / scale);
  const dashes = look.strokeDasharray === "none" ? {} : { "stroke-dasharray": look.strokeDasharray.split(", ").map(length).join(" ") };
  return { ...paint, ...dashes, "stroke-width": length(look.strokeWidth), "stroke-linejoin": look.strokeLinejoin, "stroke-linecap": look.strokeLinecap };
}

export function typeAttributes(look) {
  const anchor = look.textAnchor === "start" ? {} : { "text-anchor": look.textAnchor };
  const weight = look.fontWeight === "400" ? {} : { "font-weight": look.fontWeight };
  return { "font-size": rounded(parseFloat(look.fontSize)), ...anchor, ...weight };
}

export function geometryOf(element) {
  const named = GEOMETRY.filter((name) => element.hasAttribute(name));
  return Object.fromEntries(named.map((name) => [name, element.getAttribute(name)]));
}

/** Where an element is put in its parent, by its attribute or, while it glides, where it glides to. @returns {DOMMatrix} */
export function placeOfElement(element) {
  if (element.style.transform) return new DOMMatrix(element.style.transform);
  const steps = [...(element.transform?.baseVal ?? [])];
  return steps.reduce((matrix, step) => matrix.multiply(DOMMatrix.fromMatrix(step.matrix)), new DOMMatrix());
}

export function transformAttribute(matrix) {
  if (matrix.isIdentity) return {};
  const numbers = ["a", "b", "c", "d", "e", "f"].map((part) => Number(matrix[part].toFixed(5)));
  return { transform: `matrix(${numbers.join(" ")})` };
}

/** A text as XML may hold it: everything but control characters. */
export function xmlText(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}
