/** Words of the page's sentences: pointed at, they light the picture and say what they mean; the picture lights them. */
import { MARK, WORD } from "./word_mark.js";

const APART = 6; // px from a word to what it means

/** @param {Event} event @returns {?HTMLAnchorElement} */
function wordOf(event) {
  return event.target.closest?.(WORD) ?? null;
}

/** The word that keys have brought the focus to: it stays lit when the page scrolls away under the mouse. @returns {?HTMLAnchorElement} */
function focusedWord() {
  return document.querySelector(`${WORD}:focus-visible`);
}

/** @param {HTMLAnchorElement} word */
function nameOf(word) {
  return word.getAttribute("href").slice(MARK.length).replaceAll("-", " ");
}

/** Say to the pictures which word is pointed at. @param {string} name empty for none */
function light(name) {
  document.dispatchEvent(new CustomEvent("word", { detail: name }));
}

class Meaning {
  constructor() {
    this.box = document.createElement("div");
    this.box.role = "tooltip";
    this.box.id = "meaning-of-word";
    Object.assign(this.box.style, {
      position: "fixed", zIndex: "30", maxWidth: "min(24rem, calc(100vw - 2rem))", padding: "0.4rem 0.7rem", border: "1px solid",
      borderRadius: "0.4rem", pointerEvents: "none", fontSize: "0.95rem", display: "none",
    });
    document.querySelector('[data-testid="stApp"]').append(this.box);
  }

  /** @param {HTMLAnchorElement} word */
  show(word) {
    if (word.title) word.dataset.meaning = word.title; // else the browser would say it a second time
    word.removeAttribute("title");
    const app = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
    Object.assign(this.box.style, { display: "block", background: app.backgroundColor, color: app.color });
    this.box.textContent = word.dataset.meaning;
    word.setAttribute("aria-describedby", this.box.id);
    const at = word.getClientRects()[0];
    const { width, height } = this.box.getBoundingClientRect();
    const above = at.top - APART - height; // the line below is read next
    this.box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    this.box.style.top = `${above > 0 ? above : at.bottom + APART}px`;
  }

  hide() {
    this.box.style.display = "none";
  }
}

class LitWords {
  constructor() {
    this.meaning = new Meaning();
    this.leaving = new AbortController();
    const on = (name, heard) => document.addEventListener(name, heard, { signal: this.leaving.signal });
    for (const name of ["pointerover", "focusin"]) on(name, (event) => this.enter(wordOf(event)));
    for (const name of ["pointerout", "focusout"]) on(name, (event) => wordOf(event) && this.enter(null));
    on("click", (event) => this.press(event));
    on("pointed", (event) => this.mark(event.detail));
    on("scroll", () => this.meaning.hide());
  }

  /** @param {?HTMLAnchorElement} entered */
  enter(entered) {
    const word = entered ?? focusedWord();
    if (word === this.word) return;
    if (word) this.meaning.show(word);
    else if (this.word) this.meaning.hide();
    if (word || this.word) light(word ? nameOf(word) : "");
    this.word = word;
  }

  /** A tap means a word, too, and a click leads nowhere. @param {Event} event */
  press(event) {
    const word = wordOf(event);
    if (word) event.preventDefault();
    this.enter(word);
  }

  /** Light the words of what is pointed at in a picture. @param {string[]} names */
  mark(names) {
    for (const word of document.querySelectorAll(WORD)) word.toggleAttribute("data-lit", names.includes(nameOf(word)));
  }

  leave() {
    this.enter(null);
    this.meaning.box.remove();
    this.leaving.abort();
  }
}

export default function ({ parentElement, data }) {
  if (!parentElement.words) {
    const style = document.createElement("style");
    style.textContent = data.style;
    document.head.append(style);
    parentElement.words = new LitWords();
    parentElement.words.style = style;
  }
  return () => {
    parentElement.words?.leave();
    parentElement.words?.style.remove();
    parentElement.words = undefined;
  };
}
