// What the controls of a picture say. Whole sentences: places in them are arguments.

/** What can be done by a finger, or by a mouse, with any number and with those that can be changed. */
const HINTS = matchMedia("(hover: none)").matches
  ? {
    point: "Tap any number to see its sources.",
    edit: "Tap any number to see its sources. Then tap a weight, a bias or an input cell again, or drag it up or down.",
  }
  : {
    point: "Point at any number to see its sources.",
    edit: "Point at any number to see its sources. Click or drag a weight, a bias or an input cell.",
  };

export const CONTROL_WORDS = {
  stage: "Animated convolution. Space plays, arrow keys step.",
  first: "First step",
  previous: "Previous step",
  play: "Play",
  pause: "Pause",
  next: "Next step",
  last: "Last step",
  step: "Step",
  speed: "Speed",
  advance: "Advance by",
  position: "one position",
  product: "one product",
  view: "View",
  views: { depth: "3-D", flat: "Flat" },
  spread: "Spread",
  flat: "Flat slabs lie side by side. In 3-D you can spread them.",
  hints: HINTS,
  undo: "Undo",
  undoes: "Undoes the last change, as Ctrl+Z does.",
  /** @param {string} slab */
  showProducts: (slab) => `Show products of ${slab}`,
  /** A field for a number. @param {string} name @param {number} low @param {number} high */
  field: (name, low, high) => `${name}, from ${low} to ${high}`,
  /** @param {string} low @param {string} high */
  noNumber: (low, high) => `This was no number, so nothing changed. Numbers from ${low} to ${high} are possible here.`,
  /** @param {string} low @param {string} high @param {string} typed @param {string} near */
  onlyWhole: (low, high, typed, near) => `Only whole numbers from ${low} to ${high} are possible here, so ${typed} became ${near}.`,
  /** @param {string} low @param {string} high @param {string} typed @param {string} near */
  onlyDecimals: (low, high, typed, near) => `Only numbers from ${low} to ${high} with two decimals are possible here, so ${typed} became ${near}.`,
};

/** What marks in the picture mean. */
export const MARK_WORDS = {
  positive: "positive",
  negative: "negative",
  padding: "padding",
  unvisited: "in no window",
  reach: "reach of the window",
  madeFrom: "made from",
  goesInto: "goes into",
};
