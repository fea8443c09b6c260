/** A section longer than a screen is shown in stops: each begins with the first part that the one before leaves out. */

const PAGE = '[data-testid="stMain"]';
const PARTS = '[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"]';
const BELOW_EACH_OTHER = ["stVerticalBlock", "stLayoutWrapper", "stGrid", "stGridCell"]
  .map((name) => `[data-testid="${name}"]`)
  .join();
const STAYS = '[data-testid="stHeading"]:has(h1), .st-key-presenter'; // on every screen
const WAY_ON = '[data-testid="stPageLink"]'; // below it are the sources
const BOLD = '[data-testid="stMarkdown"] p:only-child > strong:only-child';
const CAPTION = '[data-testid="stMarkdown"] [data-testid="stCaptionContainer"]';
const FOLDED = '[data-testid="stExpander"]';
// A picture that fits itself to the screen: below it are only how fast it plays and from where it is seen.
const FITTED = '[class*="stage-place"], .st-key-matrix-place';
const GAP = 8; // px: what is lower is no part, and what is as near is there
const ABOVE = 3; // px: a part begins so far below the title, less than the space between two parts
const OVERLAP = 0.85; // share of a screen to go on by, in a part that is higher than one

/**
 * In pixels from the beginning of the page.
 * @typedef {{top: number, bottom: number, isHeading: boolean, isCaption: boolean}} Part
 */

/** Whether all of an element is a part that is folded. @param {Element} element */
function isFolded(element) {
  const fold = element.matches(FOLDED) ? element : element.querySelector(FOLDED);
  return fold !== null && element.clientHeight - fold.clientHeight < GAP;
}

/** Whether an element is the title of what follows it, also as a line that is all bold. @param {Element} element */
function isTitle(element) {
  if (element.querySelector('[data-testid="stHeading"]')) return true;
  return element.querySelector(BOLD)?.textContent === element.textContent;
}

/** The transport of an element that is all a picture that fits itself to the screen; none of others. @param {Element} element */
function transportOf(element) {
  const picture = element.matches(FITTED) ? element : element.querySelector(FITTED);
  if (!picture || element.clientHeight - picture.clientHeight >= GAP) return null;
  const hosts = [...picture.querySelectorAll("*")].filter(({ shadowRoot }) => shadowRoot);
  return hosts.map(({ shadowRoot }) => shadowRoot.querySelector(".bar")).find(Boolean) ?? null;
}

/**
 * Parts of a block that a class looks at; one that is higher than a screen as those that it holds.
 * @param {Element} block
 * @param {number} room  px: the height of the screen below the title
 * @returns {Part[]}
 */
function partsOf(block, room) {
  const { scrollTop } = document.querySelector(PAGE);
  return [...block.children].flatMap((element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    if (getComputedStyle(element).display === "contents") return partsOf(element, room);
    if (height < GAP || element.querySelector(`:scope > :is(${STAYS})`) || isFolded(element)) return [];
    const transport = transportOf(element);
    if (height > room && !transport && element.matches(BELOW_EACH_OTHER)) return partsOf(element, room);
    const end = transport?.getBoundingClientRect().bottom ?? bottom;
    const isCaption = element.querySelector(`:scope > ${CAPTION}`) !== null;
    return [{ top: top + scrollTop, bottom: end + scrollTop, isHeading: isTitle(element), isCaption }];
  });
}

/**
 * Parts in the order in which they are seen, as far as the way on; captions at the end are not worth a stop.
 * @param {number} room
 * @returns {Part[]}
 */
function partsSeen(room) {
  const page = document.querySelector(PAGE);
  const wayOn = document.querySelector(`${PARTS} > :has(> ${WAY_ON})`);
  const end = wayOn ? wayOn.getBoundingClientRect().top + page.scrollTop : Infinity;
  const parts = [...document.querySelectorAll(PARTS)].flatMap((block) => partsOf(block, room));
  const seen = parts.filter(({ top }) => top < end).sort((a, b) => a.top - b.top);
  return seen.slice(0, seen.findLastIndex(({ isCaption }) => !isCaption) + 1);
}

/**
 * How far the page is scrolled at each of its stops, of which the first is given.
 * @param {number} first
 * @param {number} title  px: the height of what stays above
 * @param {number} room
 * @returns {number[]}
 */
function stopsFrom(first, title, room) {
  const stops = [first];
  const parts = partsSeen(room);
  parts.forEach((part, i) => {
    while (part.bottom > stops.at(-1) + title + room + GAP) {
      const before = parts[i - 1];
      const begin = (before?.isHeading && before.top - title > stops.at(-1) ? before : part).top - title - ABOVE;
      const next = Math.max(begin, stops.at(-1) + (begin > stops.at(-1) + GAP ? 0 : OVERLAP * room));
      stops.push(Math.ceil(next)); // a page scrolls by whole px: from each stop the next ones are found again
    }
  });
  return stops;
}

/** The page, the height of what stays above it, and the height of the screen below that. */
function screenOf() {
  const page = document.querySelector(PAGE);
  const title = document.querySelector('[data-testid="stHeading"]:has(h1)')?.parentElement.clientHeight ?? 0;
  return { page, title, room: page.clientHeight - title };
}

/**
 * Scroll to the stop before or after this one.
 * @param {number} way  1 or -1
 * @param {number} begin  where the first is
 * @returns {boolean} whether there is one
 */
export function scrollToStop(way, begin) {
  const { page, title, room } = screenOf();
  if (room <= 0) return false; // nothing of the page is on the screen
  const stops = stopsFrom(way > 0 ? page.scrollTop : begin, title, room);
  const isBeyond = (stop) => way * (stop - page.scrollTop) > GAP;
  const beside = way > 0 ? stops.find(isBeyond) : stops.findLast(isBeyond);
  if (beside === undefined) return false;
  scrollPage(beside);
  return true;
}

/** Go to the last stop. @param {number} begin  where the first is */
export function scrollToEnd(begin) {
  const { title, room } = screenOf();
  if (room > 0) scrollPage(stopsFrom(begin, title, room).at(-1));
}

/** px: how far the page is scrolled when it begins with an element. @param {Element} element */
export function topOf(element) {
  const page = document.querySelector(PAGE);
  return element.getBoundingClientRect().top + page.scrollTop - (parseFloat(getComputedStyle(page).scrollPaddingTop) || 0);
}

export function heightOfPage() {
  return document.querySelector(PAGE).scrollHeight;
}

/** Go back to where the stop begins that is on the screen. */
export function scrollToBegin() {
  const { page, title, room } = screenOf();
  if (room <= 0) return;
  scrollPage(stopsFrom(0, title, room).findLast((stop) => stop <= page.scrollTop + GAP));
}

/** Scroll the page; one that ends too early for it gets room below, or a line would be cut at the top. @param {number} top */
function scrollPage(top) {
  const page = document.querySelector(PAGE);
  page.style.setProperty("--below-page", "0px");
  const missing = top - (page.scrollHeight - page.clientHeight);
  if (missing > 0) page.style.setProperty("--below-page", `${missing}px`);
  page.scrollTo({ top });
}

/** Go back to where a page begins. */
export function scrollToTop() {
  scrollPage(0);
}
