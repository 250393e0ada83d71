/**
 * Shows a product description without ever running it: its HTML is parsed into a document that cannot run scripts or load
 * anything, and only the elements that TikTok Shop shows are built anew, with only the attributes named here.
 */

import { h } from "../dom.js";

const TAGS = new Set(["p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "u", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6"]);
const SILENT = new Set(["script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math", "link", "meta", "title"]);
const HEADING = /^h[1-6]$/;

/** @returns {{view: HTMLElement, dropped: number}} the description, and how many elements were left out */
export function safeHtml(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const view = h("div", { class: "description-view" });
  const dropped = copy(parsed.body, view) + parsed.head.children.length;
  return { view, dropped };
}

function copy(from, to) {
  let dropped = 0;
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      to.append(node.data);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const tag = node.localName;
      if (tag === "img") {
        const image = picture(node.getAttribute("src"), node.getAttribute("alt"));
        if (image) {
          to.append(image);
        } else {
          dropped += 1;
        }
      } else if (SILENT.has(tag)) {
        dropped += 1;
      } else if (TAGS.has(tag)) {
        // A heading of the shop's must not become a heading of this page.
        const made = HEADING.test(tag) ? h("p", { class: "heading" }) : h(tag === "div" ? "p" : tag);
        dropped += copy(node, made);
        to.append(made);
      } else {
        dropped += 1 + copy(node, to);
      }
    }
  }
  return dropped;
}

function picture(source, alt) {
  try {
    const url = new URL(source ?? "");
    return url.protocol === "https:" || url.protocol === "http:"
      ? h("img", { src: url.href, alt: alt ?? "", loading: "lazy", referrerpolicy: "no-referrer" })
      : null;
  } catch {
    return null;
  }
}
