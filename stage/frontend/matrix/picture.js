// The picture: input and maps, the two factors, their product, and what is lit together.

import { makeSvg, makeText } from "../dom.js";
import { curve } from "../geometry.js";
import { OutputMaps } from "../maps.js";
import { namesOf } from "../names.js";
import { firstShown, numberText } from "../numbers.js";
import { peakOf, sizes, slabsUnder, stepOf } from "../scene.js";
import { channelTint, signedTint } from "../tints.js";
import { InputVolume } from "../volume.js";
import { BESIDE_MATRIX, ChannelBlocks, MatrixCells } from "./cells.js";
import { describePart, INPUT_VIEW, MAPS_VIEW, shownEntries, TITLE } from "./part.js";
import { copiesOf, gridPlace, originOf, positionCount } from "./timeline.js";
import { PART_WORDS } from "./words.js";
/** @import { Point } from "../geometry.js" */
/** @import { MatrixLayout } from "./part.js" */
/** @import { Form, MatrixScene, Moment } from "./timeline.js" */
/** @import { Place } from "../scene.js" */

export class MatrixPicture {
  /**
   * @param {MatrixScene} scene
   * @param {Form} form of the patches
   * @param {number} down entries of a column that are shown
   * @param {number} across entries of a row
   */
  constructor(svg, scene, form, down, across) {
    const layer = (cls) => makeSvg("g", { class: cls }, svg);
    const [back, middle, front] = [layer("links"), layer("slabs"), layer("front")];
    this.scene = scene;
    this.columns = form === "columns";
    this.form = form;
    this.slots = shownEntries(scene, down);
    const ofRows = shownEntries(scene, across);
    this.patchSlots = this.columns ? this.slots : ofRows;
    this.filterSlots = this.columns ? ofRows : this.slots;
    this.maps = new OutputMaps(middle, front, scene);
    this.volume = new InputVolume(middle, front, scene);
    this.links = scene.slabs.map(({ colour }) => makeSvg("path", { class: "feed", stroke: colour }, back));
    this.middle = middle;
    this.marked = [];
  }

  /** Build the matrices for as many positions as the layout has room for. @param {MatrixLayout} layout */
  place(layout) {
    const { scene } = this;
    const { M } = sizes(scene);
    this.layout = layout;
    this.boards?.remove();
    this.boards = makeSvg("g", { class: "matrices" }, this.middle);
    const matrix = (kind, down, across) => this.columns ? new MatrixCells(this.boards, kind, down, across) : new MatrixCells(this.boards, kind, across, down);
    this.filters = matrix("filter", M, this.filterSlots.length);
    this.patches = matrix("patch", this.patchSlots.length, layout.positions);
    this.products = matrix("product", M, layout.positions);
    this.filters.place(layout.filters, scene.filters.longest(), layout.type);
    this.patches.place(layout.patches, scene.patches.longest(), layout.type);
    this.products.place(layout.products, scene.products.longest(), layout.type);
    new ChannelBlocks(this.filters.group, scene, this.filterSlots, !this.columns).place(layout.filters, M, layout.type);
    new ChannelBlocks(this.patches.group, scene, this.patchSlots, this.columns).place(layout.patches, layout.positions, layout.type);
    for (const { group, band } of [this.filters, this.patches, this.products]) group.append(band); // above the channels' frames
    this.nameLines();
    this.volume.place({ volume: layout.volume, wide: layout.wide, type: layout.type }, INPUT_VIEW);
    this.maps.place({ maps: layout.maps }, MAPS_VIEW);
    this.nameMaps();
    this.first = undefined;
    this.looks = [];
  }

  /** Maps so small that their names would run into each other are named in short, or by their number. */
  nameMaps() {
    const { maps, type } = this.layout;
    const [first, second] = this.maps.slabs.map(({ placed }) => placed.at(0, 0)[0]);
    const room = ((second > first ? second : maps.x + maps.w) - first) / type;
    const nameOf = (m) => (room < 3.2 ? `${m}` : room < 7.4 ? `map ${m}` : namesOf(this.scene).output(m));
    this.maps.captions.forEach((caption, m) => (caption.textContent = nameOf(m)));
  }

