// What is said of a number of the picture: what it is, and in one sentence what it is made of or where it goes.

/** A sentence begins with a capital. @param {string} text */
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export const NUMBER_WORDS = {
  /** @param {string} name @param {string} value */
  named: (name, value) => `${name}: ${value}`,
  /** @param {string} name */
  notThereYet: (name) => `${name}: not there yet`,
  /** @param {string} slab @param {string} place */
  cell: (slab, place) => `${slab}, ${place}`,
  /** @param {string} slab */
  padding: (slab) => `padding of ${slab}`,
  /** @param {string} cell */
  unvisited: (cell) => `${capitalised(cell)}. No window visits it.`,
  /** @param {string} cell @param {string} uses */
  visited: (cell, uses) => `${capitalised(cell)}. ${uses}.`,
  /** @param {string} value @param {string} where @param {string} weight @param {string} equation */
  patch: (value, where, weight, equation) => `${value} from ${where} is multiplied by the weight ${weight}: ${equation}.`,
  /** @param {string} block @param {string} slab @param {string} place */
  weight: (block, slab, place) => `weight of ${block} for ${slab}, ${place}`,
  /** @param {string} weight @param {string} name @param {string} value @param {string} equation */
  weightHere: (weight, name, value, equation) => `${weight} is the ${name}, and multiplies ${value} here: ${equation}.`,
  /** @param {string} slab @param {string} place */
  product: (slab, place) => `product of ${slab}, ${place}`,
  /** @param {string} times */
  multipliedLater: (times) => `${times} is multiplied later.`,
  /** @param {string} equation @param {string} slab */
  onlyProduct: (equation, slab) => `${equation}, the only product of ${slab}.`,
  /** @param {string} equation @param {number} count @param {string} sum @param {string} slab */
  oneProduct: (equation, count, sum, slab) => `${equation}, one of the ${count} products that add up to ${sum}, the sum of ${slab}.`,
  /** @param {string} equation @param {number} count @param {string} slab */
  oneOfSum: (equation, count, slab) => `${equation}, one of the ${count} products that add up to the sum of ${slab}.`,
  /** @param {string} slab @param {string} equation */
  tap: (slab, equation) => `${slab}: ${equation}.`,
  /** @param {string} slab @param {string} equation @param {string} running */
  tapSoFar: (slab, equation, running) => `${slab}: ${equation}. So far its products add up to ${running}.`,
  /** @param {string} short @param {string} slab */
  onlyTap: (short, slab) => `${short}: its only product is the ${slab} sum.`,
  /** @param {string} short @param {number} count @param {string} slab */
  allTaps: (short, count, slab) => `${short}: its ${count} products add up to one ${slab} sum.`,
  /** @param {string} numbers */
  rounded: (numbers) => `≈ ${numbers}`,
  /** @param {number} count */
  folded: (count) => `${count} products, added up`,
  /** @param {string} slab */
  sum: (slab) => `sum of ${slab}`,
  /** @param {string} slab @param {string} value @param {string} share @param {string} output */
  sumOfOne: (slab, value, share, output) => `The only product of ${slab} is ${value}, ${share} in ${output}.`,
  /** @param {number} count @param {string} slab @param {string} value @param {string} share @param {string} output */
  sumOfMany: (count, slab, value, share, output) => `The ${count} products of ${slab} add up to ${value}, ${share} in ${output}.`,
  /** @param {string} sums */
  oneOf: (sums) => `one of the ${sums}`,
  output: "the output",
  /** @param {string} slab */
  unfinished: (slab) => `Not all of the products of ${slab} are there yet.`,
  /** @param {string} slab @param {string} running */
  soFar: (slab, running) => `So far the products of ${slab} add up to ${running}.`,
  /** @param {string} block */
  bias: (block) => `bias of ${block}`,
  /** @param {string} bias @param {string} block */
  biasAdded: (bias, block) => `The bias ${bias} of ${block} is added once, and is the same at every position.`,
  /** @param {string} sums @param {string} bias */
  added: (sums, bias) => `${sums} and the bias ${bias} are added to give one number.`,
  /** @param {string} output @param {string} sums @param {string} bias */
  outputIs: (output, sums, bias) => `${output} is the sum of ${sums} and the bias ${bias}.`,
};
