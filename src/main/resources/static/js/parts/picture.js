/** A product's picture, or a quiet placeholder where there is none or it cannot be loaded. */

import { h, icon } from "../dom.js";

export function picture(url, size, alt = "") {
  const frame = h("span", { class: `picture picture-${size}` });
  const placeholder = () => frame.replaceChildren(icon("image"));
  if (!url) {
    placeholder();
    return frame;
  }
  frame.append(
    h("img", { src: url, alt, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", on: { error: placeholder } }),
  );
  return frame;
}
