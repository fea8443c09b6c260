// The script of every picture of this kind on a page, which is sent once; the pictures wait for it.

import { leaveScript } from "../meeting.js";
import { RegionPicker } from "../region/picker.js";

export default function (component) {
  leaveScript("region", RegionPicker, component.data.style);
}
