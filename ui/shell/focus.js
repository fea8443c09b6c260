/** What has the focus: a part of the page that keys mean something to, or the page itself. */

export const TYPED = 'textarea, [contenteditable="true"], input:not([type="range"], [type="checkbox"], [type="radio"])'; // keys are letters there

/** What has the focus, also inside a component. @returns {HTMLElement} */
export function focusedElement() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused ?? document.body;
}

/** Nothing has the focus that keys mean something to, such as a field, a button or a picture. */
export function isPageFocused() {
  return focusedElement().matches("body, main, section, h1, h2, h3, p, li, td");
}