  /** Titles over the matrices, the filters' names, and the biases beside the product. */
  nameLines() {
    const { scene, columns, layout } = this;
    const [K, L] = scene.patches.shape;
    const { M } = sizes(scene);
    const size = (down, across) => (columns ? `${down} × ${across}` : `${across} × ${down}`);
    // px: names of channels or filters stand between a matrix and its title
    this.patches.name(PART_WORDS.title(size(K, L), layout.positions, L), columns ? -10 : -TITLE - 4);
    this.filters.name(`filters: ${size(M, K)}`, -TITLE - 4, columns);
    const { x, y, w, h } = layout.products;
    const under = layout.wide && !columns; // the filters stand right above it
    this.products.name(`product: ${size(M, L)}`, under ? this.products.rows * h + 17 : -BESIDE_MATRIX);
    for (let f = 0; f < M; f++) {
      const bias = `+ bias ${numberText(scene.bias.at(f))}`;
      if (columns) {
        const middle = layout.filters.y + (f + 0.5) * layout.filters.h + 4;
        makeText(this.filters.group, "line-name", `filter ${f}`, { x: layout.filters.x - BESIDE_MATRIX, y: middle, "text-anchor": "end" });
        if (layout.wide) makeText(this.boards, "line-name soft bias", bias, { x: x + this.products.columns * w + 6, y: y + (f + 0.5) * h + 4 });
      } else {
        const { x: left, y: top, w: wide } = layout.filters;
        makeText(this.filters.group, "line-name", `${f}`, { x: left + (f + 0.5) * wide, y: top - 9, "text-anchor": "middle" });
      }
    }
  }

  /**
   * Show a moment.
   * @param {Moment} moment
   * @param {number} copied
   * @param {number} met what has been made by now
   */
  show(moment, copied, met) {
    const { scene, layout } = this;
    const { position, filter } = moment;
    const first = firstShown(positionCount(scene), layout.positions, position);
    this.paintFilters();
    this.paintPatches(first, copied, position);
    this.paintProducts(first, met, moment);
    this.first = first;
    const line = position - first;
    if (this.columns) this.patches.frame(0, line, this.patchSlots.length, 1);
    else this.patches.frame(line, 0, 1, this.patchSlots.length);
    const lines = filter === null ? 0 : 1; // no filter is lit while patches are only copied
    if (this.columns) this.filters.frame(filter ?? 0, 0, lines, this.filterSlots.length);
    else this.filters.frame(0, filter ?? 0, this.filterSlots.length * lines, 1);
    this.products.frame(...this.cellOf(this.products, filter ?? 0, line), lines, 1);
    this.showAround(moment, met);
    this.mark(moment);
  }

  /**
   * @param {MatrixCells} board
   * @param {number} along
   * @param {number} across
   * @returns {[number, number]}
   */
  cellOf(board, along, across) {
    const upright = board === this.products ? this.columns : this.columns === (board === this.patches);
    return upright ? [along, across] : [across, along];
  }

  paintFilters() {
    if (this.first !== undefined) return;
    const { scene } = this;
    const { depth, kh, kw } = sizes(scene);
    const peak = scene.filters.peak();
    this.filterSlots.forEach(({ channel, entry }, slot) => {
      scene.maps.forEach((_, f) => {
        const [row, column] = this.cellOf(this.filters, slot, f);
        if (entry === null) return this.filters.paint(row, column, "", this.columns ? "⋯" : "⋮", "var(--paper)", "left-out");
        const seen = depth * kh * kw === scene.filters.shape[1] || slabsUnder(scene, f).includes(channel);
        const value = scene.filters.at(f, entry);
        this.filters.paint(row, column, `${f},${entry}`, numberText(value), signedTint(value, peak), seen ? "" : "unseen");
      });
    });
  }

  /**
   * @param {number} first
   * @param {number} copied
   * @param {number} position
   */
  paintPatches(first, copied, position) {
    const { scene } = this;
    for (let i = 0; i < this.layout.positions; i++) {
      const p = first + i;
      const there = p < copied || p === position;
      const look = `${p} ${there} ${p === position}`;
      if (this.looks[i] === look) continue; // from step to step most patches stay as they are
      this.looks[i] = look;
      this.patchSlots.forEach(({ channel, entry }, slot) => {
        const [row, column] = this.cellOf(this.patches, slot, i);
        if (entry === null) return this.patches.paint(row, column, "", there ? (this.columns ? "⋮" : "⋯") : "", "var(--paper)", "left-out");
        const value = scene.patches.at(entry, p);
        const fill = there ? channelTint(scene.slabs[channel].colour, value, peakOf(scene, channel)) : "var(--paper)";
        const current = p === position ? "current" : "";
        this.patches.paint(row, column, `${entry},${p}`, there ? numberText(value) : "", fill, current);
      });
    }
  }

