/** Scrolls the page to its beginning when it shows something else, such as a new question of a class. */

/** @type {Map<string, string>} What each of them showed last. */
const shown = new Map();

/** @param {{ key: string, data: { shows: string } }} component */
export default function ({ key, data }) {
  const before = shown.get(key);
  shown.set(key, data.shows);
  if (before !== undefined && before !== data.shows) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
}
