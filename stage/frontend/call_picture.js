// A call on its own, above a picture that is not a stage.

import { CallLines } from "./call.js";
import { Reports } from "./reports.js";

export class CallPicture {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.reports = new Reports();
    this.lines = new CallLines(root, (change) => this.reports.tell("call", 0, () => change));
  }

  /** @param {{call: import("./call.js").Call}} data @param {import("./reports.js").Send} send */
  receive({ call }, send) {
    this.reports.send = send;
    this.lines.show(call);
  }

  leave() {
    this.reports.leave();
  }
}
