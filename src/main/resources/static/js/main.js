/** Starts the page: who is signed in, which view the address names, and what is going on in the background. */

import * as api from "./api.js";
import { button, fill, h, icon } from "./dom.js";
import { watch } from "./jobs.js";
import { go, read } from "./router.js";
import { chooseLanguage, language, t } from "./words.js";

const VIEWS = {
  products: () => import("./views/products.js"),
  "dead-letters": () => import("./views/dead-letters.js"),
  overview: () => import("./views/overview.js"),
  authorization: () => import("./views/authorization.js"),
};

const main = document.getElementById("main");
const person = { user: "", operator: false, shops: [] };
let shown = null;
let turn = 0;

async function start() {
  const remembered = api.rememberedHash();
  if (remembered && !location.hash) {
    history.replaceState(null, "", remembered);
  }
  words();
  const session = api.session();
  // The list does not wait to learn who is reading it, unless the shop has to be chosen first.
  const stored = storedShop();
  if (stored) {
    api.useShop(stored);
  }
  Object.assign(person, (await session) ?? {});
  if (person.shops.length > 1) {
    api.useShop(person.shops.includes(stored) ? stored : person.shops[0]);
  } else {
    api.useShop(null);
  }
  tools();
  watch(person);
  addEventListener("hashchange", show);
  await show();
}

function storedShop() {
  try {
    return localStorage.getItem("shop");
  } catch {
    return null;
  }
}

/** Puts the person's language into the parts that index.html already holds. */
function words() {
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = t(element.dataset.t);
  }
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
}

function tools() {
  const shops =
    person.shops.length > 1 &&
    h(
      "select",
      {
        class: "select",
        "aria-label": t("shell.shop"),
        on: {
          change: (event) => {
            localStorage.setItem("shop", event.target.value);
            api.useShop(event.target.value);
            redraw();
          },
        },
      },
      person.shops.map((key) => h("option", { value: key, selected: key === api.chosenShop() }, key)),
    );
  const other = language() === "ja" ? "en" : "ja";
  fill(
    document.getElementById("tools"),
    shops,
    button(other === "en" ? "English" : "日本語", {
      look: "plain small",
      lang: other,
      on: {
        click: () => {
          chooseLanguage(other);
          redraw();
        },
      },
    }),
    h(
      "button",
      { type: "button", class: "button plain square", "aria-label": t("shell.theme"), title: t("shell.theme"), on: { click: turnTheme } },
      icon("theme"),
    ),
    person.operator && h("a", { class: "button plain small", href: "/actuator/hawtio" }, t("shell.console")),
    h("span", { class: "who" }, person.user),
    h(
      "form",
      { method: "post", action: "/logout", on: { submit: (event) => event.target.elements._csrf.setAttribute("value", csrf()) } },
      h("input", { type: "hidden", name: "_csrf" }),
      h("button", { type: "submit", class: "button plain small" }, t("shell.sign-out")),
    ),
  );
}

function csrf() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("XSRF-TOKEN="));
  return cookie ? decodeURIComponent(cookie.slice("XSRF-TOKEN=".length)) : "";
}

/** Light, dark, or as the computer is set: each press is the next of the two that differ from what is seen. */
function turnTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // The choice then holds until the page is closed.
  }
}

function redraw() {
  shown?.leave?.();
  shown = null;
  words();
  tools();
  dispatchEvent(new Event("words"));
  show();
}

async function show() {
  const address = read();
  const name = address.name in VIEWS ? address.name : "products";
  for (const link of document.querySelectorAll(".menu a")) {
    if (link.dataset.view === name) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  document.title = `${t(`menu.${name}`)} – ${t("shell.title")}`;
  if (shown?.name === name) {
    shown.update(address.query);
    return;
  }
  turn += 1;
  const mine = turn;
  shown?.leave?.();
  shown = null;
  const view = await VIEWS[name]();
  if (mine !== turn) {
    return;
  }
  const root = h("div", { class: `view view-${name}` });
  fill(main, root);
  shown = { name, ...view.open(root, address.query, { person, go: (query, how) => go(name, query, how) }) };
}

start();
