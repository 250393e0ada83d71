/** はじめかた: what the first product needs, each step checked where it can be, until the first product is live. */

import * as api from "../api.js";
import { button, fill, h, icon } from "../dom.js";
import { moment } from "../format.js";
import { refreshFromShop } from "../jobs.js";
import { placeLink } from "../links.js";
import { complain, tell } from "../parts/toast.js";
import { publish } from "../publish.js";
import { write } from "../router.js";
import { t } from "../words.js";

const DRAWINGS = { done: "check", open: "pencil", unknown: "question" };

/** What a person does for each step that is not done. */
const WAYS = {
  account: () => placeLink("sellerCenter"),
  authorization: () => h("a", { class: "button small primary", href: write("authorization") }, t("menu.authorization")),
  "pickup-warehouse": () => placeLink("warehouse"),
  "return-warehouse": () => placeLink("warehouse"),
  delivery: () => placeLink("delivery"),
  bank: () => placeLink("bank"),
  shop: () => placeLink("sellerCenter"),
  import: () => button(t("intake.start"), { look: "small primary", iconName: "refresh", on: { click: refreshFromShop } }),
  select: () => h("a", { class: "button small primary", href: write("products", { look: "1" }) }, t("menu.products")),
  live: () => button(t("publish.start"), { look: "small primary", iconName: "send", on: { click: () => publish() } }),
};

/** The card, hidden once a product is live; `update` is called with the shop's newest status. */
export function setUpCard() {
  const element = h("section", { class: "card setup", "aria-labelledby": "setup-title", hidden: true });
  let latest = null;
  let asked = "";

  async function load() {
    try {
      latest = await api.setUp();
      draw();
    } catch (failure) {
      complain(failure);
    }
  }

  async function check() {
    try {
      latest = await api.checkSetUp();
      draw();
      tell(t("setup.checked"));
    } catch (failure) {
      complain(failure);
    }
  }

  function draw() {
    const next = latest.steps.find(({ state }) => state === "open")?.step;
    fill(
      element,
      h("h2", { id: "setup-title" }, t("setup.title")),
      h("p", { class: "muted" }, t("setup.text")),
      h(
        "ol",
        { class: "setup-steps" },
        latest.steps.map(({ step, state }) =>
          h(
            "li",
            { class: `setup-${state}`, dataset: { step }, "aria-current": step === next ? "step" : null },
            h("span", { class: "setup-mark" }, icon(DRAWINGS[state]), h("span", { class: "unseen" }, t(`setup.${state}`))),
            h("div", {}, h("strong", {}, t(`setup.step.${step}`)), h("p", { class: "muted" }, t(`setup.why.${step}`)), state === "unknown" && h("p", { class: "muted" }, t("setup.cannot-tell"))),
            h("div", { class: "actions" }, state !== "done" && WAYS[step]()),
          ),
        ),
      ),
      h("div", { class: "actions" }, button(t("action.check"), { look: "small", iconName: "refresh", on: { click: check } }), latest.askedAt && h("span", { class: "muted" }, t("setup.asked", { at: moment(latest.askedAt) }))),
      h("p", { class: "muted" }, t("setup.not-supported")),
    );
  }

  return {
    element,
    update(status) {
      const live = status.states.find(({ state }) => state === "live")?.products ?? 0;
      element.hidden = live > 0;
      const now = JSON.stringify([status.shop, status.products, status.selected, status.authorization.authorized]);
      if (!element.hidden && now !== asked) {
        asked = now;
        load();
      }
    },
  };
}
