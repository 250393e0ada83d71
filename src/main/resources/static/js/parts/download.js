/** Hands a text to the person as a file. */

import { h } from "../dom.js";

const KEPT_MS = 10000;

/** @param {string} type the media type, such as `text/csv` */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
