/**
 * Builds the page's elements. Texts become text nodes and nothing else: no string is ever read as HTML.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. `class`, `dataset`, `on` (listeners by event name) and properties written as `.value` are understood;
 * everything else is an attribute, left out when null or false.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (name === "dataset") {
      Object.assign(element.dataset, value);
    } else if (name.startsWith(".")) {
      element[name.slice(1)] = value;
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** The address of icons.svg, as index.html has it: it names the version that the browser keeps. */
const drawings = () => document.querySelector(".brand use").getAttribute("href").replace(/#.*/, "");

/** One of the drawings in icons.svg; decoration, never the only bearer of a meaning. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${drawings()}#${name}`);
  svg.append(use);
  return svg;
}

/** A button with an optional icon. */
export function button(label, { look = "", iconName = null, ...attributes } = {}) {
  return h("button", { type: "button", class: `button ${look}`.trim(), ...attributes }, iconName && icon(iconName), label);
}

/** Replaces an element's children. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/**
 * Makes the children of `parent` be `wanted`, moving as few as possible, so that focus and scroll stay where they are.
 */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) {
    if (!keep.has(child)) {
      child.remove();
    }
  }
  wanted.forEach((child, index) => {
    const there = parent.children[index];
    if (there !== child) {
      parent.insertBefore(child, there ?? null);
    }
  });
}

let serial = 0;

/** An id nobody else has. */
export function freshId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

/** Calls `action` once the calls have paused for `milliseconds`. */
export function settled(action, milliseconds) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), milliseconds);
  };
}
