// Links show the way of the data: window, row of the ledger, plus sign, cell of the output map.

import { makeSvg, makeText, setAttributes } from "./dom.js";
import { curve, elbow } from "./geometry.js";
import { numberText } from "./numbers.js";
import { outputAddress } from "./origins.js";
import { BEFORE_VALUE, LANDING, VALUE_TYPE } from "./rooms.js";
import { biasOf, sizes, slabsUnder } from "./scene.js";
import { makeSpot, placeSpot } from "./spots.js";
/** @import { Point } from "./geometry.js" */
/** @import { Ledger } from "./ledger.js" */
/** @import { OutputMaps } from "./maps.js" */
/** @import { Layout } from "./rooms.js" */
/** @import { Place, Scene } from "./scene.js" */
/** @import { Progress } from "./state.js" */
/** @import { InputVolume } from "./volume.js" */

/**
 * How wide a figure is, in parts of the size of its type; an estimate while the picture is not shown.
 * @param {any} text  in which it is measured
 * @returns {number}
 */
function figureWidth(text) {
  text.textContent = "−00";
  text.style.fontSize = "20px";
  return text.getComputedTextLength() / (3 * 20) || 0.57;
}

export class Links {
  /**
   * @param {Element} parent
   * @param {Element} front
   * @param {Scene} scene
   */
  constructor(parent, front, scene) {
    const { depth } = sizes(scene);
    this.scene = scene;
    const lines = (cls) => Array.from({ length: depth }, () => makeSvg("path", { class: cls }, parent));
    this.joins = lines("join");
    this.feeds = lines("feed");
    this.landing = makeSvg("path", { class: "landing" }, front);
    this.node = makeSvg("g", { class: "node" }, front);
    makeSvg("circle", { r: 13 }, this.node);
    makeSvg("path", { d: "M-6,0H6M0,-6V6" }, this.node);
    this.biasSpot = makeSpot(this.node, "bias");
    this.valueSpot = makeSpot(this.node);
    this.bias = makeText(this.node, "bias");
    this.value = makeText(this.node, "value");
  }

  /** @param {Layout} layout */
  place(layout) {
    this.layout = layout;
    const [x, y] = layout.node;
    this.node.setAttribute("transform", `translate(${x} ${y})`);
    const beside = layout.wide
      ? { bias: { x: 2, y: 33, "text-anchor": "start" }, value: { x: -BEFORE_VALUE, y: -20, "text-anchor": "start" } }
      : { bias: { x: -22, y: 5, "text-anchor": "end" }, value: { x: 0, y: 38, "text-anchor": "middle" } };
    for (const name in beside) setAttributes(this[name], beside[name]);
    this.figure = figureWidth(this.value);
  }

  /**
   * @param {InputVolume} volume
   * @param {Ledger} ledger
   * @param {OutputMaps} maps
   * @param {Place} place
   * @param {Progress} done
   */
  show(place, done, volume, ledger, maps) {
    const { layout, scene } = this;
    const upright = !layout.wide;
    const [x, y] = layout.node;
    slabsUnder(scene, place.map).forEach((slab, i) => {
      const { colour } = scene.slabs[slab];
      this.joins[i].style.stroke = this.feeds[i].style.stroke = colour;
      this.joins[i].setAttribute("d", upright ? "" : curve(volume.exit(slab, place), ledger.entry(i)));
      this.feeds[i].setAttribute("d", upright ? elbow(ledger.exit(i), 4 + 4 * i, [x + 13, y]) : curve(ledger.exit(i), [x - 13, y]));
      this.feeds[i].classList.toggle("waiting", i >= done.sums);
    });
    this.landing.classList.toggle("waiting", !done.landed);
    const bias = biasOf(scene, place.map);
    this.bias.textContent = done.landed ? `bias ${numberText(bias)}` : "bias";
    this.writeValue(done.landed ? numberText(scene.output.at(place.map, place.row, place.column)) : "");
    const [edge, ...further] = maps.wayInto(place, upright);
    const way = further.map(([px, py]) => `L${px.toFixed(1)},${py.toFixed(1)}`).join("");
    this.landing.setAttribute("d", curve(this.landingStart(upright), edge, upright) + way);
    this.valueSpot.dataset.number = outputAddress(place);
    placeSpot(this.biasSpot, this.bias, 13);
    placeSpot(this.valueSpot, this.value, this.type);
  }

  /** Write the output's number, smaller where it is very long. @param {string} text */
  writeValue(text) {
    const room = this.layout.value + LANDING / 2;
    this.type = Math.min(VALUE_TYPE, room / (this.figure * Math.max(1, text.length)));
    this.value.textContent = text;
    this.value.style.fontSize = `${this.type}px`;
  }

  /**
   * Behind the output's number, or at the plus sign as long as there is none.
   * @param {boolean} upright
   * @returns {Point}
   */
  landingStart(upright) {
    const [x, y] = this.layout.node;
    const figures = this.value.textContent.length;
    if (upright) return [x, y + (figures ? 45 : 13)];
    return figures ? [x - BEFORE_VALUE + figures * this.type * this.figure + 4, y - 20 - this.type * 0.35] : [x + 13, y];
  }
}
