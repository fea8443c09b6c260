// Links show the way of the data: window, row of the ledger, plus sign, cell of the output map.

import { makeSvg, makeText } from "./dom.js";
import { curve, elbow } from "./geometry.js";
import { numberText } from "./numbers.js";
import { outputAddress } from "./origins.js";
import { biasOf, sizes, slabsUnder } from "./scene.js";
import { makeSpot, placeSpot } from "./spots.js";
/** @import { Layout, Point } from "./geometry.js" */
/** @import { Ledger } from "./ledger.js" */
/** @import { OutputMaps } from "./maps.js" */
/** @import { Place, Scene } from "./scene.js" */
/** @import { Progress } from "./state.js" */
/** @import { InputVolume } from "./volume.js" */

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
    this.landing = makeSvg("path", { class: "landing" }, parent);
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
      ? { bias: { x: 2, y: 33, "text-anchor": "start" }, value: { x: 0, y: -22, "text-anchor": "middle" } }
      : { bias: { x: 0, y: -20, "text-anchor": "middle" }, value: { x: -24, y: 7, "text-anchor": "end" } };
    for (const name in beside) for (const key in beside[name]) this[name].setAttribute(key, beside[name][key]);
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
    /** @type {Point} */
    const start = upright ? [x, y + 13] : [x + 13, y];
    this.landing.setAttribute("d", curve(start, maps.entry(place, upright), upright));
    this.landing.classList.toggle("waiting", !done.landed);
    const bias = biasOf(scene, place.map);
    this.bias.textContent = done.landed ? `bias ${numberText(bias)}` : "bias";
    this.value.textContent = done.landed ? numberText(scene.output.at(place.map, place.row, place.column)) : "";
    this.valueSpot.dataset.number = outputAddress(place);
    placeSpot(this.biasSpot, this.bias, 13);
    placeSpot(this.valueSpot, this.value, 22);
  }
}
