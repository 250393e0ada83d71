/** 今日やること: what keeps products from being sold, most products first, each one press from where it is mended. */

import * as api from "../api.js";
import { button, fill, h, icon } from "../dom.js";
import { fieldLabel } from "../fields.js";
import { count, moment } from "../format.js";
import { reasonLink } from "../links.js";
import { write } from "../router.js";
import { said, t } from "../words.js";

const FIRST = 8;

/** The field of a cause in the page's words; empty when it is about none. */
export function causeField(cause) {
  const field = cause
    .slice(cause.indexOf(":") + 1)
    .replace(/^skus\./, "")
    .split(".")[0];
  return field ? fieldLabel(field) : "";
}

/** The card; `update` is called whenever the counts of the shop have changed. */
export function todayCard() {
  const element = h("section", { class: "card today", "aria-labelledby": "today-title", "aria-busy": "true" });
  let latest = null;
  let whole = false;
  let last = null;
  let left = false;

  async function load() {
    try {
      latest = await api.today();
      if (!left) {
        draw();
      }
    } catch (failure) {
      if (latest === null && !left) {
        fill(element, title(), h("p", { class: "bad-text" }, failure.message));
      }
    }
    element.removeAttribute("aria-busy");
  }

  const title = () => h("h2", { id: "today-title" }, t("today.title"));

  function draw() {
    const tasks = latest.causes.map(causeTask);
    if (latest.drifted > 0) {
      tasks.push(task(latest.drifted, t("today.drifted"), null, { selected: "true", only: "drift" }, null));
    }
    if (last?.deadLetters > 0) {
      tasks.push(task(last.deadLetters, t("today.dead-letters"), null, null, h("a", { class: "button small primary", href: write("dead-letters") }, t("today.see-errors"))));
    }
    const shown = whole ? tasks : tasks.slice(0, FIRST);
    fill(
      element,
      title(),
      tasks.length === 0
        ? h("p", {}, icon("check"), " ", t("today.nothing"))
        : [h("p", { class: "muted" }, t("today.text")), h("ol", { class: "tasks" }, shown)],
      tasks.length > shown.length && button(t("today.all", { n: count(tasks.length) }), { look: "plain small", on: { click: () => ((whole = true), draw()) } }),
      happened(latest.happened),
    );
  }

  function causeTask(one) {
    const field = causeField(one.cause);
    const more = one.alone > 0 && one.alone < one.products ? t("today.alone", { n: count(one.alone) }) : null;
    return task(one.products, field, [said(one.sentence) || one.code, more && h("span", { class: "muted" }, " ", more)], { selected: "true", only: "attention", cause: one.cause }, reasonLink(one.code));
  }

  function task(products, heading, text, query, link) {
    return h(
      "li",
      { class: "task" },
      h("span", { class: "task-count" }, h("strong", {}, count(products)), " ", t("today.unit")),
      h("div", { class: "task-text" }, heading && h("strong", {}, heading), text && h("p", {}, text)),
      h("div", { class: "actions" }, link, query && h("a", { class: "button small primary", href: write("products", query) }, t("today.see", { n: count(products) }))),
    );
  }

  function happened(since) {
    const lines = [
      ["wentLive", since.wentLive, null],
      ["refused", since.refused, { only: "attention" }],
      ["changed", since.changed, null],
      ["drifted", since.drifted, { only: "drift" }],
      ["demanded", since.demanded, null],
    ];
    return [
      h("h3", {}, t("today.since", { at: moment(since.since) })),
      h(
        "ul",
        { class: "happened" },
        lines.map(([name, number, query]) => {
          const text = [h("strong", {}, count(number)), " ", t(`today.happened.${name}`)];
          return h("li", { class: number === 0 ? "muted" : null }, number > 0 && query ? h("a", { href: write("products", query) }, text) : text);
        }),
      ),
    ];
  }

  fill(element, title(), h("p", { class: "muted" }, t("loading")));
  return {
    element,
    /** With the shop's newest status: asks anew only when it tells of something else. */
    update(status) {
      const before = last;
      last = status;
      if (before === null || fingerprint(before) !== fingerprint(status)) {
        load();
      }
    },
    leave() {
      left = true;
    },
  };
}

const fingerprint = (status) => JSON.stringify([status.shop, status.states, status.deadLetters]);
