// A map or picture with one pixel for each of its numbers, to be drawn at any size.

/** @typedef {import("../tensor.js").Tensor} Tensor */
/** @typedef {import("./shades.js").Rgb} Rgb */

/**
 * @param {Tensor} values
 * @param {?import("./shades.js").Scale} scale  none of a picture
 * @param {(shade: Rgb) => Rgb} toned  a last change of every colour
 */
export function pixelsOf(values, scale, toned = (shade) => shade) {
  const [rows, columns] = values.shape.slice(-2);
  const image = new ImageData(columns, rows);
  const shadeAt = scale ? (i) => scale.shade(values.units[i] / values.per) : lightsOf(values, rows * columns);
  for (let i = 0, place = 0; i < rows * columns; i++) {
    const [red, green, blue] = toned(shadeAt(i));
    image.data[place++] = red;
    image.data[place++] = green;
    image.data[place++] = blue;
    image.data[place++] = 255;
  }
  const canvas = new OffscreenCanvas(columns, rows);
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

/** The lights of a picture; one channel is grey. @param {Tensor} picture @param {number} count @returns {(i: number) => Rgb} */
function lightsOf({ units, shape }, count) {
  const [green, blue] = [1, 2].map((channel) => Math.min(channel, shape[0] - 1) * count);
  return (i) => [units[i], units[i + green], units[i + blue]];
}

/** Draw pixels larger, each as a square, or smaller, as means. @param {CanvasRenderingContext2D} context @param {OffscreenCanvas} pixels */
export function drawScaled(context, pixels, x, y, width, height) {
  context.imageSmoothingEnabled = width < pixels.width;
  context.imageSmoothingQuality = "high";
  context.drawImage(pixels, x, y, width, height);
}
