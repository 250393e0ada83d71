/** Somebody saved first: both texts side by side, who it was and when, and nothing is lost. */

import * as api from "../../api.js";
import { button, h } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { ago, moment } from "../../format.js";
import { openDialog } from "../../parts/dialog.js";
import { safeHtml } from "../../parts/safe-html.js";
import { tell } from "../../parts/toast.js";
import { t } from "../../words.js";
import { shown } from "./meta.js";
import { same } from "./draft.js";

/**
 * Shows the person's unsaved values beside what the server has now.
 *
 * @param {import("./draft.js").Draft} mine with the unsaved changes
 * @param {import("./draft.js").Draft} theirs the product as it is now
 * @returns {Promise<Array<{field: string, skuNo: string, value: any}>|null>} the changes to go on with, null to go on editing
 */
export async function resolveConflict(mine, theirs) {
  const lines = mine.list().map((change) => ({
    ...change,
    yours: mine.wanted(change),
    before: mine.base(change.field, change.skuNo),
    now: theirs.saved(change.field, change.skuNo),
    keep: true,
  }));
  // The answer to an earlier try may have been lost on its way: what stands there already needs no saving.
  if (lines.every((line) => same(line.yours, line.now))) {
    tell(t("save.done"));
    return [];
  }
  const clashes = lines.filter((line) => !same(line.before, line.now) && !same(line.yours, line.now));
  const others = lines.filter((line) => same(line.before, line.now));
  const changes = await lastChanges(theirs, clashes);
  const people = changes.some(({ who }) => who !== null);
  const dialog = openDialog({
    title: t(people || clashes.length === 0 ? "conflict.title" : "conflict.title-source"),
    look: "wide",
    body: [
      h("p", {}, t("conflict.text")),
      clashes.length === 0
        ? h("p", {}, t("conflict.no-clash"))
        : h(
            "div",
            { class: "conflict" },
            clashes.map((line, index) => {
              const name = `conflict-${index}`;
              return h(
                "fieldset",
                { class: "conflict-field" },
                h("legend", {}, line.skuNo ? `${line.skuNo} ` : "", fieldLabel(line.field)),
                side(name, true, t("conflict.yours"), line.field, line.yours, () => (line.keep = true)),
                side(name, false, theirWord(changes[index]), line.field, line.now, () => (line.keep = false)),
              );
            }),
          ),
      others.length > 0 && h("p", { class: "muted" }, t("conflict.others", { fields: others.map((line) => fieldLabel(line.field)).join("、") })),
    ].filter(Boolean),
    actions: [
      button(t("conflict.later"), { on: { click: () => dialog.close(null) } }),
      button(t("conflict.save"), { look: "primary", on: { click: () => dialog.close(lines.filter((line) => line.keep)) } }),
    ],
  });
  return (await dialog.closed) ?? null;
}

/** Who gave each field the value it has now, and when; nobody where it came from futureshop. */
async function lastChanges(theirs, clashes) {
  let history = null;
  return Promise.all(
    clashes.map(async ({ field, skuNo }) => {
      const edit = theirs.edit(field, skuNo);
      if (edit) {
        return { who: edit.editedBy, at: edit.editedAt };
      }
      // A correction that was taken back leaves no edit, only a line in the history.
      history ??= api.historyOf(theirs.detail.productNo).catch(() => ({ items: [] }));
      const line = (await history).items.find(({ detail }) => detail?.field === field && (detail.sku_no ?? "") === skuNo);
      return { who: line?.actor ?? null, at: line?.at ?? null };
    }),
  );
}

function theirWord({ who, at }) {
  return who === null ? t("conflict.source") : [t("conflict.theirs"), " ", h("span", { class: "muted" }, t("conflict.by", { who, at: moment(at), ago: ago(at) }))];
}

/** One of the two texts, whole, with the button that chooses it. */
function side(name, chosen, label, field, value, choose) {
  const text =
    field === "description" && value
      ? h("div", { class: "conflict-text", tabindex: "0" }, safeHtml(value).view)
      : h("div", { class: "conflict-text" }, Array.isArray(value) && value.length > 1 ? h("ul", {}, value.map((each) => h("li", {}, shown(each)))) : shown(value));
  const radio = h("input", { type: "radio", name, ".checked": chosen, on: { change: choose } });
  const pick = () => ((radio.checked = true), choose());
  return h("div", { class: "conflict-side", on: { click: pick } }, h("label", { class: "choice" }, radio, h("span", {}, label)), text);
}
