/** A product's picture, or a quiet placeholder where there is none or it cannot be loaded. */

import { h, icon } from "../dom.js";

export function picture(url, size, alt = "") {
  const frame = h("span", { class: `picture picture-${size}` });
  const placeholder = () => frame.replaceChildren(icon("image"));
  if (!isAddress(url)) {
    placeholder();
    return frame;
  }
  const small = size === "small" ? smaller(url) : url;
  const image = h("img", { alt, decoding: "async", referrerpolicy: "no-referrer" });
  image.addEventListener("error", () => {
    // The small one is our guess; the address itself is what the shop gave.
    if (image.src !== small || small === url) {
      placeholder();
    } else {
      image.src = url;
    }
  });
  frame.append(image);
  inSight(frame, () => (image.src = small));
  return frame;
}

const waiting = new WeakMap();
/** The browser's own lazy loading reaches several screens ahead and would fetch every picture of a list that nobody scrolls. */
const sight = new IntersectionObserver(
  (entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      sight.unobserve(target);
      waiting.get(target)?.();
      waiting.delete(target);
    }
  },
  { rootMargin: "40px" },
);

function inSight(frame, load) {
  waiting.set(frame, load);
  sight.observe(frame);
}

const SIZED_FILE = /^(?:\/itembox)?\/product\/\d{3}\/\d{12}\/\d{12}-\d{2,3}-(?:m|l|xl|xxl|original)\.jpg$/;
const SMALL = 200;

/** futureshop's picture of 200 pixels instead of the one of up to 1600 that is sent to TikTok Shop; any other address as it is. */
function smaller(url) {
  const address = new URL(url);
  if (SIZED_FILE.test(address.pathname)) {
    address.pathname = address.pathname.replace(/-[a-z]+\.jpg$/, "-s.jpg");
  } else if (address.hostname.endsWith(".itembox.cloud") && address.searchParams.has("size")) {
    address.searchParams.set("size", "s");
    if (address.searchParams.has("w")) {
      address.searchParams.set("w", btoa(String(SMALL)));
    }
  }
  return address.href;
}

/** A shop's data may hold anything; what is no address of the web must not become a request to this server. */
function isAddress(url) {
  try {
    return ["https:", "http:"].includes(new URL(url ?? "").protocol);
  } catch {
    return false;
  }
}
