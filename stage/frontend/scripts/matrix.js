// The script of every picture of this kind on a page, which is sent once; the pictures wait for it.

import { leaveScript } from "../meeting.js";
import { MatrixProduct } from "../matrix/matrix.js";

export default function (component) {
  leaveScript("matrix", MatrixProduct, component.data.style);
}
