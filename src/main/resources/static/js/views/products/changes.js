/** What a correction of many products does: its counts, its changes, and what could not be done and why. */

import { h } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { count } from "../../format.js";
import { said, t } from "../../words.js";
import { shown } from "../product/meta.js";

const SHOWN = 50;

/** The counts that matter, those without anything in grey. */
export function tally(result) {
  return h(
    "ul",
    { class: "tally" },
    ["changed", "unchanged", "refused", "lacking", "completed"].map((name) =>
      h("li", { class: `tally-${name}${result[name] ? "" : " none"}` }, h("span", { class: "sum-number" }, count(result[name])), h("span", {}, t(`changes.${name}`))),
    ),
  );
}

/** A value in few words, whole as its title. */
export function short(value) {
  const text = shown(value);
  return h("span", { class: "clip", title: text.length > 80 ? text : null }, text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** A table in a frame of its own. */
export function table(caption, headings, rows) {
  return h(
    "div",
    { class: "table-frame", role: "region", tabindex: "0", "aria-label": caption },
    h(
      "table",
      { class: "plain" },
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, headings.map((heading) => h("th", { scope: "col" }, heading)))),
      h("tbody", {}, rows),
    ),
  );
}

/** Before and after, field by field. */
export function changeTable(result) {
  return (
    result.changes.length > 0 &&
    table(
      t("changes.table", { n: count(Math.min(SHOWN, result.changes.length)) }),
      [t("list.product-no"), t("list.title"), t("changes.field"), t("changes.before"), t("changes.after")],
      result.changes.slice(0, SHOWN).map((change) =>
        h(
          "tr",
          {},
          h("td", { class: "code" }, change.productNo, change.skuNo && [" / ", change.skuNo]),
          h("td", {}, change.title || t("list.untitled")),
          h("td", {}, fieldLabel(change.field)),
          h("td", {}, short(change.before)),
          h("td", {}, short(change.after), change.reverts && [" ", h("span", { class: "muted" }, t("changes.reverts"))]),
        ),
      ),
    )
  );
}

/** What was left alone, and what lacks something now. */
export function problemTable(result) {
  return (
    result.problems.length > 0 &&
    table(
      t("changes.problems", { n: count(result.problems.length) }),
      [t("list.product-no"), t("list.title"), t("changes.outcome"), t("publish.reason")],
      result.problems.map((problem) =>
        h(
          "tr",
          {},
          h("td", { class: "code" }, problem.productNo),
          h("td", {}, problem.title),
          h("td", {}, h("span", { class: `mark ${problem.refused ? "bad" : "warn"}` }, t(problem.refused ? "changes.is-refused" : "changes.is-lacking"))),
          h("td", {}, said(problem.reason)),
        ),
      ),
    )
  );
}
