// The ledger: one row a slab under the block, patch × kernel = products, and the sum of the products.

import { makeSvg, makeText, setAttributes } from "./dom.js";
import { CELL, FIGURE, GAP, LARGEST_TYPE, leastWhole, SMALLEST_TYPE, typeFor } from "./geometry.js";
import { namesOf } from "./names.js";
import { NUMBER_WORDS } from "./number_words.js";
import { figuresOf, MOST_FIGURES, numberText, product } from "./numbers.js";
import { LEDGER_HEAD } from "./ledger_plan.js";
import { peakOf, sizes, slabsUnder, weightAt, windowCells } from "./scene.js";
import { Cell } from "./slabs.js";
import { makeSpot, placeSpot } from "./spots.js";
import { runningSum } from "./state.js";
import { channelTint, signedTint, typeHue } from "./tints.js";
/** @import { Point } from "./geometry.js" */
/** @import { Address } from "./origins.js" */
/** @import { LedgerPlan } from "./ledger_plan.js" */
/** @import { Layout } from "./rooms.js" */
/** @import { Place, Scene } from "./scene.js" */
/** @import { Granularity, Progress } from "./state.js" */

const AROUND_NUMBER = 3.5; // px: above and below a number in its cell
const ABOVE_BELOW = 8; // px: a head under patch and kernel stands so far above its tile
const SHORT_ROW = 360; // px: "channel 0 (red)", "25 products, added up" and their sum would run into each other

/** A block of cells, kh x kw, in the ledger. */
class Tile {
  /**
   * @param {Element} parent
   * @param {"patch"|"kernel"|"products"} kind
   * @param {number} rows
   * @param {number} columns
   */
  constructor(parent, kind, rows, columns) {
    this.kind = kind;
    this.rows = rows;
    this.columns = columns;
    this.group = makeSvg("g", { class: `tile ${kind}` }, parent);
    this.board = makeSvg("rect", { class: "board", rx: 3 }, this.group);
    this.cells = Array.from({ length: rows * columns }, () => new Cell(this.group, 0, 0, CELL));
    this.cells.forEach((cell) => cell.showNumber());
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {{w: number, h: number}} size of a cell
   * @param {number} figures
   * @param {number} type  px: the largest
   */
  place(x, y, { w, h }, figures, type) {
    this.group.setAttribute("transform", `translate(${x} ${y})`);
    const board = { x: -0.5, y: -0.5, width: this.columns * w + 1, height: this.rows * h + 1 };
    setAttributes(this.board, board);
    const alike = Math.min(figures, MOST_FIGURES);
    const most = w > h ? Math.min(type, h - AROUND_NUMBER) : type;
    const least = leastWhole(this.kind, figures, w, most);
    this.group.classList.toggle("unread", typeFor(w, alike, most) < SMALLEST_TYPE);
    this.cells.forEach((cell, i) => {
      Object.assign(cell, { size: w, most, figures: alike, least });
      const [cx, cy] = [(i % this.columns) * w, Math.floor(i / this.columns) * h];
      const box = { x: cx + 0.5, y: cy + 0.5, width: w - 1, height: h - 1 };
      setAttributes(cell.rect, box);
      cell.label.setAttribute("x", cx + w / 2);
      cell.label.setAttribute("y", cy + h / 2);
      cell.write();
    });
  }
}

/** One slab's row. Closed, it says only the slab and its sum. */
class Row {
  /**
   * @param {Element} parent
   * @param {number} i its place in the ledger
   * @param {number} kh
   * @param {number} kw
   */
  constructor(parent, i, kh, kw) {
    this.group = makeSvg("g", { class: "row" }, parent);
    this.head = makeSvg("g", { class: "row-head", "data-row": i }, this.group);
    this.hit = makeSvg("rect", { x: -6, y: -2, rx: 6, class: "row-hit" }, this.head);
    this.chevron = makeSvg("path", { class: "chevron" }, this.head);
    this.name = makeText(this.head, "row-name", "", { y: 14 });
    this.folded = makeText(this.head, "row-folded", "", { y: 14 });
    this.body = makeSvg("g", {}, this.group);
    this.patch = new Tile(this.body, "patch", kh, kw);
    this.kernel = new Tile(this.body, "kernel", kh, kw);
    this.products = new Tile(this.body, "products", kh, kw);
    /** @type {Record<string, Tile>} */
    this.tiles = { patch: this.patch, kernel: this.kernel, product: this.products };
    for (const kind in this.tiles) this.tiles[kind].cells.forEach((cell, tap) => (cell.rect.dataset.number = `${kind},${i},${tap}`));
    this.times = makeText(this.body, "op", "×");
    this.equals = makeText(this.body, "op", "=");
    this.arrow = makeText(this.body, "op", "→");
    this.sumSpot = makeSpot(this.group, `sum,${i}`);
    this.sum = makeText(this.group, "sum");
    this.open = false;
    this.middle = 0; // px: of its patch, from the top of the picture
    this.sumMiddle = 0; // px
    this.sumWidth = 0; // px
    this.slab = -1; // none yet
  }

