// The script of every picture of this kind on a page, which is sent once; the pictures wait for it.

import { leaveScript } from "../meeting.js";
import { Board } from "../board/board.js";

export default function (component) {
  leaveScript("board", Board, component.data.style);
}
