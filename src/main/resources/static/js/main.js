/** Starts the page: who is signed in, which view the address names, and what is going on in the background. */

import * as api from "./api.js";
import { button, fill, h, icon } from "./dom.js";
import { loadFields } from "./fields.js";
import { count } from "./format.js";
import { currentStatus, watch } from "./jobs.js";
import { useLinks } from "./links.js";
import { closeWindows } from "./parts/dialog.js";
import { go, read, write } from "./router.js";
import { keepUnsavedOf } from "./unsaved.js";
import { chooseLanguage, language, t } from "./words.js";

const VIEWS = {
  products: () => import("./views/products.js"),
  "dead-letters": () => import("./views/dead-letters.js"),
  overview: () => import("./views/overview.js"),
  authorization: () => import("./views/authorization.js"),
  tokens: () => import("./views/tokens.js"),
};

const main = document.getElementById("main");
const person = { user: "", operator: false, everyShop: false, shops: [] };
let shown = null;
let turn = 0;
let list = write("products");

async function start() {
  const remembered = api.rememberedHash();
  if (remembered && !location.hash) {
    history.replaceState(null, "", remembered);
  }
  words();
  const [who] = await Promise.all([api.session(), loadFields()]);
  Object.assign(person, who ?? {});
  keepUnsavedOf(person.user);
  useLinks(person.links);
  const stored = storedShop();
  if (person.shops.length > 1) {
    api.useShop(person.shops.includes(stored) ? stored : person.shops[0]);
  }
  document.querySelector('.menu a[data-view="tokens"]').hidden = !person.operator;
  tools();
  addEventListener("status", (event) => menuCount(event.detail));
  addEventListener("hashchange", () => {
    closeWindows();
    show();
  });
  // The view asks for its own data while the status is on its way.
  watch(person).then(leadToAuthorization);
  await show();
}

/** Until TikTok Shop is authorised the list leads there; who has seen that may go on to the list. */
function leadToAuthorization() {
  const address = read();
  const authorization = currentStatus()?.authorization;
  if (authorization && !authorization.authorized && address.name === "products" && !address.query.has("look")) {
    go("authorization", {}, { replace: true });
  }
}

/** How many delivery errors are open, beside the menu's word. */
function menuCount(status) {
  const link = document.querySelector('.menu a[data-view="dead-letters"]');
  const number = status?.deadLetters ?? 0;
  fill(link, t("menu.dead-letters"), number > 0 && h("span", { class: "menu-count" }, count(number)));
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
    person.operator && person.everyShop && h("a", { class: "button plain small", href: "/actuator/hawtio" }, t("shell.console")),
    h("span", { class: "who" }, person.user),
    h(
      "form",
      { method: "post", action: "/logout", on: { submit: leave } },
      h("input", { type: "hidden", name: "_csrf" }),
      h("button", { type: "submit", class: "button plain small" }, t("shell.sign-out")),
    ),
  );
}

/** Signing out may lead over a provider; what the page asks for meanwhile must not take the browser elsewhere. */
function leave(event) {
  event.target.elements._csrf.setAttribute("value", api.token());
  api.leave();
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
  menuCount(currentStatus());
  show();
}

/** The menu leads back to the list as it was left; from the list itself, to all products. */
function rememberList(name, query) {
  if (name === "products") {
    const left = new URLSearchParams(query);
    left.delete("open");
    list = write("products", left);
  }
  document.querySelector('.menu a[data-view="products"]').href = name === "products" ? write("products") : list;
}

async function show() {
  leadToAuthorization();
  const address = read();
  const name = address.name in VIEWS ? address.name : "products";
  for (const link of document.querySelectorAll(".menu a")) {
    if (link.dataset.view === name) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  rememberList(name, address.query);
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
