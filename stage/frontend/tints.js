// Colours of cells and of type, all mixed from a hue and the paper or the ink of the page.

/**
 * Strength of a slab's hue says how large the value is.
 * @param {string} colour
 * @param {number} value
 * @param {number} peak
 * @returns {string}
 */
export function channelTint(colour, value, peak) {
  return `color-mix(in srgb, ${colour} ${Math.round(7 + 55 * Math.min(1, Math.abs(value) / peak))}%, var(--paper))`;
}

/**
 * Hue says the sign, strength the size; zero is paper.
 * @param {number} value
 * @param {number} peak
 * @returns {string}
 */
export function signedTint(value, peak) {
  if (value === 0) return "var(--paper)";
  const hue = value < 0 ? "var(--negative)" : "var(--positive)";
  return `color-mix(in srgb, ${hue} ${Math.round(9 + 53 * Math.min(1, Math.abs(value) / peak))}%, var(--paper))`;
}

/**
 * Signs have their own colours in each theme; the style sheet takes those of the theme it is in, also when that changes.
 * @param {HTMLElement} root
 * @param {Record<"light"|"dark", {negative: string, positive: string}>} colours
 */
export function setSignColours(root, colours) {
  for (const theme in colours) for (const sign in colours[theme]) root.style.setProperty(`--${sign}-${theme}`, colours[theme][sign]);
}

/**
 * A hue dark enough on light paper, and light enough on dark paper, to be read as type.
 * @param {string} colour
 * @returns {string}
 */
export function typeHue(colour) {
  return `color-mix(in srgb, ${colour} 60%, var(--ink))`;
}
