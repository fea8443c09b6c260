// What a word means in the picture: its parts are lit, and all others step back.

/** What can step back: cells and frames of the input, whole feature maps, tiles, numbers and lines. */
const PARTS =
  ".slab.map, .slab:not(.map) > *, .block, .between, .front > :not(.node, .legend), .node > *, .links path, .tile, .op, .sum, .head, .row-head, .call, .bar";

/** @type {Record<string, string>} which of the parts a word means */
const MEANT = {
  input: ".slab:not(.map) > :not(.window), .caption, .leader",
  channel: ".slab:not(.map) > :not(.window), .caption, .leader, .row-head",
  window: ".window, .block, .front > .tag",
  patch: ".window, .tile.patch",
  kernel: ".tile.kernel",
  filter: ".tile.kernel, .front > .tag",
  product: ".tile.products",
  "channel sum": ".sum, .feed",
  bias: ".node > .bias",
  output: ".node > .value, .landing, .slab.map",
  "feature map": ".slab.map",
  call: ".call",
  transport: ".bar",
};

export class Lights {
  /** @param {HTMLElement} root  of the picture */
  constructor(root) {
    this.root = root;
    this.word = "";
  }

  /** Light the same again, on a picture that was drawn anew. */
  renew() {
    const { word } = this;
    this.word = "";
    this.show(word);
  }

  /** Light what a word means; nothing steps back where the picture has no such thing. @param {string} word */
  show(word) {
    if (word === this.word) return;
    this.word = word;
    for (const part of this.root.querySelectorAll(".lit")) part.classList.remove("lit");
    const lit = word in MEANT ? [...this.root.querySelectorAll(MEANT[word])] : [];
    for (const part of lit) part.classList.add("lit");
    for (const part of this.root.querySelectorAll(PARTS)) part.classList.toggle("stepped-back", lit.length > 0 && !part.classList.contains("lit"));
  }
}
