/** What scrolls sideways (a wide table, a long formula, code) can be scrolled by keyboard, too. */

const WIDE = '.katex-display, [data-testid="stMarkdownContainer"]:has(> table), [data-testid="stCode"] pre';

/** Let the arrow keys reach what is wider than its place, and nothing else stop the Tab key. */
function mark() {
  document.querySelectorAll(WIDE).forEach((region) => {
    const scrolls = region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
    if (scrolls && region.tabIndex < 0) region.tabIndex = 0;
    else if (!scrolls && region.getAttribute("tabindex") === "0") region.removeAttribute("tabindex");
  });
}

/** Mark once things have come to rest. */
function soon() {
  clearTimeout(soon.timer);
  soon.timer = setTimeout(mark, 300);
}

export default function () {
  // Listeners of its own: a page may come before the last one leaves, and takes its listeners along.
  const onceAtRest = () => soon();
  const watch = new MutationObserver(onceAtRest);
  // What a tab or an expander shows was there before, without a width.
  const opening = { attributes: true, attributeFilter: ["aria-selected", "open"] };
  watch.observe(document.querySelector('[data-testid="stMain"]') ?? document.body, { childList: true, subtree: true, ...opening });
  window.addEventListener("resize", onceAtRest);
  document.fonts.addEventListener("loadingdone", onceAtRest); // the letters it was measured with may be others
  soon();
  return () => {
    watch.disconnect();
    window.removeEventListener("resize", onceAtRest);
    document.fonts.removeEventListener("loadingdone", onceAtRest);
  };
}
