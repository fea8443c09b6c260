// The layer's call: lines of words, fields and buttons, in which every value is set where it is written.

import { CALL_WORDS } from "./call_words.js";
import { makeHtml } from "./dom.js";

/**
 * A value that a field offers. One that is not possible now says why.
 * @typedef {{value: string, text: string, why: string}} Option
 *
 * A value with the words before and after it, which stay on its line.
 * @typedef {{name: string, before: string, after: string, label: string, help: string, value: string, options: Option[], aside: boolean}} Field  as stage/call.py writes it
 *
 * What is no choice.
 * @typedef {{words: string, aside: boolean}} Given  as stage/call.py writes it
 *
 * A button.
 * @typedef {{name: string, text: string, help: string}} Deed  as stage/call.py writes it
 *
 * @typedef {string|Given|Field|Deed} Part
 * @typedef {Part[][]} Call  lines of words, fields and buttons
 */

const CROWDED = 6; // fields in a line, from which on those of the filters are shorter than their names
const LONG = 96; // letters of a line that stand closer, or it would be two

export class CallLines {
  /**
   * @param {Element} parent
   * @param {(change: {name: string, value: string}) => void} report  tells the page what was chosen
   */
  constructor(parent, report) {
    this.root = makeHtml("div", "call", parent);
    this.report = report;
    /** @type {Map<string, HTMLSelectElement>} */
    this.fields = new Map();
  }

  /** Show a call; a field that was there before stays the same element, and what had the focus keeps it. @param {Call} call */
  show(call) {
    const written = JSON.stringify(call);
    if (written === this.written) return;
    this.written = written;
    const focused = /** @type {?HTMLSelectElement|HTMLButtonElement} */ (this.root.querySelector(":focus"));
    const byKey = focused?.matches(":focus-visible");
    const before = this.fields;
    this.fields = new Map();
    this.root.replaceChildren(...call.map((parts) => this.line(parts, before)));
    if (focused) this.focusOn(focused.name, byKey);
  }

  /** A button that is gone with what it did leaves the focus of the keyboard to the first field; a mouse needs none. @param {string} name @param {boolean} byKey */
  focusOn(name, byKey) {
    const stays = /** @type {?HTMLElement} */ (this.root.querySelector(`[name="${name}"]`) ?? (byKey ? this.root.querySelector("select") : null));
    stays?.focus({ preventScroll: true });
  }

  line(parts, before) {
    const line = makeHtml("p", "", null);
    parts.forEach((part, i) => {
      if (isAside(part) && !isAside(parts[i - 1])) this.addMore(line, parts.slice(i));
      const isButton = typeof part !== "string" && "text" in part;
      const term = (isButton && line.querySelector(".term:not(.aside):last-child")) || makeHtml("span", isAside(part) ? "term aside" : "term", line); // no button on a line of its own
      if (isButton) term.append(this.button(part));
      else if (typeof part === "string") term.textContent = part;
      else if ("words" in part) term.textContent = part.words;
      else term.append(part.before, this.field(part, before), part.after);
    });
    line.classList.toggle("long", parts.map(writtenPart).join("").length > LONG);
    line.classList.toggle("crowded", line.querySelectorAll("select").length >= CROWDED);
    return line;
  }

  /**
   * What stands on a narrow screen for the values it leaves out, and shows them: among arguments each time, among words once.
   * @param {HTMLElement} line
   * @param {Part[]} parts  from the first that is left out
   */
  addMore(line, parts) {
    const after = parts.findIndex((part) => !isAside(part));
    const [end] = writtenPart(parts.at(after < 0 ? -1 : after - 1)).match(/(, |\))?$/);
    if (!end && line.querySelector(".more")) return;
    const term = makeHtml("span", "term more", line);
    const button = makeHtml("button", "", term, "⋯");
    button.ariaLabel = button.title = CALL_WORDS.all;
    button.addEventListener("click", () => {
      const byKey = button.matches(":focus-visible");
      this.root.classList.add("whole");
      if (byKey) /** @type {?HTMLElement} */ (this.root.querySelector(".aside select"))?.focus({ preventScroll: true });
    });
    term.append(end);
  }

  /** @param {Deed} deed */
  button({ name, text, help }) {
    const button = makeHtml("button", "", null, text);
    button.name = name;
    button.title = help;
    button.addEventListener("click", () => this.report({ name, value: "" }));
    return button;
  }

  /** @param {Field} field @param {Map<string, HTMLSelectElement>} before */
  field(field, before) {
    const select = before.get(field.name) ?? this.newField(field.name);
    this.fields.set(field.name, select);
    select.ariaLabel = field.label;
    select.title = field.help;
    select.replaceChildren(...field.options.map(optionElement));
    select.value = field.value;
    this.size(select);
    return select;
  }

  newField(name) {
    const select = /** @type {HTMLSelectElement} */ (makeHtml("select", "", null));
    select.name = name;
    select.addEventListener("change", () => {
      this.size(select);
      this.report({ name, value: select.value });
    });
    return select;
  }

  /** As wide as the value that is chosen, not as the widest that could be. */
  size(select) {
    const chosen = select.selectedOptions[0]?.textContent ?? "";
    select.style.width = `calc(${chosen.length}ch + 2rem)`;
  }
}

/** Whether a narrow screen leaves it out at first. @param {?Part} part */
function isAside(part) {
  return part && typeof part !== "string" && "aside" in part && part.aside;
}

/** As it reads. @param {Part} part */
function writtenPart(part) {
  if (typeof part === "string") return part;
  if ("words" in part) return part.words;
  if ("text" in part) return part.text;
  const { text } = part.options.find(({ value }) => value === part.value);
  return part.before + text + part.after;
}

/** @param {Option} option */
function optionElement({ value, text, why }) {
  const option = makeHtml("option", "", null, why ? `${text}: ${why}` : text);
  option.value = value;
  option.disabled = why !== "";
  return option;
}
