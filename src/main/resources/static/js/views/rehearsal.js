/** リハーサル in 概況: how many products TikTok's rules would let pass, and what to mend for the others, by cause. */

import * as api from "../api.js";
import { button, fill, h } from "../dom.js";
import { fieldLabel } from "../fields.js";
import { count, moment } from "../format.js";
import { openDialog } from "../parts/dialog.js";
import { complain } from "../parts/toast.js";
import { write } from "../router.js";
import { said, t } from "../words.js";

const PERIOD = 1000;
const FIRST = 3;

/** The card for 概況; `leave` ends its looking. */
export function rehearsalCard() {
  const element = h("section", { class: "card rehearsal" });
  let latest = null;
  let failure = null;
  let later = 0;
  let left = false;

  async function load() {
    try {
      latest = await api.rehearsal();
      failure = null;
    } catch (problem) {
      if (problem.code !== "API_REHEARSAL_UNKNOWN") {
        failure = problem;
      }
    }
    draw();
    if (!left && latest?.status === "running") {
      later = setTimeout(load, PERIOD);
    }
  }

  async function start() {
    clearTimeout(later);
    try {
      await api.startRehearsal();
    } catch (problem) {
      complain(problem);
    }
    load();
  }

  function draw() {
    const running = latest?.status === "running";
    fill(
      element,
      h("h2", {}, t("rehearsal.title")),
      h("p", { class: "muted" }, t("rehearsal.text")),
      failure && h("p", { class: "bad-text" }, failure.message),
      running && [
        h("progress", { max: Math.max(latest.products, 1), value: latest.examined, "aria-label": t("rehearsal.title") }),
        h("p", { role: "status" }, t("rehearsal.running", { examined: count(latest.examined), products: count(latest.products) })),
      ],
      latest && !running && result(),
      h("div", { class: "actions" }, button(t("rehearsal.start"), { disabled: running, on: { click: start } })),
    );
  }

  function result() {
    return [
      latest.status === "failed" && h("p", { class: "callout bad" }, t("rehearsal.failed")),
      h("p", { role: "status" }, h("strong", {}, t("rehearsal.passing", { passing: count(latest.passing), products: count(latest.examined) })), latest.selected > 0 && [" ", t("rehearsal.selected", { passing: count(latest.selectedPassing), products: count(latest.selected) })]),
      latest.causes.length > 0 && [
        h("h3", {}, t("rehearsal.to-mend")),
        h("ul", { class: "findings" }, latest.causes.slice(0, FIRST).map(cause)),
        latest.causes.length > FIRST && h("button", { type: "button", class: "link", on: { click: all } }, t("rehearsal.all", { n: count(latest.causes.length) })),
      ],
      h("p", { class: "muted" }, t("rehearsal.at", { at: moment(latest.progressedAt) })),
      latest.notes.map((note) => h("p", { class: "muted" }, said(note))),
    ];
  }

  function all() {
    openDialog({ title: t("rehearsal.to-mend"), look: "wide", body: [h("ul", { class: "findings" }, latest.causes.map(cause))] });
  }

  draw();
  load();
  return {
    element,
    leave() {
      left = true;
      clearTimeout(later);
    },
  };
}

/** One cause: how many products, which field, what to do, and the first of them. */
function cause(one) {
  const field = one.field.replace(/^skus(\[\])?\./, "");
  return h(
    "li",
    {},
    h("strong", {}, t("rehearsal.products", { n: count(one.products) })),
    field && [" ", h("span", { class: "mark" }, fieldLabel(field))],
    h("p", {}, said(one)),
    one.onlyObstacle > 0 && h("p", { class: "muted" }, t("rehearsal.alone", { n: count(one.onlyObstacle) })),
    h("p", { class: "muted" }, t("rehearsal.examples"), " ", one.examples.map((productNo, place) => [place > 0 && "、", h("a", { class: "code", href: write("products", { open: productNo }) }, productNo)])),
  );
}
