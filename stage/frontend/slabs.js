// Slabs: the input volume with the window through it, and the feature maps.

const SVG = "http://www.w3.org/2000/svg";

/** A new SVG element with its attributes, appended to its parent. */
function make(name, attributes = {}, parent = undefined) {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  parent?.appendChild(element);
  return element;
}

/** A text element. What it says is set as text, never as markup. */
function word(parent, cls, text = "", attributes = {}) {
  const element = make("text", { class: cls, ...attributes }, parent);
  element.textContent = text;
  return element;
}

/** Strength of a channel's hue says how large the value is. */
function tint(colour, value, peak) {
  return `color-mix(in srgb, ${colour} ${Math.round(7 + 55 * Math.min(1, Math.abs(value) / peak))}%, var(--paper))`;
}

/** Hue says the sign, strength the size; zero is paper. */
function signed(value, peak) {
  if (value === 0) return "var(--paper)";
  const hue = value < 0 ? "var(--negative)" : "var(--positive)";
  return `color-mix(in srgb, ${hue} ${Math.round(9 + 53 * Math.min(1, Math.abs(value) / peak))}%, var(--paper))`;
}

/** A rectangle with a number in it; only what changed is touched. */
class Cell {
  constructor(parent, x, y, size, radius = 2.5) {
    this.rect = make("rect", { x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1, rx: radius }, parent);
    this.spot = { x: x + size / 2, y: y + size / 2 };
    this.size = size;
    this.parent = parent;
    this.label = null;
    this.cls = "num";
    this.figures = 2;
    this.value = undefined;
    this.fill = undefined;
  }

  paint(value, fill) {
    if (this.fill !== fill) this.rect.style.fill = this.fill = fill;
    if (this.value === value) return;
    this.value = value;
    if (this.label) this.write();
  }

  /** Labels are made when they are first large enough to be read. */
  showNumber() {
    this.label ??= make("text", { ...this.spot, dy: "0.35em", class: this.cls }, this.parent);
    this.write();
  }

  markPadding() {
    this.rect.classList.add("pad");
    this.cls = "num pad-num";
  }

  /** Numbers of up to four figures are alike in size; longer ones are set smaller, each as it needs. */
  write() {
    const text = this.value === null || this.value === undefined ? "" : written(this.value);
    this.label.textContent = text;
    const type = typeFor(this.size, Math.max(this.figures, text.length), this.most);
    if (this.type !== type) this.label.style.fontSize = `${(this.type = type)}px`;
  }
}

/** A board of cells that the camera can turn. */
class Slab {
  constructor(parent, rows, columns, figures) {
    this.rows = rows;
    this.columns = columns;
    this.group = make("g", { class: "slab" }, parent);
    const edge = { x: -1, y: -1, width: columns * CELL + 2, height: rows * CELL + 2, rx: 3 };
    this.board = make("rect", { ...edge, class: "board" }, this.group);
    this.cells = Array.from({ length: rows * columns }, (_, i) => {
      const cell = new Cell(this.group, (i % columns) * CELL, Math.floor(i / columns) * CELL, CELL);
      return cell;
    });
    const alike = Math.min(figures, 4);
    this.cells.forEach((cell) => Object.assign(cell, { figures: alike, most: 12 }));
    this.type = typeFor(CELL, figures, 12);
    this.numbersShown = false;
  }

  cellAt(row, column) {
    return this.cells[row * this.columns + column];
  }

  /** @param {Placed} place */
  place(place) {
    this.placed = place;
    this.group.setAttribute("transform", place.matrix);
    const readable = CELL * place.scale >= READABLE && this.type * place.scale >= SMALLEST_TYPE;
    this.group.classList.toggle("unread", !readable);
    if (readable && !this.numbersShown) {
      this.numbersShown = true;
      this.cells.forEach((cell) => cell.showNumber());
    }
  }
}

/** Marks that only an input slab has: its real edge inside the padding, and the lines no window visits. */
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
  make("rect", { ...edge, rx: 4, class: "edge", stroke: colour }, slab.group);
  const hatch = (x, y, width, height) => make("rect", { x, y, width, height, class: "hatch", fill: "url(#unvisited)" }, slab.group);
  scene.unvisited.rows.forEach((r) => hatch(0, r * CELL, W * CELL, CELL));
  scene.unvisited.columns.forEach((q) => hatch(q * CELL, 0, CELL, H * CELL));
}

/** The outline of the window on one slab; with dilation each cell it touches is framed, and the holes stay open. */
function windowOutline(scene) {
  const { kh, kw } = sizes(scene);
  const [dh, dw] = scene.dilation;
  const box = (r, q, rows, columns) => `M${q * CELL},${r * CELL}h${columns * CELL}v${rows * CELL}h${-columns * CELL}z`;
  const reach = box(0, 0, dh * (kh - 1) + 1, dw * (kw - 1) + 1);
  if (dh === 1 && dw === 1) return { solid: reach, dashed: "" };
  const cells = Array.from({ length: kh * kw }, (_, i) => box(Math.floor(i / kw) * dh, (i % kw) * dw, 1, 1));
  return { solid: cells.join(""), dashed: reach };
}

