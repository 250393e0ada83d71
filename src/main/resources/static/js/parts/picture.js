/** A product's picture, or a quiet placeholder where there is none or it cannot be loaded. */

import { h, icon } from "../dom.js";

export function picture(url, size, alt = "") {
  const frame = h("span", { class: `picture picture-${size}` });
  const placeholder = () => frame.replaceChildren(icon("image"));
  if (!isAddress(url)) {
    placeholder();
    return frame;
  }
  frame.append(
    h("img", { src: url, alt, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer", on: { error: placeholder } }),
  );
  return frame;
}

/** A shop's data may hold anything; what is no address of the web must not become a request to this server. */
function isAddress(url) {
  try {
    return ["https:", "http:"].includes(new URL(url ?? "").protocol);
  } catch {
    return false;
  }
}
