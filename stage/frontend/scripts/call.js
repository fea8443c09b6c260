// The script of every picture of this kind on a page, which is sent once; the pictures wait for it.

import { CallPicture } from "../call_picture.js";
import { leaveScript } from "../meeting.js";

export default function (component) {
  leaveScript("call", CallPicture, component.data.style);
}
