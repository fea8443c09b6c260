/**
 * Keys that work without a click before: Space and arrows go to the picture that plays, PageDown and PageUp of a
 * presenter through all of a section, then to the next section or lesson; B or a full stop, as the remotes of presenters
 * send them, makes the screen black until the next key. On a phone an entry of the menu closes it, as it covers the page;
 * in presenter mode a menu holds the sections.
 */
import { focusedElement, isPageFocused, TYPED } from "./focus.js";
import { openHelpByMoving } from "./help_by_moving.js";
import { keepFocus } from "./kept_focus.js";
import { followPopovers } from "./popover_focus.js";
import { isAtRest } from "./page_rest.js";
import { heightOfPage, scrollToBegin, scrollToEnd, scrollToStop, scrollToTop, topOf } from "./page_stops.js";

const PICTURES = '[data-testid="stage"], [data-testid="matrix"]';
const PLAYED = [" ", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const SCROLLED = [" ", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
const BLANK = "is-blank"; // as ui/shell/presenter.css has it
const SLID = 'input[type="range"], [role="slider"]';
const TURNED = ["ArrowLeft", "ArrowRight"];
const MENU = ".st-key-presenter .st-key-sections-place"; // the titles of sections, of which a presenter sees the chosen one
const OPEN = "is-open"; // as ui/shell/presenter.css has it
const TITLES = ":is(.st-key-sections-place, .st-key-question-place)"; // of sections, or of questions
const ENTRY = '[data-testid="stSidebar"] [data-testid="stPageLink"] a';
const COVERS = "(max-width: 767px)"; // where Streamlit lays the menu over the page
const IN_VIEW = 0.5; // share of a picture that has to be seen for keys to mean it
const LOW = 0.4; // share of the screen above the titles of sections from which what they open is below the screen
const RUNS = { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] };
const BEGINS = 1500; // ms: in which a page that was asked for begins to come
const PATIENCE = 5000; // ms
const STILL = 400; // ms: in which a page that has come to rest still gets higher, as its pictures are drawn

let turnsLeft = 0; // to later pages; below 0 to earlier ones
let isTurning = false;
let wasPresenting = false;

/** Find what a selector means on the page and inside its components, which draw in shadows of their own. */
function findAll(selector) {
  const hosts = [...document.querySelectorAll('[data-testid="stMain"] *')].filter((element) => element.shadowRoot);
  const inside = hosts.flatMap((host) => [...host.shadowRoot.querySelectorAll(selector)]);
  return [...document.querySelectorAll(selector), ...inside];
}

/** @param {Element} picture */
function shareInView(picture) {
  const { top, bottom, height } = picture.getBoundingClientRect();
  return height && Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / height;
}

/** @returns {HTMLElement | undefined} the one picture in view; none where there are several */
function pictureInView() {
  const seen = findAll(PICTURES).filter((picture) => shareInView(picture) > IN_VIEW);
  return seen.length === 1 ? seen[0] : undefined;
}

/**
 * Give the focus to the picture, which then hears every further key itself.
 * @param {KeyboardEvent} event
 */
function playPicture(event) {
  const turnsTour = TURNED.includes(event.key) && document.querySelector(".st-key-tour");
  const isFree = isPageFocused() || (event.key === " " && focusedElement().matches(SLID)); // to which Space means nothing
  const picture = isFree && !turnsTour && pictureInView();
  if (!picture) return;
  event.preventDefault();
  picture.focus({ preventScroll: true });
  picture.dispatchEvent(new KeyboardEvent("keydown", { key: event.key, cancelable: true }));
}

/** Titles of the sections in their order, of which one is pressed; the questions of a paper are its sections. */
function sections() {
  const titles = [...document.querySelectorAll(`${TITLES} [role="radio"]`)];
  return { titles, chosen: titles.findIndex((title) => title.ariaChecked === "true") };
}

/** The way to the lesson before this one: an entry of the menu, which a presenter does not see. */
function lessonBefore() {
  const entries = [...document.querySelectorAll(ENTRY)];
  // The home page is written as no path, which is the path of any page: the last that fits is meant.
  return entries[entries.findLastIndex((entry) => entry.pathname === location.pathname) - 1];
}

/** The last link of the bar; a teacher's way to the room stands before it. @returns {HTMLAnchorElement | undefined} */
function lessonAfter() {
  return [...document.querySelectorAll(".st-key-presenter a")].at(-1);
}

/** Where the chosen section begins: at its titles, where what all sections are about is a screen above them. */
function beginOfSection() {
  const { titles, chosen } = sections();
  const top = chosen > 0 && !document.querySelector(MENU) ? topOf(titles[0]) : 0;
  return top > LOW * innerHeight ? top : 0;
}

/** @param {HTMLElement} title  of a section @returns {() => boolean} whether it has begun to come */
function openSection(title) {
  const address = location.href;
  title.click();
  scrollToTop();
  if (title.getBoundingClientRect().top > LOW * innerHeight) title.scrollIntoView({ block: "start" });
  return () => location.href !== address;
}

/** @param {HTMLElement} [link] @returns {?() => boolean} whether the lesson has begun to come; null where there is none */
function openLesson(link) {
  const after = lessonAfter()?.href;
  link?.click();
  if (link) scrollToTop();
  return link ? () => ![undefined, after].includes(lessonAfter()?.href) : null;
}

/**
 * Go to what a class has not seen of this section, and else to a section beside it; after the last comes the next
 * lesson, and before the first the one before. Who goes back comes to what was seen last: a remote that was pressed
 * too often leads back to where it was.
 * @param {number} way  1 or -1
 */
async function turnPage(way) {
  if (scrollToStop(way, beginOfSection())) return;
  const { titles, chosen } = sections();
  const beside = titles[chosen + way];
  const hasCome = beside ? openSection(beside) : openLesson(way > 0 ? lessonAfter() : lessonBefore());
  if (!hasCome) return;
  await arrival(hasCome);
  if (way > 0) return;
  const last = sections().titles.at(-1);
  if (!beside && last && last.ariaChecked !== "true") await arrival(openSection(last));
  await stillness();
  scrollToEnd(beginOfSection());
}

/** Wait until something is so, or has taken too long. @param {() => boolean} isSo */
async function waitUntil(isSo) {
  const begun = Date.now();
  while (!isSo() && Date.now() - begun < PATIENCE) await new Promise((resolve) => setTimeout(resolve, 30));
}

/**
 * Wait until a page has come, and has been drawn.
 * @param {() => boolean} hasCome
 */
async function arrival(hasCome) {
  const asked = Date.now();
  let hasBegun = false;
  await waitUntil(() => {
    hasBegun ||= !isAtRest();
    return hasCome() && isAtRest() && (hasBegun || Date.now() - asked > BEGINS);
  });
}

/** Wait until a page gets no higher. */
async function stillness() {
  let [height, since] = [heightOfPage(), Date.now()];
  await waitUntil(() => {
    if (heightOfPage() !== height) [height, since] = [heightOfPage(), Date.now()];
    return Date.now() - since > STILL;
  });
}

/** Keys turn pages for a presenter, also while the next page is on its way and nothing is there yet. */
function isPresenting() {
  const isElsewhere = document.querySelector('.st-key-tour, [role="dialog"]'); // which hear these keys themselves
  return !isElsewhere && (isTurning || document.querySelector(".st-key-presenter") !== null);
}

/** Turn once for every key, each when the page before it is there: one that is on its way would lose it. @param {number} way  1 or -1 */
async function turnPages(way) {
  turnsLeft += way;
  if (isTurning) return;
  isTurning = true;
  await waitUntil(isAtRest); // a page whose sections are still to come would be left for the next lesson
  while (turnsLeft !== 0) {
    const next = Math.sign(turnsLeft);
    turnsLeft -= next;
    await turnPage(next);
  }
  isTurning = false;
}

/** Who has scrolled a little begins to present with a whole picture: its call would be under the title. */
function beginPresenting() {
  const presents = document.querySelector(".st-key-presenter") !== null;
  if (presents === wasPresenting || !isAtRest()) return;
  wasPresenting = presents;
  if (isPresenting()) scrollToBegin();
}

/** Make the screen black, so that a class looks at its teacher. */
function blankScreen() {
  document.documentElement.classList.add(BLANK);
}

/** What the keys of a remote do. @type {Record<string, () => void>} */
const REMOTE = { PageDown: () => turnPages(1), PageUp: () => turnPages(-1), b: blankScreen, ".": blankScreen };

/** The button of the bar that names a letter as its key. @param {string} letter @returns {HTMLButtonElement | undefined} */
function buttonOf(letter) {
  const isNamed = (button) => button.querySelector("kbd")?.textContent.toLowerCase() === letter;
  return [...document.querySelectorAll(".st-key-presenter button")].find(isNamed);
}

/** A black screen comes back with any key or click, which does nothing else. @param {Event} event */
function showScreen(event) {
  if (!document.documentElement.classList.contains(BLANK)) return;
  document.documentElement.classList.remove(BLANK);
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** What scrolls is a part of the document: it hears keys only if it has the focus. */
function letPageScroll() {
  if (document.activeElement !== document.body) return;
  document.querySelector('[data-testid="stMain"]')?.focus({ preventScroll: true });
}

/** @param {KeyboardEvent} event */
function isModified(event) {
  return event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
}

/** The keys of a remote and those that the bar names are the presenter's, also where a menu or a slider was used last: a menu would choose by the letter, which changes the layer before a class. @param {KeyboardEvent} event */
function followRemote(event) {
  if (isModified(event) || !isPresenting() || focusedElement().matches(TYPED)) return;
  const button = buttonOf(event.key);
  const act = REMOTE[event.key] ?? (button && (() => button.click()));
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}

/** @param {KeyboardEvent} event */
function follow(event) {
  if (event.defaultPrevented || isModified(event)) return;
  followMenu(event);
  if (PLAYED.includes(event.key)) playPicture(event);
  if (SCROLLED.includes(event.key) && !event.defaultPrevented) letPageScroll();
}

/** @param {MouseEvent} event */
function closeMenu(event) {
  if (!event.target.closest?.(ENTRY) || !matchMedia(COVERS).matches) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

/** The presenter's menu of sections opens where it is pressed, and closes with any other press; keys open it by their focus. @param {MouseEvent} event */
function pressMenu({ target, detail }) {
  const menu = document.querySelector(MENU);
  if (!menu || !detail) return; // a key
  const isPressed = menu.contains(target);
  menu.classList.toggle(OPEN, isPressed && !menu.classList.contains(OPEN));
  if (isPressed) focusedElement().blur();
}

/** A key has chosen a section: the menu gives the screen free. @param {KeyboardEvent} event */
function closeChosen({ key }) {
  const title = focusedElement();
  if (["Enter", " "].includes(key) && title.closest(MENU)) title.blur();
}

/** Titles of sections are a row, in which only left and right lead on; in the presenter's menu they stand below each other. @param {KeyboardEvent} event */
function followMenu(event) {
  const along = { ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft" }[event.key];
  const title = focusedElement();
  if (!along || !title.closest(MENU)) return;
  event.preventDefault();
  title.dispatchEvent(new KeyboardEvent("keydown", { key: along, bubbles: true, cancelable: true }));
}

/** The window listens once and for good: a listener that left with its page would leave keys unheard meanwhile. */
export default function () {
  if (window.pageKeys) return;
  document.addEventListener("keydown", (window.pageKeys = follow));
  document.addEventListener("keyup", closeChosen);
  document.addEventListener("click", closeMenu);
  document.addEventListener("click", pressMenu, { capture: true }); // Streamlit's buttons keep it to themselves
  keepFocus();
  followPopovers();
  openHelpByMoving();
  new MutationObserver(beginPresenting).observe(document.body, RUNS);
  // Before anything else hears them.
  for (const type of ["keydown", "click"]) window.addEventListener(type, showScreen, { capture: true });
  window.addEventListener("keydown", followRemote, { capture: true });
}
