// Something that both the learner and the page can set: where the line stands, which pixel is read.

/** @template T */
export class Followed {
  constructor() {
    /** @type {T} */
    this.value = undefined;
    this.asked = undefined; // as JSON: what the page has yet to answer
  }

  /** The learner sets it. @param {T} value */
  set(value) {
    this.value = value;
    this.asked = JSON.stringify(value);
  }

  /** The page's value holds, unless it answers an older wish: hands are faster than a server. @param {T} value */
  receive(value) {
    if (this.asked !== undefined && this.asked !== JSON.stringify(value)) return;
    this.value = value;
    this.asked = undefined;
  }

  /** What was wished for is no longer there. */
  forget() {
    this.asked = undefined;
  }
}
