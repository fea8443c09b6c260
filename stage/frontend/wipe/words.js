// What the controls of before and after say.

export const WIPE_WORDS = {
  line: "From before to after",
  closer: "Zoom in",
  further: "Zoom out",
  whole: "Whole picture",
  isWhole: "You see the whole picture.",
  /** @param {number} percent */
  share: (percent) => `${percent}% of the width shows the feature map`,
  /** @param {number} percent */
  zoom: (percent) => `zoom ${percent}%`,
};
