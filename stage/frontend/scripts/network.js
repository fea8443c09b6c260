// The script of every picture of this kind on a page, which is sent once; the pictures wait for it.

import { leaveScript } from "../meeting.js";
import { NetworkDrawing } from "../network/drawing.js";

export default function (component) {
  leaveScript("network", NetworkDrawing, component.data.style);
}
