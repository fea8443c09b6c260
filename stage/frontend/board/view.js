// One board on the page: it waits for the script of all boards, and hands it what is to be shown.

import { placeFor } from "./parcels.js";

/** Streamlit calls this when the board is mounted and again, on the same element, whenever its data or the theme changes. */
export default function (component) {
  const { parentElement, data, setStateValue } = component;
  const root = parentElement.querySelector(".board");
  if (!root.board) root.style.minHeight = `${data.height}px`; // so that nothing below jumps when the tiles come
  const script = placeFor("board").content;
  script.then(({ Board, style }) => {
    root.board ??= new Board(root, style);
    root.board.receive(data, (pinned) => setStateValue("pinned", pinned));
  });
  return () => script.then(() => {
    root.board?.leave();
    root.board = undefined;
    root.replaceChildren();
  });
}
