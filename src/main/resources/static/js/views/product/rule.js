/** この修正をルールにする: the table row that would do a person's correction for every product like it, with its effect. */

import * as api from "../../api.js";
import { button, h } from "../../dom.js";
import { count } from "../../format.js";
import { openDialog } from "../../parts/dialog.js";
import { download } from "../../parts/download.js";
import { complain, tell } from "../../parts/toast.js";
import { said, t } from "../../words.js";
import { effectOf, notUsable } from "../mappings.js";

/** Texts are written for one product; no table holds them. */
const WRITTEN = new Set(["title", "description"]);

/** Whether a table could hold the corrected value. */
export function mayBeRule(field, skuNo, value) {
  return !skuNo && !WRITTEN.has(field) && value !== "" && ["string", "number"].includes(typeof value);
}

/** The button beside a saved correction. */
export function ruleButton(productNo, field) {
  let asking = false;
  // Not disabled meanwhile: the focus has to be here for the window to give it back.
  const ask = async () => {
    if (asking) {
      return;
    }
    asking = true;
    element.setAttribute("aria-busy", "true");
    try {
      show(await api.proposeRule(productNo, field));
    } catch (failure) {
      complain(failure);
    } finally {
      asking = false;
      element.removeAttribute("aria-busy");
    }
  };
  const element = h("button", { type: "button", class: "link", on: { click: ask } }, t("rule.make"));
  return element;
}

function show(proposal) {
  const { effect } = proposal;
  const name = proposal.file.split("/").at(-1);
  const dialog = openDialog({
    title: t("rule.title"),
    look: "wide",
    body: [
      h("p", { class: "callout" }, said(proposal.summary)),
      row(proposal),
      h("p", {}, h("strong", {}, t(effect.changed > 0 ? "rule.effect" : "rule.no-effect", { n: count(effect.changed) })), " ", t("rule.not-yet")),
      ...notUsable(effect),
      h("details", {}, h("summary", {}, t("rule.look")), h("div", { class: "effect" }, effectOf(effect))),
      h("p", { class: "muted" }, t("rule.how", { file: proposal.file })),
    ],
    actions: [
      button(t("close"), { on: { click: () => dialog.close() } }),
      navigator.clipboard && button(t("rule.copy"), { on: { click: () => copy(proposal.text) } }),
      button(t("rule.download", { file: name }), { look: "primary", iconName: "download", on: { click: () => download(name, proposal.text, "text/csv") } }),
    ].filter(Boolean),
  });
}

function row(proposal) {
  const cells = [proposal.file, proposal.key, proposal.column, proposal.before || t("mapping.no-value"), proposal.after];
  return h(
    "table",
    { class: "plain proposal" },
    h("caption", { class: "unseen" }, t("rule.row")),
    h("thead", {}, h("tr", {}, ["rule.table", "rule.key", "rule.column", "mapping.before", "mapping.after"].map((key) => h("th", { scope: "col" }, t(key))))),
    h("tbody", {}, h("tr", {}, cells.map((cell) => h("td", {}, cell)))),
  );
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(t("rule.copied"));
  } catch {
    complain(new Error(t("rule.not-copied")));
  }
}
