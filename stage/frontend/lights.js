// What a word means in a picture: its parts are lit, and all others step back. And what is pointed at lights its words.

/**
 * @typedef {Object} Lit
 * @property {string} parts  all that can step back, as a selector
 * @property {Record<string, string>} meant  which of the parts a word means
 * @property {Record<string, string[]>} words  those of what is pointed at, by its kind
 */

/** Say to the page's style how many pictures can be lit: without one, its words only say what they mean. @param {number} more */
function countPictures(more) {
  const { dataset } = document.documentElement;
  dataset.lights = String(Number(dataset.lights ?? 0) + more);
}

export class Lights {
  /**
   * @param {HTMLElement} root  of the picture
   * @param {Lit} lit
   */
  constructor(root, lit) {
    this.root = root;
    this.lit = lit;
    /** @type {string[]} */
    this.words = [];
    this.kind = "";
    /** @type {string[]} */
    this.heard = []; // the word of the page that is pointed at
    this.hear = (event) => {
      this.heard = event.detail ? [event.detail] : [];
      this.show(this.heard);
    };
    document.addEventListener("word", this.hear); // a word of the page is pointed at
    countPictures(1);
  }

  /** Say to the page's style whether the picture has one channel: then words have no colours of channels. @param {number} channels */
  countChannels(channels) {
    document.documentElement.toggleAttribute("data-one-channel", channels === 1);
  }

  /** Light the same again, on a picture that was drawn anew. */
  renew() {
    const { words } = this;
    this.words = [];
    this.show(words);
  }

  /** Light no more than the word that is pointed at. */
  rest() {
    this.show(this.heard);
  }

  /** Light what words mean; nothing steps back where the picture has no such thing. @param {string[]} words */
  show(words) {
    if (words.join() === this.words.join()) return;
    this.words = words;
    const { parts, meant } = this.lit;
    const lit = new Set(words.flatMap((word) => (word in meant ? [...this.root.querySelectorAll(meant[word])] : [])));
    for (const part of this.root.querySelectorAll(".lit")) part.classList.remove("lit");
    for (const part of lit) part.classList.add("lit");
    for (const part of this.root.querySelectorAll(parts)) part.classList.toggle("stepped-back", lit.size > 0 && !lit.has(part));
  }

  /** Say on the page what is pointed at, so that its words are lit. @param {string} kind empty for nothing */
  say(kind) {
    if (kind === this.kind) return;
    this.kind = kind;
    document.dispatchEvent(new CustomEvent("pointed", { detail: this.lit.words[kind] ?? [] }));
  }

  leave() {
    document.removeEventListener("word", this.hear);
    countPictures(-1);
    this.countChannels(0);
    this.say("");
  }
}
