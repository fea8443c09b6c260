// A parcel: a component that only brings one large array to the pictures of its page.

import { takeParcel } from "./parcels.js";

export default function (component) {
  return takeParcel(component.data, component.parentElement);
}
