// A parcel: a component that only brings one large array to the board.

import { takeParcel } from "./parcels.js";

export default function (component) {
  takeParcel(component.data);
}
