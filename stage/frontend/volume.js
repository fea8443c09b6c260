// The input: its slabs in depth, and the window through those under the block.

import { makeSvg, makeText } from "./dom.js";
import { CELL, inGrid, MAPS_TURN, spotAbove, spreadGap, stackInDepth, staircase, STRIP_CELL, STRIP_TURN, stripGap, turned } from "./geometry.js";
import { blockWithAxes, slabNames, withoutColour } from "./names.js";
import { clamp } from "./numbers.js";
import { LETTER_WIDTH } from "./rooms.js";
import { isSeries, peakOf, sizes, slabsUnder } from "./scene.js";
import { blockFaces, Slab } from "./slabs.js";
import { channelTint, typeHue } from "./tints.js";
/** @import { Box, Placed, Point, View } from "./geometry.js" */
/** @import { Place, Scene } from "./scene.js" */

const BETWEEN_NAMES = 8; // px

/**
 * Marks that only an input slab has: its real edge inside the padding, and the lines no window visits.
 * @param {Slab} slab
 * @param {Scene} scene
 * @param {string} colour
 */
function markInput(slab, scene, colour) {
  const { H, W } = sizes(scene);
  const { top, bottom, left, right } = scene.padding;
  if (top + bottom + left + right > 0) {
    slab.cells.forEach((cell, i) => {
      const [r, q] = [Math.floor(i / W), i % W];
      if (r < top || r >= H - bottom || q < left || q >= W - right) cell.markPadding();
    });
  }
  const edge = { x: left * CELL - 1, y: top * CELL - 1, width: (W - left - right) * CELL + 2, height: (H - top - bottom) * CELL + 2 };
  makeSvg("rect", { ...edge, rx: 4, class: "edge", stroke: colour }, slab.group);
  const hatch = (x, y, width, height) => makeSvg("rect", { x, y, width, height, class: "hatch", fill: "url(#unvisited)" }, slab.group);
  scene.unvisited.rows.forEach((r) => hatch(0, r * CELL, W * CELL, CELL));
  scene.unvisited.columns.forEach((q) => hatch(q * CELL, 0, CELL, H * CELL));
}

/**
 * The outline of the window on one slab; with dilation each cell it touches is framed, and the holes stay open.
 * @param {Scene} scene
 * @returns {{solid: string, dashed: string}}
 */
function windowOutline(scene) {
  const { kh, kw } = sizes(scene);
  const [dh, dw] = scene.dilation;
  const box = (r, q, rows, columns) => `M${q * CELL},${r * CELL}h${columns * CELL}v${rows * CELL}h${-columns * CELL}z`;
  const reach = box(0, 0, dh * (kh - 1) + 1, dw * (kw - 1) + 1);
  if (dh === 1 && dw === 1) return { solid: reach, dashed: "" };
  const cells = Array.from({ length: kh * kw }, (_, i) => box(Math.floor(i / kw) * dh, (i % kw) * dw, 1, 1));
  return { solid: cells.join(""), dashed: reach };
}

/** The input: its slabs, the window through those under the block, and the block it spans between them. */
export class InputVolume {
  /**
   * @param {Element} parent
   * @param {Element} captions
   * @param {Scene} scene
   */
  constructor(parent, captions, scene) {
    const { C, H, W } = sizes(scene);
    this.scene = scene;
    this.slabs = [];
    this.blocks = [];
    this.windows = [];
    const outline = windowOutline(scene);
    for (let c = C - 1; c >= 0; c--) {
      if (c < C - 1) this.blocks[c] = makeSvg("path", { class: "block" }, parent);
      this.slabs[c] = this.inputSlab(parent, c, H, W, outline);
    }
    this.captions = scene.slabs.map((slab) => {
      const leader = makeSvg("path", { class: "leader" }, captions);
      const text = makeText(captions, isSeries(scene) ? "caption over-lines" : "caption");
      text.style.fill = leader.style.stroke = typeHue(slab.colour);
      return { leader, text };
    });
    this.tag = makeSvg("g", { class: "tag" }, captions);
    makeSvg("rect", { x: 1.4, y: -10.6, width: 10, height: 10, rx: 2 }, this.tag);
    this.blockName = makeText(this.tag, "caption", "", { x: 18, y: 0 });
  }

