// Slabs: the input volume with the window through it, and the output maps.

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

/** Strength of a slab's hue says how large the value is. */
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
    const readable = legible(place.scale, this.type);
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

/** The input: its slabs, the window through those under the block, and the block it spans between them. */
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
    this.captions = scene.slabs.map((slab) => {
      const leader = make("path", { class: "leader" }, captions);
      const text = word(captions, "caption", slab.label);
      text.style.fill = leader.style.stroke = `color-mix(in srgb, ${slab.colour} 78%, var(--ink))`;
      return { leader, text };
    });
    this.tag = make("g", { class: "tag" }, captions);
    make("rect", { x: 1.4, y: -10.6, width: 10, height: 10, rx: 2 }, this.tag);
    this.blockName = word(this.tag, "caption", "", { x: 18, y: 0 });
  }

  inputSlab(parent, c, H, W, outline) {
    const { scene } = this;
    const slab = new Slab(parent, H, W, scene.input.longest());
    const { colour } = scene.slabs[c];
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
    const { H, W, kh, kw } = sizes(this.scene);
    const flat = state.view === "flat";
    const box = layout.volume;
    const places = this.placesIn(layout, state);
    this.slabs.forEach((slab, c) => {
      slab.place(places[c]);
      slab.group.style.setProperty("--frame", `${clamp(places[c].scale * CELL * 0.16, 0.9, 2.8)}px`);
    });
    this.placeCaptions(places, H, W, flat || isSeries(this.scene), state.yaw);
    this.tag.setAttribute("transform", `translate(${box.x} ${box.y - 10})`);
    const [reachH, reachW] = [this.scene.dilation[0] * (kh - 1) + 1, this.scene.dilation[1] * (kw - 1) + 1];
    this.blocks.forEach((block, c) => block.setAttribute("d", flat ? "" : blockFaces(places[c], places[c + 1], reachH, reachW)));
  }

  /** @returns {Placed[]} */
  placesIn({ volume, wide }, state) {
    const { C, H, W } = sizes(this.scene);
    const series = isSeries(this.scene);
    const angles = turned(state, series ? STRIP_TURN : 1);
    if (state.view === "flat") return inGrid(volume, C, H, W, angles);
    if (series) {
      const box = { ...volume, y: volume.y + 20, h: volume.h - 20 }; // px: the name of the strip at the top
      return stackInDepth(box, C, H, W, angles, stripGap(box, W, angles), STRIP_CELL);
    }
    const longest = Math.max(...this.scene.slabs.map((slab) => slab.label.length));
    const captionRoom = longest * 6.3 - (wide ? 26 : 0); // a name may reach into the gap before the ledger
    const stairs = Math.max(0, C - 3) * 9; // px: many names need more height than their slabs
    const box = { ...volume, x: volume.x + (state.yaw < 0 ? captionRoom : 0), w: volume.w - captionRoom, h: volume.h - stairs };
    return stackInDepth(box, C, H, W, angles, spreadGap(C, H, W, angles));
  }

  placeCaptions(places, H, W, above, yaw) {
    const spots = above ? places.map((place) => spotAbove(place, W)) : staircase(places, H, W, yaw);
    spots.forEach(({ x, y, end, corner }, c) => {
      const { leader, text } = this.captions[c];
      text.setAttribute("x", x);
      text.setAttribute("y", y);
      text.setAttribute("text-anchor", end ? "end" : "start");
      const far = corner && Math.abs(y - 4 - corner[1]) > 6;
      leader.setAttribute("d", far ? `M${corner[0]},${corner[1]}L${x + (end ? 3 : -3)},${y - 4}` : "");
    });
  }

  /** Put the window of a position on the slabs under the block, and only there. */
  moveTo({ map, row, column }) {
    const { scene } = this;
    const under = slabsUnder(scene, map);
    const [dr, dc] = [row * scene.stride[0], column * scene.stride[1]];
    this.slabs.forEach((slab, c) => {
      slab.window.style.transform = `translate(${dc * CELL}px, ${dr * CELL}px)`;
      slab.window.classList.toggle("outside", !under.includes(c));
    });
    this.blocks.forEach((block, c) => {
      const [x, y] = this.slabs[c].placed.along(dr, dc);
      block.style.transform = `translate(${x}px, ${y}px)`;
      block.classList.toggle("outside", !(under.includes(c) && under.includes(c + 1)));
    });
    const { depth, kh, kw } = sizes(scene);
    const name = `${namesOf(scene).block(map)}: ${depth} × ${kh} × ${kw}`;
    if (this.blockName.textContent !== name) this.blockName.textContent = name;
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

/** The output: its maps, never one in front of another, filled as the steps go by. */
class OutputMaps {
  constructor(parent, captions, scene) {
    const { M, OH, OW } = sizes(scene);
    this.scene = scene;
    this.peak = scene.output.peak();
    this.filled = -1;
    this.used = [];
    const figures = scene.output.longest();
    // The edges that make one volume of the maps lie behind all of them, so that no number is struck through.
    const gaps = scene.kind === "volume" ? M - 1 : 0;
    this.edges = Array.from({ length: gaps }, () => make("path", { class: "between" }, parent));
    this.slabs = Array.from({ length: M }, (_, m) => this.outputSlab(parent, m, OH, OW, figures));
    this.now = make("rect", { x: -1, y: -1, width: CELL + 2, height: CELL + 2, rx: 4, class: "now" });
    this.captions = this.slabs.map((_, m) => word(captions, "caption", namesOf(scene).output(m)));
  }

  outputSlab(parent, m, OH, OW, figures) {
    const slab = new Slab(parent, OH, OW, figures);
    slab.group.classList.add("map");
    slab.cells.forEach((cell, i) => {
      cell.rect.dataset.cell = `${m},${Math.floor(i / OW)},${i % OW}`;
      cell.paint(null, "var(--paper)");
    });
    return slab;
  }

  /** @param {Layout} layout @param {State} state */
  place(layout, state) {
    const { M, OH, OW } = sizes(this.scene);
    const series = isSeries(this.scene);
    const apart = this.pulledApart(layout.maps, state);
    const places = apart ?? inGrid(layout.maps, M, OH, OW, turned(state, series ? STRIP_TURN : 0.7), 24, series ? STRIP_CELL : 44);
    this.edges.forEach((edge, m) => edge.setAttribute("d", apart ? blockFaces(places[m], places[m + 1], OH, OW) : ""));
    places.forEach((place, m) => {
      this.slabs[m].place(place);
      const [left, right] = apart ? [place.at(OH, 0), place.at(OH, OW)] : [place.at(0, 0), place.at(0, OW)];
      this.captions[m].setAttribute("x", left[0]);
      this.captions[m].setAttribute("y", apart ? Math.max(left[1], right[1]) + 14 : Math.min(left[1], right[1]) - 8);
    });
  }

  /** The maps as slabs of one volume, so far apart that none covers another; null where that leaves their numbers too small. */
  pulledApart(box, state) {
    const { M, OH, OW } = sizes(this.scene);
    if (this.edges.length === 0 || state.view === "flat") return null;
    const room = { ...box, x: box.x + 12, w: box.w - 24, h: box.h - 24 }; // px: for the names, which stand under the slabs
    const stack = (angles) => stackInDepth(room, M, OH, OW, angles, clearGap(OH, OW, angles));
    const [across, upward] = [0.7, 0.2].map((share) => stack(turned(state, share)));
    const larger = across[0].scale > upward[0].scale ? across : upward;
    return legible(larger[0].scale, this.slabs[0].type) ? larger : null;
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
    const { map, row, column } = placeOf(this.scene, step);
    const { group } = this.slabs[map];
    if (this.now.parentNode !== group) group.appendChild(this.now);
    this.now.setAttribute("transform", `translate(${column * CELL} ${row * CELL})`);
  }

  /** Outline every output cell whose window holds a cell of the padded input. */
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

  /** Where the landing link ends: the left side of a cell, or its top. */
  entry({ map, row, column }, upright) {
    return this.slabs[map].placed.at(upright ? row : row + 0.5, upright ? column + 0.5 : column);
  }
}