  /**
   * @param {number} first
   * @param {number} met
   * @param {Moment} moment
   */
  paintProducts(first, met, { position, filter }) {
    const { scene } = this;
    const { M } = sizes(scene);
    const peak = scene.products.peak();
    for (let f = 0; f < M; f++)
      for (let i = 0; i < this.layout.positions; i++) {
        const p = first + i;
        const now = p === position && f === filter;
        const there = f * positionCount(scene) + p < met || now;
        const value = scene.products.at(f, p);
        const [row, column] = this.cellOf(this.products, f, i);
        const cls = now ? "current" : p === position && filter !== null ? "also" : "";
        this.products.paint(row, column, `${f},${p}`, there ? numberText(value) : "", there ? signedTint(value, peak) : "var(--paper)", cls);
      }
  }

  /**
   * The window through the volume, the links from it to the patch, and the cells of the maps.
   * @param {Moment} moment
   * @param {number} met
   */
  showAround({ position, filter }, met) {
    const { scene, layout } = this;
    const place = { map: filter ?? 0, ...gridPlace(scene, position) };
    this.volume.moveTo(place);
    const { kh, kw, C } = sizes(scene);
    if (filter === null) {
      for (const window of this.volume.windows) window.classList.remove("outside");
      for (const block of this.volume.blocks) block.classList.remove("outside");
      this.volume.blockName.textContent = `patch ${position}: ${C} × ${kh} × ${kw}`;
    }
    const length = this.patchSlots.length / C;
    this.links.forEach((link, channel) => {
      const along = (channel + 0.5) * length - 0.5;
      const line = position - this.first;
      const [row, column] = this.columns ? [along, line] : [line, along];
      const edge = this.columns ? this.patches.entry(row, 0, false) : this.patches.entry(row, column, true);
      /** @type {Point} */
      const end = this.columns ? [edge[0] - layout.channelRoom + 4, edge[1]] : edge;
      link.classList.toggle("waiting", filter !== null && !slabsUnder(scene, filter).includes(channel));
      link.setAttribute("d", layout.wide && this.columns ? curve(this.volume.exit(channel, place), end) : "");
    });
    this.maps.now.classList.toggle("outside", filter === null);
    this.maps.show(met - 1, stepOf(scene, place), filter !== null);
    this.markMaps(place, filter);
  }

  /**
   * The same position in the maps of the other filters.
   * @param {Place} place
   * @param {?number} filter
   */
  markMaps({ map, row, column }, filter) {
    this.also?.forEach((rect) => rect.classList.remove("also"));
    this.also = filter === null ? [] : this.maps.slabs.filter((_, m) => m !== map).map((slab) => slab.cellAt(row, column).rect);
    this.also.forEach((rect) => rect.classList.add("also"));
  }

  describePart() {
    return describePart(this.scene, this.patchSlots, this.filterSlots, this.first, this.layout.positions);
  }

  /**
   * A single entry that is pointed at: its weight, its copy, and the cell it was copied from.
   * @param {Moment} moment
   */
  mark({ entry, filter, position }) {
    this.unmark();
    if (entry === null) return;
    const shownAt = (slots) => slots.findIndex((slot) => slot.entry === entry);
    const [inPatch, inFilter] = [shownAt(this.patchSlots), shownAt(this.filterSlots)];
    const [channel, r, q] = originOf(this.scene, entry, position);
    this.marked.push(this.volume.slabs[channel].cellAt(r, q).rect);
    if (inPatch >= 0) this.marked.push(this.patches.rectAt(...this.cellOf(this.patches, inPatch, position - this.first)));
    if (inFilter >= 0 && filter !== null) this.marked.push(this.filters.rectAt(...this.cellOf(this.filters, inFilter, filter)));
    this.marked.forEach((rect) => rect.classList.add("tapped"));
  }

  unmark() {
    this.marked.forEach((rect) => rect.classList.remove("tapped", "copy"));
    this.marked = [];
  }

  /** Mark every copy of a cell of the padded input that is shown; null marks none. @param {?number[]} cell */
  trace(cell) {
    this.unmark();
    this.maps.traceInput(cell);
    for (const [entry, position] of cell ? copiesOf(this.scene, cell) : []) {
      const slot = this.patchSlots.findIndex((s) => s.entry === entry);
      const line = position - this.first;
      if (slot < 0 || line < 0 || line >= this.layout.positions) continue;
      this.marked.push(this.patches.rectAt(...this.cellOf(this.patches, slot, line)));
    }
    this.marked.forEach((rect) => rect.classList.add("copy"));
  }
}