/** The input: one slab a channel, the window through all slabs of the filter's group, and the block it spans between them. */
class InputVolume {
  constructor(parent, captions, scene) {
    const { C, H, W } = sizes(scene);
    this.scene = scene;
    this.slabs = [];
    this.blocks = [];
    const outline = windowOutline(scene);
    for (let c = C - 1; c >= 0; c--) {
      if (c < C - 1) this.blocks[c] = make("path", { class: "block" }, parent);
      this.slabs[c] = this.inputSlab(parent, c, H, W, outline);
    }
    this.captions = scene.channels.map((channel) => {
      const leader = make("path", { class: "leader" }, captions);
      const text = word(captions, "caption", channel.label);
      text.style.fill = leader.style.stroke = `color-mix(in srgb, ${channel.colour} 78%, var(--ink))`;
      return { leader, text };
    });
    this.tag = make("g", { class: "tag" }, captions);
    make("rect", { x: 1.4, y: -10.6, width: 10, height: 10, rx: 2 }, this.tag);
    this.filterName = word(this.tag, "caption", "", { x: 18, y: 0 });
  }

  inputSlab(parent, c, H, W, outline) {
    const { scene } = this;
    const slab = new Slab(parent, H, W, scene.input.longest());
    const { colour } = scene.channels[c];
    slab.cells.forEach((cell, i) => {
      const [r, q] = [Math.floor(i / W), i % W];
      const value = scene.input.at(c, r, q);
      cell.paint(value, tint(colour, value, peakOf(scene, c)));
      cell.rect.dataset.input = `${c},${r},${q}`;
    });
    markInput(slab, scene, colour);
    slab.window = make("g", { class: "window" }, slab.group);
    if (outline.dashed) make("path", { d: outline.dashed, class: "reach" }, slab.window);
    make("path", { d: outline.solid, class: "halo" }, slab.window);
    make("path", { d: outline.solid }, slab.window);
    return slab;
  }

  /** @param {Layout} layout @param {State} state */
  place(layout, state) {
    const { C, H, W, kh, kw } = sizes(this.scene);
    const flat = state.view === "flat";
    const angles = flat ? { yaw: 0, pitch: 0 } : state;
    const box = layout.volume;
    const longest = Math.max(...this.scene.channels.map((channel) => channel.label.length));
    const captionRoom = flat ? 0 : longest * 6.3 - (layout.wide ? 26 : 0); // a name may reach into the gap before the ledger
    const stairs = Math.max(0, C - 3) * 9; // px: many names need more height than their slabs
    const stackBox = { ...box, x: box.x + (state.yaw < 0 ? captionRoom : 0), w: box.w - captionRoom, h: box.h - stairs };
    const places = flat ? inGrid(box, C, H, W, angles) : stackInDepth(stackBox, C, H, W, angles);
    this.slabs.forEach((slab, c) => {
      slab.place(places[c]);
      slab.group.style.setProperty("--frame", `${clamp(places[c].scale * CELL * 0.16, 0.9, 2.8)}px`);
    });
    this.placeCaptions(places, H, W, flat, state.yaw);
    this.tag.setAttribute("transform", `translate(${box.x} ${box.y - 10})`);
    const [reachH, reachW] = [this.scene.dilation[0] * (kh - 1) + 1, this.scene.dilation[1] * (kw - 1) + 1];
    this.blocks.forEach((block, c) => block.setAttribute("d", flat ? "" : blockFaces(places[c], places[c + 1], reachH, reachW)));
  }

  placeCaptions(places, H, W, flat, yaw) {
    const spots = flat
      ? places.map((place) => ({ x: place.at(0, 0)[0], y: place.at(0, 0)[1] - 8, end: false, corner: null }))
      : staircase(places, H, W, yaw);
    spots.forEach(({ x, y, end, corner }, c) => {
      const { leader, text } = this.captions[c];
      text.setAttribute("x", x);
      text.setAttribute("y", y);
      text.setAttribute("text-anchor", end ? "end" : "start");
      const far = corner && Math.abs(y - 4 - corner[1]) > 6;
      leader.setAttribute("d", far ? `M${corner[0]},${corner[1]}L${x + (end ? 3 : -3)},${y - 4}` : "");
    });
  }

  /** Put the window of a position on the slabs of the filter's group, and only there. */
  moveTo({ filter, row, column }) {
    const { scene } = this;
    const group = channelsOf(scene, filter);
    const [dr, dc] = [row * scene.stride[0], column * scene.stride[1]];
    this.slabs.forEach((slab, c) => {
      slab.window.style.transform = `translate(${dc * CELL}px, ${dr * CELL}px)`;
      slab.window.classList.toggle("outside", !group.includes(c));
    });
    this.blocks.forEach((block, c) => {
      const [x, y] = this.slabs[c].placed.along(dr, dc);
      block.style.transform = `translate(${x}px, ${y}px)`;
      block.classList.toggle("outside", !(group.includes(c) && group.includes(c + 1)));
    });
    const { depth, kh, kw } = sizes(scene);
    const name = `filter ${filter}: ${depth} × ${kh} × ${kw}`;
    if (this.filterName.textContent !== name) this.filterName.textContent = name;
  }

