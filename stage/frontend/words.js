// The step in words and as one line of numbers, under the picture.

/** A new HTML element; what it says is set as text, never as markup. */
function html(name, cls, parent, text = "") {
  const element = document.createElement(name);
  if (cls) element.className = cls;
  if (text) element.textContent = text;
  parent?.append(element);
  return element;
}

/** "1 channel", "3 channels". */
function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** One sentence on what is being looked at. */
function sentence(scene, state, place, done) {
  const { depth, kh, kw } = sizes(scene);
  if (state.traced) return tracedSentence(scene, state.traced);
  if (done.landed) {
    const whole = `Filter ${place.filter} covers ${counted(depth, "channel")}`;
    return `${whole}: ${counted(depth, "channel sum")} and one bias make one number of feature map ${place.filter}.`;
  }
  const channel = scene.channels[channelsOf(scene, place.filter)[done.channel]].short;
  if (state.granularity === "channel") return `${channel}: ${counted(kh * kw, "product")}, added up, make one channel sum.`;
  const tap = (done.products - 1) % (kh * kw);
  const { rows, columns } = windowCells(scene, place);
  const [r, q] = [Math.floor(tap / kw), tap % kw];
  const value = scene.input.at(channelsOf(scene, place.filter)[done.channel], rows[r], columns[q]);
  const weight = scene.weight.at(place.filter, done.channel, r, q);
  return `${channel}: ${written(value)} × ${written(weight)} = ${written(product(value, weight))}`;
}

function tracedSentence(scene, [c, r, q]) {
  const { kh, kw, OH, OW } = sizes(scene);
  const rows = positionsUsing(r, OH, kh, scene.stride[0], scene.dilation[0]).size;
  const columns = positionsUsing(q, OW, kw, scene.stride[1], scene.dilation[1]).size;
  const { top, left } = scene.padding;
  const [row, column] = [r - top, q - left];
  const real = scene.input.shape[1] - scene.padding.bottom > r && r >= top && scene.input.shape[2] - scene.padding.right > q && q >= left;
  const where = real ? `${scene.channels[c].label}, row ${row}, column ${column}` : `padding of ${scene.channels[c].label}`;
  const uses = rows * columns === 0 ? "no window visits it" : `${counted(rows * columns, "position")} of a feature map ${rows * columns === 1 ? "uses" : "use"} it`;
  return `${where}: ${written(scene.input.at(c, r, q))}; ${uses}.`;
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

  writeLine({ filter, row, column }, done) {
    const { scene } = this;
    const { depth } = sizes(scene);
    this.line.replaceChildren();
    html("span", "where", this.line, `feature map ${filter}, row ${row}, column ${column}`);
    const term = (value, first, colour, note) => {
      const sign = first ? (value < 0 ? "−" : "") : value < 0 ? " − " : " + ";
      this.line.append(sign);
      const number = html("b", "", this.line, written(Math.abs(value)));
      if (colour) number.style.color = `color-mix(in srgb, ${colour} 78%, var(--ink))`;
      if (note) html("span", "note", this.line, note);
    };
    this.line.append("  ");
    channelsOf(scene, filter).forEach((channel, i) => {
      if (i < done.sums) term(scene.sums.at(filter, i, row, column), i === 0, scene.channels[channel].colour);
      else this.line.append(i === 0 ? "…" : " + …");
    });
    if (!done.landed) return;
    term(scene.bias.at(filter), depth === 0, null, " bias");
    this.line.append(" = ");
    html("b", "total", this.line, written(scene.output.at(filter, row, column)));
  }
}
