// The step in words and as one line of numbers, under the picture.

/** A new HTML element; what it says is set as text, never as markup. */
function html(name, cls, parent, text = "") {
  const element = document.createElement(name);
  if (cls) element.className = cls;
  if (text) element.textContent = text;
  parent?.append(element);
  return element;
}

/** One sentence on what is being looked at. */
function sentence(scene, state, place, done) {
  const { depth, kh, kw } = sizes(scene);
  const names = namesOf(scene);
  if (state.traced) return tracedSentence(scene, state.traced);
  if (done.landed) return names.landed(place.map, depth);
  const slab = slabsUnder(scene, place.map)[done.slab];
  const { short } = scene.slabs[slab];
  if (state.granularity === "channel") return `${short}: ${counted(kh * kw, "product")}, added up, make one ${names.slab} sum.`;
  const tap = (done.products - 1) % (kh * kw);
  const { rows, columns } = windowCells(scene, place);
  const [r, q] = [Math.floor(tap / kw), tap % kw];
  const value = scene.input.at(slab, rows[r], columns[q]);
  const weight = weightAt(scene, place.map, done.slab, r, q);
  return `${short}: ${written(value)} × ${written(weight)} = ${written(product(value, weight))}`;
}

function tracedSentence(scene, [slab, r, q]) {
  const { kh, kw, OH, OW } = sizes(scene);
  const rows = positionsUsing(r, OH, kh, scene.stride[0], scene.dilation[0]).size;
  const columns = positionsUsing(q, OW, kw, scene.stride[1], scene.dilation[1]).size;
  const maps = scene.maps.filter(({ slabs }) => slabs.includes(slab)).length;
  const uses = rows * columns === 0 ? "no window visits it" : namesOf(scene).uses(rows * columns, maps);
  return `${cellInWords(scene, [slab, r, q])}; ${uses}.`;
}

/** Which cell of the padded input it is, and its value. */
function cellInWords(scene, [slab, r, q]) {
  const { top, left } = scene.padding;
  const [row, column] = [r - top, q - left];
  const real = scene.input.shape[1] - scene.padding.bottom > r && r >= top && scene.input.shape[2] - scene.padding.right > q && q >= left;
  const where = real ? `${scene.slabs[slab].label}, row ${row}, column ${column}` : `padding of ${scene.slabs[slab].label}`;
  return `${where}: ${written(scene.input.at(slab, r, q))}`;
}

/** The line of numbers, the sentence, and the text for tests and screen readers. */
class Words {
  constructor(parent, scene) {
    this.scene = scene;
    this.line = html("p", "equation", parent);
    this.line.ariaHidden = "true";
    this.caption = html("p", "sentence", parent);
    this.caption.ariaHidden = "true";
    this.sum = html("p", "only-heard", parent);
    this.sum.dataset.testid = "stage-sum";
  }

  show(state, step, place, done) {
    this.writeLine(place, done);
    this.caption.textContent = sentence(this.scene, state, place, done);
    this.sum.setAttribute("aria-live", state.playing ? "off" : "polite");
    this.sum.textContent = stepInWords(this.scene, step, done);
  }

  writeLine({ map, row, column }, done) {
    const { scene } = this;
    const { depth } = sizes(scene);
    this.line.replaceChildren();
    html("span", "where", this.line, `${namesOf(scene).output(map)}, row ${row}, column ${column}`);
    const term = (value, first, colour, note) => {
      const sign = first ? (value < 0 ? "−" : "") : value < 0 ? " − " : " + ";
      this.line.append(sign);
      const number = html("b", "", this.line, written(Math.abs(value)));
      if (colour) number.style.color = `color-mix(in srgb, ${colour} 78%, var(--ink))`;
      if (note) html("span", "note", this.line, note);
    };
    this.line.append("  ");
    slabsUnder(scene, map).forEach((slab, i) => {
      if (i < done.sums) term(scene.sums.at(map, i, row, column), i === 0, scene.slabs[slab].colour);
      else this.line.append(i === 0 ? "…" : " + …");
    });
    if (!done.landed) return;
    term(biasOf(scene, map), depth === 0, null, " bias");
    this.line.append(" = ");
    html("b", "total", this.line, written(scene.output.at(map, row, column)));
  }
}
