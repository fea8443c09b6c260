// A network drawn to scale: blocks, the lines between them, and arcs over what is skipped. A block may be chosen.

import { makeHtml, makeSvg, makeText } from "../dom.js";
import { AT_REST, Reports } from "../reports.js";
import { TableRows } from "./table_rows.js";

const SECOND_LINE = 13; // px below the first line under a block
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * A block as stage/network.py writes it; `choice` is null where it cannot be chosen.
 * @typedef {{x: number, y: number, width: number, height: number, labelY: number, label: string, shape: string, says: string, kind: string, choice: ?number, sign: string}} Block
 */

/**
 * What stage/network.py sends.
 * @typedef {Object} NetworkData
 * @property {number} width
 * @property {number} height
 * @property {Block[]} blocks
 * @property {{path: string, skip: boolean}[]} joins
 * @property {?number} chosen
 * @property {string} alt
 * @property {?import("./table_rows.js").TableData} table
 */

export class NetworkDrawing {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.reports = new Reports();
    this.sheet = makeHtml("div", "sheet", root);
    this.said = makeHtml("p", "said", root);
    this.rows = new TableRows((choice) => this.tell(choice, 0));
    root.addEventListener("keydown", (event) => this.key(event));
  }

  /**
   * New data from the server, or another theme.
   * @param {NetworkData} data
   * @param {import("../reports.js").Send} send
   */
  receive(data, send) {
    this.reports.send = send;
    const { chosen, table, ...drawn } = data;
    this.rows.receive(table);
    const text = JSON.stringify(drawn);
    if (text !== this.text) this.draw(data);
    this.text = text;
    this.mark(chosen);
  }

  /** @param {NetworkData} data */
  draw({ width, height, blocks, joins, alt }) {
    this.sheet.replaceChildren();
    const svg = makeSvg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: blocks.some(({ choice }) => choice !== null) ? "radiogroup" : "img", "aria-label": alt }, this.sheet);
    for (const { path, skip } of joins) makeSvg("path", { class: skip ? "join skip" : "join", d: path }, svg);
    /** @type {Map<number, any>} */
    this.choices = new Map();
    for (const block of blocks) this.drawBlock(svg, block);
  }

  /** @param {Element} svg @param {Block} block */
  drawBlock(svg, block) {
    const { x, y, width, height, labelY, says, choice, kind, sign } = block;
    const group = makeSvg("g", { class: `block ${kind}` }, svg);
    const middle = x + width / 2;
    if (kind === "sign") {
      makeSvg("circle", { cx: middle, cy: y + height / 2, r: height / 2 }, group);
      makeText(group, "sign", sign, { x: middle, y: y + height / 2 });
    } else makeSvg("rect", { x, y, width, height, rx: 2 }, group);
    makeSvg("rect", { class: "reach", x: middle - Math.max(width, 24) / 2, y: y - 4, width: Math.max(width, 24), height: labelY - y + 8 }, group);
    makeText(group, "label", block.label, { x: middle, y: labelY });
    makeText(group, "shape", block.shape, { x: middle, y: labelY + SECOND_LINE });
    group.addEventListener("pointerenter", () => this.say(says));
    group.addEventListener("pointerleave", () => this.say(this.marked));
    if (choice === null) return;
    group.setAttribute("role", "radio");
    group.setAttribute("aria-label", says);
    group.addEventListener("click", () => this.choose(choice, 0));
    this.choices.set(choice, group);
  }

  /** What is pointed at, or else chosen. @param {string} [text] */
  say(text = "") {
    this.said.textContent = text;
  }

  /** @param {?number} chosen */
  mark(chosen) {
    this.chosen = chosen;
    for (const [choice, group] of this.choices) {
      group.classList.toggle("chosen", choice === chosen);
      group.setAttribute("aria-checked", String(choice === chosen));
      group.setAttribute("tabindex", choice === (chosen ?? this.choices.keys().next().value) ? "0" : "-1");
    }
    this.marked = this.choices.get(chosen)?.getAttribute("aria-label");
    this.say(this.marked);
  }

  /** @param {number} choice @param {number} wait  ms until the page is told */
  choose(choice, wait) {
    this.tell(choice, wait);
    const group = this.choices.get(choice);
    group.focus();
    group.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {number} choice @param {number} wait  ms until the page is told */
  tell(choice, wait) {
    this.mark(choice);
    this.reports.tell("layer", wait, () => ({ choice: this.chosen }));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const order = [...(this.choices?.keys() ?? [])];
    const ends = { Home: order[0], End: order.at(-1) };
    const step = STEPS[event.key];
    const next = step ? order[order.indexOf(this.chosen) + step] : event.key === " " || event.key === "Enter" ? (this.chosen ?? order[0]) : ends[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.choose(next, AT_REST);
  }

  leave() {
    this.rows.leave();
    this.reports.leave();
  }
}