  /** A long sum is set smaller, and so is that of a closed row. */
  sizeSum() {
    const type = Math.min(this.open ? 22 : 16, this.sumWidth / (FIGURE * Math.max(1, figuresOf(this.sum.textContent))));
    this.sum.style.fontSize = `${type}px`;
    placeSpot(this.sumSpot, this.sum, type);
  }
}

/**
 * px: the middle of patch and kernel, and of products and sum, in an open row.
 * @param {LedgerPlan} plan
 * @param {number} kh
 * @returns {{patch: number, sum: number}}
 */
function middlesOf({ tall, wrapped, rowHead }, kh) {
  const patch = rowHead + (kh * tall) / 2;
  return { patch, sum: wrapped ? patch + kh * tall + GAP : patch };
}

export class Ledger {
  /**
   * @param {Element} parent
   * @param {Scene} scene
   */
  constructor(parent, scene) {
    const { depth, kh, kw } = sizes(scene);
    this.scene = scene;
    this.group = makeSvg("g", { class: "ledger" }, parent);
    this.heads = ["patch", "kernel", "products", "sum"].map(() => makeText(this.group, "head"));
    this.rows = Array.from({ length: depth }, (_, i) => new Row(this.group, i, kh, kw));
    this.type = LARGEST_TYPE;
    this.weightPeak = scene.weight.peak();
    this.inputPeak = scene.input.peak();
  }

  /**
   * @param {Layout} layout
   * @param {number[]} opened rows that are open
   */
  place(layout, opened) {
    const { plan, ledger } = layout;
    this.plan = plan;
    this.box = ledger;
    this.type = layout.type;
    this.group.setAttribute("transform", `translate(${ledger.x} ${ledger.y})`);
    this.placeHeads(plan, Math.min(...opened));
    const { patch, sum } = middlesOf(plan, sizes(this.scene).kh);
    const closed = plan.folded / 2 - 3;
    let y = LEDGER_HEAD;
    this.rows.forEach((row, i) => {
      const open = opened.includes(i);
      row.open = open;
      row.group.setAttribute("transform", `translate(0 ${y})`);
      this.placeRow(row, plan, open);
      row.middle = ledger.y + y + (open ? patch : closed);
      row.sumMiddle = ledger.y + y + (open ? sum : closed);
      y += open ? plan.rowHeight : plan.folded;
    });
  }

  /**
   * Heads stand above the first row, or those of products and sums in the first open one, above its lower line.
   * @param {LedgerPlan} plan
   * @param {number} firstOpen
   */
  placeHeads({ tile, tall, product, gap, wrapped, width, sumWidth, rowHead, folded }, firstOpen) {
    const { kh, kw } = sizes(this.scene);
    const pitch = kw * tile + gap;
    const products = (wrapped ? GAP : 2 * pitch) + (kw * product) / 2;
    const lower = wrapped ? LEDGER_HEAD + firstOpen * folded + rowHead + kh * tall + GAP - ABOVE_BELOW : 10;
    const spots = [[(kw * tile) / 2, 10], [pitch + (kw * tile) / 2, 10], [products, lower], [width - sumWidth / 2, lower]];
    spots.forEach(([x, y], i) => setAttributes(this.heads[i], { x, y }));
  }

  /** Say what stands above the tiles, and which of them have rounded numbers in an open row. */
  nameHeads() {
    const open = this.rows.filter((row) => row.open);
    const isRounded = (tile) => open.some((row) => row[tile].cells.some((cell) => cell.isRounded));
    const tiles = ["patch", "kernel", "products"].map((tile) => (isRounded(tile) ? NUMBER_WORDS.rounded(tile) : tile));
    [...tiles, `${namesOf(this.scene).slab} sum`].forEach((words, i) => (this.heads[i].textContent = words));
  }

  /**
   * @param {Row} row
   * @param {LedgerPlan} plan
   * @param {boolean} open
   */
  placeRow(row, plan, open) {
    const { kh, kw } = sizes(this.scene);
    const { tile, tall, product, gap, wrapped, width, sumWidth, rowHead: top } = plan;
    row.body.style.display = open ? "" : "none";
    this.placeRowHead(row, plan, open);
    const pitch = kw * tile + gap;
    const [x, y] = wrapped ? [GAP, top + kh * tall + GAP] : [2 * pitch, top];
    const { patch, sum } = middlesOf(plan, kh);
    const { figures } = this.scene;
    const cell = { w: tile, h: tall };
    row.patch.place(0, top, cell, figures.patch, this.type);
    row.kernel.place(pitch, top, cell, figures.kernel, this.type);
    row.products.place(x, y, { w: product, h: tall }, figures.products, this.type);
    setAttributes(row.times, { x: pitch - gap / 2, y: patch + 6 });
    setAttributes(row.equals, { x: x - (wrapped ? GAP : gap) / 2, y: sum + 6 });
    setAttributes(row.arrow, { x: width - sumWidth - gap / 2 + 2, y: sum + 5 });
    row.sumWidth = sumWidth;
    setAttributes(row.sum, { x: width - sumWidth / 2, y: open ? sum + 7 : 15 });
    row.sizeSum();
  }