  /**
   * @param {Element} parent
   * @param {number} c
   * @param {number} H
   * @param {number} W
   * @param {{solid: string, dashed: string}} outline
   */
  inputSlab(parent, c, H, W, outline) {
    const { scene } = this;
    const slab = new Slab(parent, H, W, scene.input.longest());
    const { colour } = scene.slabs[c];
    slab.cells.forEach((cell, i) => {
      const [r, q] = [Math.floor(i / W), i % W];
      const value = scene.input.at(c, r, q);
      cell.paint(value, channelTint(colour, value, peakOf(scene, c)));
      cell.rect.dataset.input = `${c},${r},${q}`;
    });
    markInput(slab, scene, colour);
    const window = (this.windows[c] = makeSvg("g", { class: "window" }, slab.group));
    if (outline.dashed) makeSvg("path", { d: outline.dashed, class: "reach" }, window);
    makeSvg("path", { d: outline.solid, class: "halo" }, window);
    makeSvg("path", { d: outline.solid }, window);
    return slab;
  }

  /**
   * @param {{volume: Box, wide: boolean, type?: number, read?: number}} layout
   * @param {View} state
   */
  place(layout, state) {
    const { H, W, kh, kw } = sizes(this.scene);
    const flat = state.view === "flat";
    const box = layout.volume;
    if (!flat) this.nameSlabs(layout, state);
    const places = this.placesIn(layout, state);
    if (flat) this.nameInGrid(places, box);
    this.slabs.forEach((slab, c) => {
      slab.place(places[c], layout.type, layout.read);
      slab.group.style.setProperty("--frame", `${clamp(places[c].scale * CELL * 0.16, 0.9, 2.8)}px`);
    });
    const above = flat || isSeries(this.scene) || this.slabs.length === 1;
    this.placeCaptions(above ? places.map((place) => spotAbove(place, W)) : staircase(places, H, state.yaw, this.lineHeight(), box.y + 8));
    this.tag.setAttribute("transform", `translate(${box.x} ${box.y - 10})`);
    const [reachH, reachW] = [this.scene.dilation[0] * (kh - 1) + 1, this.scene.dilation[1] * (kw - 1) + 1];
    this.blocks.forEach((block, c) => block.setAttribute("d", flat ? "" : blockFaces(places[c], places[c + 1], reachH, reachW)));
  }

  /**
   * @returns {Placed[]}
   * @param {{volume: Box, wide: boolean}} layout
   * @param {View} state
   */
  placesIn({ volume }, state) {
    const { C, H, W } = sizes(this.scene);
    const series = isSeries(this.scene);
    const angles = turned(state, series ? STRIP_TURN : C === 1 ? MAPS_TURN : 1); // nothing stands behind a single slab
    if (state.view === "flat") return inGrid(volume, C, H, W, angles);
    const below = { ...volume, y: volume.y + 20, h: volume.h - 20 }; // px: a name above the slab
    // Strips stand in the order of their rows in the ledger.
    if (series) return stackInDepth(below, C, H, W, angles, stripGap(below, W, angles), STRIP_CELL).reverse();
    if (C === 1) return stackInDepth(below, C, H, W, angles, 0);
    const captionRoom = this.longestCaption() + 9; // px: and to the slab
    const many = (Math.max(0, C - 3) * this.lineHeight()) / 4; // px: many names need more height than their slabs
    const above = 14 + many; // px: the name of the last slab, under that of the block
    const box = { x: volume.x + captionRoom, y: volume.y + above, w: volume.w - captionRoom, h: volume.h - above };
    return stackInDepth(box, C, H, W, angles, spreadGap(C, H, W, angles));
  }

  /** Write the names of the slabs. @param {string[]} names */
  writeNames(names) {
    names.forEach((name, c) => (this.captions[c].text.textContent = name));
  }

