// Where two components of a page meet: one brings something, others wait for it, and either may come first.

/**
 * A place where something is left once, for all who wait for it.
 * @typedef {{content: Promise<any>, leave: (content: any) => void, filled: boolean}} Place
 * @returns {Place}
 */
export function emptyPlace() {
  const place = { filled: false };
  place.content = new Promise((resolve) => {
    place.leave = (content) => {
      place.filled = true;
      resolve(content);
    };
  });
  return /** @type {Place} */ (place);
}

/** The place of the script that draws all pictures of a kind. @param {string} kind @returns {Place} */
export function scriptPlace(kind) {
  const places = (globalThis.convScripts ??= new Map());
  if (!places.has(kind)) places.set(kind, emptyPlace());
  return places.get(kind);
}

/**
 * Leave the script of a kind, the first time that it comes.
 * @param {string} kind
 * @param {new (root: HTMLElement) => any} Picture
 * @param {string} style
 */
export function leaveScript(kind, Picture, style) {
  const place = scriptPlace(kind);
  if (!place.filled) place.leave({ Picture, style });
}
