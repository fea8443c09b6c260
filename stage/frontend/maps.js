// The output: feature maps beside each other, or the slabs of one volume pulled apart.

import { makeSvg, makeText, setAttributes } from "./dom.js";
import { CELL, clearGap, inGrid, legible, stackInDepth, STRIP_CELL, STRIP_TURN, turned } from "./geometry.js";
import { namesOf } from "./names.js";
import { isSeries, placeOf, positionsUsing, sizes, slabsUnder } from "./scene.js";
import { blockFaces, Slab } from "./slabs.js";
import { signedTint } from "./tints.js";
/** @import { Box, Placed, Point, View } from "./geometry.js" */
/** @import { Place, Scene } from "./scene.js" */
/** @import { Cell } from "./slabs.js" */

/** The output: its maps, never one in front of another, filled as the steps go by. */
export class OutputMaps {
  /**
   * @param {Element} parent
   * @param {Element} captions
   * @param {Scene} scene
   */
  constructor(parent, captions, scene) {
    const { M, OH, OW } = sizes(scene);
    this.scene = scene;
    this.peak = scene.output.peak();
    this.filled = -1;
    this.used = [];
    const figures = scene.output.longest();
    // The edges that make one volume of the maps lie behind all of them, so that no number is struck through.
    const gaps = scene.kind === "volume" ? M - 1 : 0;
    this.edges = Array.from({ length: gaps }, () => makeSvg("path", { class: "between" }, parent));
    this.slabs = Array.from({ length: M }, (_, m) => this.outputSlab(parent, m, OH, OW, figures));
    this.now = makeSvg("rect", { x: -1, y: -1, width: CELL + 2, height: CELL + 2, rx: 4, class: "now" });
    this.captions = this.slabs.map((_, m) => makeText(captions, "caption", namesOf(scene).output(m)));
  }

  /**
   * @param {Element} parent
   * @param {number} m
   * @param {number} OH
   * @param {number} OW
   * @param {number} figures
   */
  outputSlab(parent, m, OH, OW, figures) {
    const slab = new Slab(parent, OH, OW, figures);
    slab.group.classList.add("map");
    slab.cells.forEach((cell, i) => {
      cell.rect.dataset.cell = `${m},${Math.floor(i / OW)},${i % OW}`;
      cell.paint(null, "var(--paper)");
    });
    return slab;
  }

  /**
   * @param {{maps: Box}} layout
   * @param {View} state
   */
  place(layout, state) {
    const { M, OH, OW } = sizes(this.scene);
    const series = isSeries(this.scene);
    const apart = this.pulledApart(layout.maps, state);
    const places = apart ?? inGrid(layout.maps, M, OH, OW, turned(state, series ? STRIP_TURN : 0.7), 24, series ? STRIP_CELL : 44);
    this.edges.forEach((edge, m) => edge.setAttribute("d", apart ? blockFaces(places[m], places[m + 1], OH, OW) : ""));
    places.forEach((place, m) => {
      this.slabs[m].place(place);
      const [left, right] = apart ? [place.at(OH, 0), place.at(OH, OW)] : [place.at(0, 0), place.at(0, OW)];
      setAttributes(this.captions[m], { x: left[0], y: apart ? Math.max(left[1], right[1]) + 14 : Math.min(left[1], right[1]) - 8 });
    });
  }

  /**
   * The maps as slabs of one volume, so far apart that none covers another; null where that leaves their numbers too small.
   * @param {Box} box
   * @param {View} state
   * @returns {?Placed[]}
   */
  pulledApart(box, state) {
    const { M, OH, OW } = sizes(this.scene);
    if (this.edges.length === 0 || state.view === "flat") return null;
    const room = { ...box, x: box.x + 12, w: box.w - 24, h: box.h - 24 }; // px: for the names, which stand under the slabs
    const stack = (angles) => stackInDepth(room, M, OH, OW, angles, clearGap(OH, OW, angles));
    const [across, upward] = [0.7, 0.2].map((share) => stack(turned(state, share)));
    const larger = across[0].scale > upward[0].scale ? across : upward;
    return legible(larger[0].scale, this.slabs[0].type) ? larger : null;
  }

  /**
   * @param {number} step
   * @returns {Cell}
   */
  cellOf(step) {
    const perMap = this.slabs[0].cells.length;
    return this.slabs[Math.floor(step / perMap)].cells[step % perMap];
  }

  /**
   * @param {number} step
   * @param {boolean} shown
   */
  paintCell(step, shown) {
    const value = shown ? this.scene.output.units[step] / this.scene.output.per : null;
    this.cellOf(step).paint(value, shown ? signedTint(value, this.peak) : "var(--paper)");
  }

  /**
   * Fill up to and with a step, and outline it; a step that is only pointed at is shown for as long as that lasts.
   * @param {number} last
   * @param {number} step
   * @param {boolean} landed
   */
  show(last, step, landed) {
    for (let s = this.filled + 1; s <= last; s++) this.paintCell(s, true);
    for (let s = this.filled; s > last; s--) this.paintCell(s, false);
    this.filled = last;
    if (this.peeked !== undefined && this.peeked > last) this.paintCell(this.peeked, false);
    this.peeked = step;
    if (step > last) this.paintCell(step, landed);
    const { map, row, column } = placeOf(this.scene, step);
    const { group } = this.slabs[map];
    if (this.now.parentNode !== group) group.appendChild(this.now);
    this.now.setAttribute("transform", `translate(${column * CELL} ${row * CELL})`);
  }

  /**
   * Outline every output cell whose window holds a cell of the padded input.
   * @param {?number[]} cell slab, row, column
   */
  traceInput(cell) {
    this.used.forEach((rect) => rect.classList.remove("uses"));
    this.used = [];
    if (!cell) return;
    const { scene } = this;
    const { kh, kw, OH, OW } = sizes(scene);
    const [slab, r, q] = cell;
    const rows = positionsUsing(r, OH, kh, scene.stride[0], scene.dilation[0]);
    const columns = positionsUsing(q, OW, kw, scene.stride[1], scene.dilation[1]);
    this.slabs.forEach((map, m) => {
      if (!slabsUnder(scene, m).includes(slab)) return;
      for (const row of rows) for (const column of columns) this.used.push(map.cellAt(row, column).rect);
    });
    this.used.forEach((rect) => rect.classList.add("uses"));
  }

  /**
   * Where the landing link ends: the left side of a cell, or its top.
   * @param {Place} place
   * @param {boolean} upright
   * @returns {Point}
   */
  entry({ map, row, column }, upright) {
    return this.slabs[map].placed.at(upright ? row : row + 0.5, upright ? column + 0.5 : column);
  }
}
