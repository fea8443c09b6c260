// A picture with a square region on it: Streamlit mounts it, and hands it what is to be shown.

import { RegionPicker } from "./picker.js";

export default function (component) {
  const { parentElement, data, setStateValue } = component;
  const root = parentElement.querySelector(".board");
  if (!root.picker) root.style.minHeight = `${data.height}px`; // so that nothing jumps when the picture comes
  root.picker ??= new RegionPicker(root);
  root.picker.receive(data, (region) => setStateValue("region", region));
  return () => {
    root.picker?.leave();
    root.picker = undefined;
    root.replaceChildren();
  };
}
