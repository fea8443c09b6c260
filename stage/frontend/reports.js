// What a picture tells its page: once things have come to rest, and not after the learner has left.

export const AT_REST = 250; // ms after the last change by keys or a drag
const LEAVING = 1500; // ms after the click on a link in which another page may come

/** @typedef {(name: string, value: any) => void} Send  Streamlit's own `setStateValue` */

export class Reports {
  constructor() {
    /** @type {Send} */
    this.send = () => {};
    /** @type {Map<string, number>} */
    this.timers = new Map();
    this.count = Date.now();
    // A report that came after the click on a link would call the learner back to this page.
    this.leaving = 0; // ms: until then nothing is told
    this.followLink = (event) => event.composedPath().some(({ tagName }) => tagName === "A") && this.pause();
    document.addEventListener("click", this.followLink, { capture: true });
  }

  /**
   * Tell the page a value once nothing newer of the same name has come for a while.
   * Each report has another count, so that the page hears it also where its value is the same.
   * @param {string} name
   * @param {number} wait  ms
   * @param {() => Record<string, any>} atRest  the value as it is then
   */
  tell(name, wait, atRest) {
    clearTimeout(this.timers.get(name));
    const told = () => this.send(name, { ...atRest(), count: ++this.count });
    this.timers.set(name, setTimeout(told, Math.max(wait, this.leaving - performance.now())));
  }

  /** Take back what has not been told yet. @param {string} name */
  withdraw(name) {
    clearTimeout(this.timers.get(name));
  }

  /** A link was followed: what comes to rest now is told only if the learner stays. */
  pause() {
    this.forget();
    this.leaving = performance.now() + LEAVING;
  }

  forget() {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  leave() {
    this.forget();
    document.removeEventListener("click", this.followLink, { capture: true });
  }
}
