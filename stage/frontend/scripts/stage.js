// The script of every picture of this kind on a page, which is sent once; the pictures wait for it.

import { leaveScript } from "../meeting.js";
import { Stage } from "../stage.js";

export default function (component) {
  leaveScript("stage", Stage, component.data.style);
}