  /**
   * The slab's name: above the row, or above its sum where the row is lean; with it the way to open a row.
   * @param {Row} row
   * @param {LedgerPlan} plan
   * @param {boolean} open
   */
  placeRowHead(row, { open: most, rowHead, folded, width, sumWidth }, open) {
    const { kh, kw, depth } = sizes(this.scene);
    const isAside = open && rowHead === 0;
    const foldable = most < depth && !isAside;
    row.head.classList.toggle("foldable", foldable);
    setAttributes(row.hit, { width: width + 8, height: folded - 4 });
    row.chevron.setAttribute("d", !foldable ? "" : open ? "M1,6l4,5l4,-5" : "M3,4l5,4l-5,4");
    setAttributes(row.name, { x: isAside ? width : foldable ? 16 : 0, "text-anchor": isAside ? "end" : "start" });
    row.folded.setAttribute("x", width - sumWidth - 10);
    row.folded.textContent = open || width < SHORT_ROW ? "" : NUMBER_WORDS.folded(kh * kw);
  }

  /**
   * Show a step as far as it has been worked out.
   * @param {Place} place
   * @param {Progress} done
   * @param {Granularity} byCell
   */
  show(place, done, byCell) {
    const { scene } = this;
    const cells = windowCells(scene, place);
    slabsUnder(scene, place.map).forEach((slab, i) => {
      const row = this.rows[i];
      const { short, colour } = scene.slabs[slab];
      if (row.slab !== slab) {
        row.slab = slab;
        row.name.textContent = short;
        row.name.style.fill = row.sum.style.fill = typeHue(colour);
      }
      const running = runningSum(scene, place, done, i);
      const sum = i < done.sums ? numberText(scene.sums.at(place.map, i, place.row, place.column)) : running === null ? "·" : `${numberText(running)}…`;
      row.sum.classList.toggle("running", running !== null);
      if (row.sum.textContent !== sum) {
        row.sum.textContent = sum;
        row.sizeSum();
      }
      row.group.classList.toggle("current", byCell !== "position" && !done.landed && i === done.slab);
      if (row.open) this.showTiles(row, i, place.map, cells, done, byCell === "cell");
    });
    this.nameHeads();
  }

  /**
   * @param {Row} row
   * @param {number} i
   * @param {number} map
   * @param {{rows: number[], columns: number[]}} cells
   * @param {Progress} done
   * @param {boolean} byCell
   */
  showTiles(row, i, map, cells, done, byCell) {
    const { scene } = this;
    const { kh, kw } = sizes(scene);
    const { colour } = scene.slabs[row.slab];
    const peak = peakOf(scene, row.slab);
    const before = i * kh * kw;
    for (let tap = 0; tap < kh * kw; tap++) {
      const [r, q] = [Math.floor(tap / kw), tap % kw];
      const value = scene.input.at(row.slab, cells.rows[r], cells.columns[q]);
      const weight = weightAt(scene, map, i, r, q);
      row.patch.cells[tap].paint(value, channelTint(colour, value, peak));
      row.kernel.cells[tap].paint(weight, signedTint(weight, this.weightPeak));
      const known = before + tap < done.products;
      const result = product(value, weight);
      row.products.cells[tap].paint(known ? result : null, known ? signedTint(result, this.inputPeak * this.weightPeak) : "var(--paper)");
      const current = byCell && !done.landed && before + tap === done.products - 1;
      for (const tile of [row.patch, row.kernel, row.products]) tile.cells[tap].rect.classList.toggle("tap", current);
    }
  }

  /** The heads of rows that have to close for others; none where all rows are open. @returns {import("./row_buttons.js").RowHead[]} */
  foldableHeads() {
    if (this.plan.open === this.rows.length) return [];
    return this.rows.map(({ name, open, group, hit }) => ({ name: name.textContent, open, shown: open ? group : hit }));
  }

  /**
   * What shows a number, or a whole tile.
   * @param {string} kind
   * @param {number} i
   * @param {number} [tap]
   * @returns {Element}
   */
  shown(kind, i, tap) {
    const row = this.rows[i];
    if (kind === "sum") return row.sumSpot;
    return tap === undefined ? row.tiles[kind].board : row.tiles[kind].cells[tap].rect;
  }

  /** Every number that is shown, row by row. @returns {Address[]} */
  addresses() {
    const { kh, kw } = sizes(this.scene);
    const taps = Array.from({ length: kh * kw }, (_, tap) => tap);
    return this.rows.flatMap(({ open, tiles }, i) => {
      const inTiles = Object.keys(open ? tiles : {}).flatMap((kind) => taps.map((tap) => `${kind},${i},${tap}`));
      return [...inTiles, `sum,${i}`];
    });
  }

  /**
   * Where a link reaches a row, and where one leaves its sum.
   * @param {number} i
   * @returns {Point}
   */
  entry(i) {
    return [this.box.x - 8, this.rows[i].middle];
  }

  /**
   * @param {number} i
   * @returns {Point}
   */
  exit(i) {
    return [this.box.x + this.plan.width + 2, this.rows[i].sumMiddle];
  }
}