  /**
   * The names are shorter where they would take the room of the slabs, or of their numbers.
   * @param {{volume: Box, wide: boolean, type?: number, read?: number}} layout
   * @param {View} state
   */
  nameSlabs(layout, state) {
    const { scene } = this;
    const labels = scene.slabs.map(({ label }) => label);
    if (isSeries(scene)) return this.writeNames(labels);
    const usual = slabNames(scene, layout.volume.w, this.nameType());
    const shorter = scene.slabs.map(({ short }) => short);
    const isReadWith = (names) => {
      this.writeNames(names);
      return this.slabs[0].isReadAt(this.placesIn(layout, state)[0], layout.type, layout.read);
    };
    if (![usual, shorter, shorter.map(withoutColour)].some(isReadWith)) this.writeNames(usual);
  }

  /** In a grid names are as long as there is room before the next one. @param {Placed[]} places @param {Box} box */
  nameInGrid(places, { w }) {
    const { slabs } = this.scene;
    const [first, second] = places.map((place) => place.at(0, 0));
    const room = second && Math.abs(second[1] - first[1]) < 1 ? second[0] - first[0] : w;
    for (const names of [slabs.map(({ label }) => label), slabs.map(({ short }) => short), slabs.map((_, c) => `${c}`)]) {
      this.writeNames(names);
      if (this.longestCaption() + BETWEEN_NAMES <= room) return;
    }
  }

  /** px: as wide as the type that is there makes it; an estimate while the picture is not shown. */
  longestCaption() {
    const widths = this.captions.map(({ text }) => text.getComputedTextLength() || text.textContent.length * 6.3);
    return Math.max(...widths);
  }

  /** px: from a name to the one below it. */
  lineHeight() {
    return 1.2 * this.nameType();
  }

  /** px */
  nameType() {
    return parseFloat(getComputedStyle(this.captions[0].text).fontSize);
  }

  /** @param {{x: number, y: number, end: boolean, corner: ?Point}[]} spots */
  placeCaptions(spots) {
    spots.forEach(({ x, y, end, corner }, c) => {
      const { leader, text } = this.captions[c];
      text.setAttribute("x", x);
      text.setAttribute("y", y);
      text.setAttribute("text-anchor", end ? "end" : "start");
      const far = corner && Math.hypot(corner[0] - x, y - 4 - corner[1]) > 16;
      leader.setAttribute("d", far ? `M${corner[0]},${corner[1]}L${x + (end ? 3 : -3)},${y - 4}` : "");
    });
  }

  /** Put the window of a position on the slabs under the block, and only there. @param {Place} place */
  moveTo({ map, row, column }) {
    const { scene } = this;
    const under = slabsUnder(scene, map);
    const [dr, dc] = [row * scene.stride[0], column * scene.stride[1]];
    this.windows.forEach((window, c) => {
      window.style.transform = `translate(${dc * CELL}px, ${dr * CELL}px)`;
      window.classList.toggle("outside", !under.includes(c));
    });
    this.blocks.forEach((block, c) => {
      const [x, y] = this.slabs[c].placed.along(dr, dc);
      block.style.transform = `translate(${x}px, ${y}px)`;
      block.classList.toggle("outside", !(under.includes(c) && under.includes(c + 1)));
    });
    const name = blockWithAxes(scene, map);
    if (this.blockName.textContent !== name) this.blockName.textContent = name;
  }

  /** How wide a letter of the block's name is; an estimate while the picture is not shown. @param {number} type  of its numbers */
  letterWidth(type) {
    const name = blockWithAxes(this.scene, 0);
    this.blockName.textContent = name;
    return this.blockName.getComputedTextLength() / name.length || LETTER_WIDTH * type;
  }

  /**
   * Where the links start: the middle of the window's right side on a slab; of a strip its end, past the names of others.
   * @param {number} c
   * @param {{row: number, column: number}} position
   * @returns {Point}
   */
  exit(c, { row, column }) {
    const { kh, kw, W } = sizes(this.scene);
    if (isSeries(this.scene)) return this.slabs[c].placed.at(0.5, W);
    const [sh, sw] = this.scene.stride;
    const [reachH, reachW] = [this.scene.dilation[0] * (kh - 1) + 1, this.scene.dilation[1] * (kw - 1) + 1];
    return this.slabs[c].placed.at(row * sh + reachH / 2, column * sw + reachW);
  }
}
