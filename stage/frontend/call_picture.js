// A call on its own, above a picture that is not a stage.

import { CallLines } from "./call.js";
import { Reports } from "./reports.js";

const PAGE = document.documentElement.style;
const HEIGHT = "--page-call"; // which a picture below that fits itself to the screen leaves free

export class CallPicture {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.reports = new Reports();
    this.lines = new CallLines(root, (change) => this.reports.tell("call", 0, () => change));
    this.resize = new ResizeObserver(() => PAGE.setProperty(HEIGHT, `${root.offsetHeight}px`));
    this.resize.observe(root);
  }

  /** @param {{call: import("./call.js").Call}} data @param {import("./reports.js").Send} send */
  receive({ call }, send) {
    this.reports.send = send;
    this.lines.show(call);
  }

  leave() {
    this.resize.disconnect();
    PAGE.removeProperty(HEIGHT);
    this.reports.leave();
  }
}
