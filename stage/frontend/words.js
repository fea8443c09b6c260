// The step in words and as one line of numbers, under the picture.

import { makeHtml } from "./dom.js";
import { namesOf, placeName } from "./names.js";
import { NUMBER_WORDS } from "./number_words.js";
import { numberText, product, spokenNumber } from "./numbers.js";
import { numberOrigin, outputAddress } from "./origins.js";
import { biasOf, placeOf, sizes, slabsUnder, weightAt, windowCells } from "./scene.js";
import { runningSum } from "./state.js";
import { typeHue } from "./tints.js";
/** @import { Address } from "./origins.js" */
/** @import { Place, Scene } from "./scene.js" */
/** @import { Progress, State } from "./state.js" */

/**
 * One sentence on what is being looked at.
 * @param {Scene} scene
 * @param {State} state
 * @param {Place} place
 * @param {Progress} done
 * @returns {string}
 */
export function sentence(scene, state, place, done) {
  const { depth, kh, kw } = sizes(scene);
  const names = namesOf(scene);
  if (state.pointed) return numberOrigin({ scene, place, done }, state.pointed).sentence;
  if (done.landed) return names.landed(place.map, depth);
  const slab = slabsUnder(scene, place.map)[done.slab];
  const { short } = scene.slabs[slab];
  if (state.granularity === "channel") return kh * kw === 1 ? NUMBER_WORDS.onlyTap(short, names.slab) : NUMBER_WORDS.allTaps(short, kh * kw, names.slab);
  const tap = (done.products - 1) % (kh * kw);
  const { rows, columns } = windowCells(scene, place);
  const [r, q] = [Math.floor(tap / kw), tap % kw];
  const value = scene.input.at(slab, rows[r], columns[q]);
  const weight = weightAt(scene, place.map, done.slab, r, q);
  const running = runningSum(scene, place, done, done.slab);
  const equation = `${numberText(value)} × ${numberText(weight)} = ${numberText(product(value, weight))}`;
  return running === null ? NUMBER_WORDS.tap(short, equation) : NUMBER_WORDS.tapSoFar(short, equation, numberText(running));
}

/**
 * The step as a sentence of numbers, as far as it has been worked out.
 * @param {Scene} scene
 * @param {number} step
 * @param {Progress} done
 * @returns {string}
 */
export function describeStep(scene, step, done) {
  const { map, row, column } = placeOf(scene, step);
  const { depth } = sizes(scene);
  const terms = Array.from({ length: depth }, (_, i) => (i < done.sums ? spokenNumber(scene.sums.at(map, i, row, column)) : "…"));
  const end = done.landed ? `bias ${spokenNumber(biasOf(scene, map))} = ${spokenNumber(scene.output.at(map, row, column))}` : "…";
  return `${namesOf(scene).map} ${map}, ${placeName(scene, row, column)}: ${terms.join(" + ")} + ${end}`;
}

/** The line of numbers, the sentence, and the text for tests and screen readers. */
export class Words {
  /**
   * @param {Element} parent
   * @param {Scene} scene
   */
  constructor(parent, scene) {
    this.scene = scene;
    this.line = makeHtml("p", "equation", parent);
    this.line.ariaHidden = "true";
    this.caption = makeHtml("p", "sentence", parent);
    this.caption.ariaHidden = "true";
    this.caption.id = "what-is-pointed-at";
    this.note = "";
    this.heardNote = makeHtml("p", "only-heard", parent);
    this.heardNote.ariaLive = "polite";
    this.sum = makeHtml("p", "only-heard", parent);
    this.sum.dataset.testid = "stage-sum";
  }

  /**
   * @param {State} state
   * @param {number} step
   * @param {Place} place
   * @param {Progress} done
   */
  show(state, step, place, done) {
    this.writeLine(place, done);
    this.explain(state, place, done);
    this.sum.setAttribute("aria-live", state.playing ? "off" : "polite");
    this.sum.textContent = describeStep(this.scene, step, done);
  }

  /**
   * Say what is being looked at.
   * @param {State} state
   * @param {Place} place
   * @param {Progress} done
   */
  explain(state, place, done) {
    this.heardNote.textContent = this.note;
    this.caption.textContent = this.note || sentence(this.scene, state, place, done);
    this.caption.classList.toggle("of-number", state.pointed !== null);
  }

  /**
   * The terms of the line that show a number.
   * @param {Address} address
   * @returns {Element[]}
   */
  terms(address) {
    return [...this.line.querySelectorAll(`[data-number="${address}"]`)];
  }

  /**
   * @param {Place} place
   * @param {Progress} done
   */
  writeLine({ map, row, column }, done) {
    const { scene } = this;
    const { depth } = sizes(scene);
    this.line.replaceChildren();
    makeHtml("span", "where", this.line, NUMBER_WORDS.cell(namesOf(scene).output(map), placeName(scene, row, column)));
    const term = (address, value, first, colour, note) => {
      const sign = first ? (value < 0 ? "−" : "") : value < 0 ? " − " : " + ";
      this.line.append(sign);
      const number = makeHtml("b", "", this.line, numberText(Math.abs(value)));
      number.dataset.number = address;
      if (colour) number.style.color = typeHue(colour);
      if (note) makeHtml("span", "note", this.line, note);
    };
    this.line.append("  ");
    slabsUnder(scene, map).forEach((slab, i) => {
      if (i < done.sums) term(`sum,${i}`, scene.sums.at(map, i, row, column), i === 0, scene.slabs[slab].colour);
      else this.line.append(i === 0 ? "…" : " + …");
    });
    if (!done.landed) return;
    term("bias", biasOf(scene, map), depth === 0, null, " bias");
    this.line.append(" = ");
    makeHtml("b", "total", this.line, numberText(scene.output.at(map, row, column))).dataset.number = outputAddress({ map, row, column });
  }
}
