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

/** Once things have come to rest. */
function soon() {
  clearTimeout(soon.timer);
  soon.timer = setTimeout(mark, 300);
}

export default function () {
  const watch = new MutationObserver(soon);
  watch.observe(document.querySelector('[data-testid="stMain"]') ?? document.body, { childList: true, subtree: true });
  window.addEventListener("resize", soon);
  document.fonts.addEventListener("loadingdone", soon); // the letters it was measured with may be others
  soon();
  return () => {
    watch.disconnect();
    window.removeEventListener("resize", soon);
    document.fonts.removeEventListener("loadingdone", soon);
  };
}
