// The script of every picture of this kind on a page, which is sent once; the pictures wait for it.

import { leaveScript } from "../meeting.js";
import { Wipe } from "../wipe/wipe.js";

export default function (component) {
  leaveScript("wipe", Wipe, component.data.style);
}
