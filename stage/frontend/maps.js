// The output: feature maps beside each other, or the slabs of one volume pulled apart.

import { makeSvg, makeText, setAttributes } from "./dom.js";
import { boxOfText, CELL, clearGap, inGrid, inRows, legible, MAPS_TURN, stackInDepth, STRIP_CELL, STRIP_TURN, turned } from "./geometry.js";
import { namesOf } from "./names.js";
import { firstShown, numberText } from "./numbers.js";
import { BELOW_NAMES, LARGE_MAPS, mapParts, MAPS_IN_GRID, SMALL_MAPS } from "./map_rooms.js";
import { isSeries, placeOf, positionsUsing, sizes, slabsUnder } from "./scene.js";
import { blockFaces, Slab } from "./slabs.js";
import { signedTint } from "./tints.js";
/** @import { Box, Placed, Point, View } from "./geometry.js" */
/** @import { MapLine } from "./map_rooms.js" */
/** @import { Place, Scene } from "./scene.js" */
/** @import { Cell } from "./slabs.js" */

/** A number on a tag of paper. */
class Lens {
  /** @param {Element} parent */
  constructor(parent) {
    this.group = makeSvg("g", { class: "lens" }, parent);
    this.board = makeSvg("rect", { rx: 4 }, this.group);
    this.text = makeText(this.group, "", "", { "text-anchor": "middle" });
  }

  hide() {
    this.group.style.display = "none";
  }

  /**
   * @param {number} x      of its middle
   * @param {number} y      of its baseline
   * @param {string} number
   */
  show(x, y, number) {
    this.group.style.display = "";
    this.text.textContent = number;
    setAttributes(this.text, { x, y });
    setAttributes(this.board, boxOfText(x, y, "middle", parseFloat(getComputedStyle(this.text).fontSize), number.length));
  }
}

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
    this.current = 0; // the map that is being filled
    /** @type {{maps: Box, mapLine?: MapLine, wide?: boolean, type?: number, read?: number}} */
    this.layout = null;
    /** @type {View} */
    this.view = null;
    /** @type {?Placed[]} */
    this.apart = null;
    this.used = [];
    const figures = scene.output.longest();
    // The edges that make one volume of the maps lie behind all of them, so that no number is struck through.
    const gaps = scene.kind === "volume" ? M - 1 : 0;
    this.edges = Array.from({ length: gaps }, () => makeSvg("path", { class: "between" }, parent));
    this.slabs = Array.from({ length: M }, (_, m) => this.outputSlab(parent, m, OH, OW, figures));
    this.now = makeSvg("rect", { x: -1, y: -1, width: CELL + 2, height: CELL + 2, rx: 4, class: "now" });
    this.lens = new Lens(captions);
    this.captions = this.slabs.map((_, m) => makeText(captions, "caption of-map", namesOf(scene).output(m)));
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
   * @param {{maps: Box, mapLine?: MapLine, wide?: boolean, type?: number, read?: number}} layout
   * @param {View} view
   */
  place(layout, view) {
    this.layout = layout;
    this.view = view;
    this.apart = this.pulledApart(layout.maps, view);
    this.arrange();
  }

  /** Show the maps around one of them large, where not all of them are. @param {number} map */
  turnTo(map) {
    const before = this.firstLarge();
    this.current = map;
    if (this.firstLarge() !== before) this.arrange();
  }

  /** How many maps are large. */
  countLarge() {
    return this.apart ? this.slabs.length : (this.layout.mapLine?.most ?? this.slabs.length);
  }

  firstLarge() {
    return firstShown(this.slabs.length, this.countLarge(), this.current);
  }

  /** @param {number} map */
  isLarge(map) {
    const first = this.firstLarge();
    return map >= first && map < first + this.countLarge();
  }

  arrange() {
    const { M, OH, OW } = sizes(this.scene);
    const places = this.apart ?? this.placesInBox(M, OH, OW);
    this.edges.forEach((edge, m) => edge.setAttribute("d", this.apart ? blockFaces(places[m], places[m + 1], OH, OW) : ""));
    places.forEach((place, m) => {
      this.slabs[m].place(place, this.layout.type, this.layout.read);
      this.nameMap(m, place, OH, OW);
    });
  }

  /** Names stand above, or below where the landing link comes from above; small maps have their number only. */
  nameMap(m, place, OH, OW) {
    const large = this.isLarge(m);
    const below = this.apart || (large && this.hasNamesBelow());
    const [left, right] = below ? [place.at(OH, 0), place.at(OH, OW)] : [place.at(0, 0), place.at(0, OW)];
    const y = below ? Math.max(left[1], right[1]) + 14 : Math.min(left[1], right[1]) - (large ? 8 : 4);
    setAttributes(this.captions[m], { x: left[0], y });
    this.captions[m].textContent = large ? namesOf(this.scene).output(m) : String(m);
  }

  /** Where the landing link comes from above. */
  hasNamesBelow() {
    return this.layout.wide === false && (this.layout.mapLine !== null || isSeries(this.scene));
  }

  /**
   * @param {number} M
   * @param {number} OH
   * @param {number} OW
   * @returns {Placed[]}
   */
  placesInBox(M, OH, OW) {
    const { maps, mapLine, wide } = this.layout;
    const series = isSeries(this.scene);
    const angles = turned(this.view, series ? STRIP_TURN : MAPS_TURN);
    if (!mapLine) return inGrid(maps, M, OH, OW, angles, { ...MAPS_IN_GRID, ...(series && { most: STRIP_CELL }) });
    const { across, most } = mapLine;
    const { large, small } = mapParts(maps, most < M);
    if (!wide) {
      large.y -= LARGE_MAPS.heading + BELOW_NAMES; // their names stand below
      small.y += BELOW_NAMES / 2;
    }
    const places = inGrid(small, M - most, OH, OW, angles, SMALL_MAPS);
    places.splice(this.firstLarge(), 0, ...inRows(large, most, across, OH, OW, angles, LARGE_MAPS));
    return places;
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
    const stack = (angles) => stackInDepth(room, M, OH, OW, angles, clearGap(OH, OW, angles, this.layout.type));
    const [across, upward] = [MAPS_TURN, 0.2].map((share) => stack(turned(state, share)));
    const larger = across[0].scale > upward[0].scale ? across : upward;
    return legible(larger[0], this.slabs[0].type) ? larger : null;
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
    this.magnify(placeOf(this.scene, step), landed);
  }

  /** Where a map is too small for its numbers, the one that is made is written beside its cell. */
  magnify({ map, row, column }, landed) {
    const { placed, readable } = this.slabs[map];
    const { OH } = sizes(this.scene);
    const isBetween = OH === 1 && this.hasNamesBelow(); // the same number comes from above, and the name stands below
    if (readable || !landed || isBetween) return this.lens.hide();
    const above = row > OH / 2;
    const [x, y] = placed.at(above ? row : row + 1, column + 0.5);
    this.lens.show(x, above ? y - 8 : y + 18, numberText(this.scene.output.at(map, row, column)));
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
   * Where the landing link comes to the map, and how it goes on between the cells, so that it crosses no number, to its own.
   * @param {Place} place
   * @param {boolean} upright
   * @returns {Point[]}
   */
  wayInto({ map, row, column }, upright) {
    const { at } = this.slabs[map].placed;
    if (upright) return row === 0 ? [at(0, column + 0.5)] : [at(0, column), at(row, column)];
    return column === 0 ? [at(row + 0.5, 0)] : [at(row, 0), at(row, column)];
  }
}