  /** Where the links start: the middle of the window's right side on a slab. */
  exit(c, { row, column }) {
    const { kh, kw } = sizes(this.scene);
    const [sh, sw] = this.scene.stride;
    const [reachH, reachW] = [this.scene.dilation[0] * (kh - 1) + 1, this.scene.dilation[1] * (kw - 1) + 1];
    return this.slabs[c].placed.at(row * sh + reachH / 2, column * sw + reachW);
  }
}

/** The four side faces of the block between the windows of two neighbouring slabs. */
function blockFaces(front, back, rows, columns) {
  const corners = (place) => [place.at(0, 0), place.at(0, columns), place.at(rows, columns), place.at(rows, 0)];
  const [a, b] = [corners(front), corners(back)];
  const point = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
  return a.map((_, i) => `M${point(a[i])}L${point(a[(i + 1) % 4])}L${point(b[(i + 1) % 4])}L${point(b[i])}z`).join("");
}

/** The output: one feature map a filter, never one in front of another, filled as the steps go by. */
class FeatureMaps {
  constructor(parent, captions, scene) {
    const { F, OH, OW } = sizes(scene);
    this.scene = scene;
    this.peak = scene.output.peak();
    this.filled = -1;
    this.used = [];
    const figures = scene.output.longest();
    this.slabs = Array.from({ length: F }, (_, f) => {
      const slab = new Slab(parent, OH, OW, figures);
      slab.group.classList.add("map");
      slab.cells.forEach((cell, i) => {
        cell.rect.dataset.cell = `${f},${Math.floor(i / OW)},${i % OW}`;
        cell.paint(null, "var(--paper)");
      });
      return slab;
    });
    this.now = make("rect", { x: -1, y: -1, width: CELL + 2, height: CELL + 2, rx: 4, class: "now" });
    this.captions = this.slabs.map((_, f) => word(captions, "caption", `feature map ${f}`));
  }

  /** @param {Layout} layout @param {State} state */
  place(layout, state) {
    const { F, OH, OW } = sizes(this.scene);
    const angles = state.view === "flat" ? { yaw: 0, pitch: 0 } : { yaw: state.yaw * 0.7, pitch: state.pitch };
    inGrid(layout.maps, F, OH, OW, angles, 24, 44).forEach((place, f) => {
      this.slabs[f].place(place);
      const [left, right] = [place.at(0, 0), place.at(0, OW)];
      this.captions[f].setAttribute("x", left[0]);
      this.captions[f].setAttribute("y", Math.min(left[1], right[1]) - 8);
    });
  }

  cellOf(step) {
    const perMap = this.slabs[0].cells.length;
    return this.slabs[Math.floor(step / perMap)].cells[step % perMap];
  }

  paintCell(step, shown) {
    const value = shown ? this.scene.output.units[step] / this.scene.output.per : null;
    this.cellOf(step).paint(value, shown ? signed(value, this.peak) : "var(--paper)");
  }

  /** Fill up to and with a step, and outline it; a step that is only pointed at is shown for as long as that lasts. */
  show(last, step, landed) {
    for (let s = this.filled + 1; s <= last; s++) this.paintCell(s, true);
    for (let s = this.filled; s > last; s--) this.paintCell(s, false);
    this.filled = last;
    if (this.peeked !== undefined && this.peeked > last) this.paintCell(this.peeked, false);
    this.peeked = step;
    if (step > last) this.paintCell(step, landed);
    const { filter, row, column } = placeOf(this.scene, step);
    const { group } = this.slabs[filter];
    if (this.now.parentNode !== group) group.appendChild(this.now);
    this.now.setAttribute("transform", `translate(${column * CELL} ${row * CELL})`);
  }

  /** Outline every output cell whose window holds a cell of the padded input. Returns how many a map there are. */
  traceInput(cell) {
    this.used.forEach((rect) => rect.classList.remove("uses"));
    this.used = [];
    if (!cell) return 0;
    const { scene } = this;
    const { F, kh, kw, OH, OW } = sizes(scene);
    const [c, r, q] = cell;
    const rows = positionsUsing(r, OH, kh, scene.stride[0], scene.dilation[0]);
    const columns = positionsUsing(q, OW, kw, scene.stride[1], scene.dilation[1]);
    for (let f = 0; f < F; f++) {
      if (!channelsOf(scene, f).includes(c)) continue;
      for (const row of rows) for (const column of columns) this.used.push(this.slabs[f].cellAt(row, column).rect);
    }
    this.used.forEach((rect) => rect.classList.add("uses"));
    return rows.size * columns.size;
  }

  /** Where the landing link ends: the left side of a cell, or its top. */
  entry({ filter, row, column }, upright) {
    return this.slabs[filter].placed.at(upright ? row : row + 0.5, upright ? column + 0.5 : column);
  }
}
