/** Somebody saved first: both versions side by side, and nothing is lost. */

import { button, h } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { openDialog } from "../../parts/dialog.js";
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
    yours: change.value === null ? mine.mapped(change.field, change.skuNo) : change.value,
    before: mine.saved(change.field, change.skuNo),
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
  const dialog = openDialog({
    title: t("conflict.title"),
    look: "wide",
    body: [
      h("p", {}, t("conflict.text")),
      clashes.length === 0
        ? h("p", {}, t("conflict.no-clash"))
        : h(
            "div",
            { class: "table-frame" },
            h(
              "table",
              { class: "plain conflict" },
              h("caption", { class: "unseen" }, t("conflict.title")),
              h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("conflict.field")), h("th", { scope: "col" }, t("conflict.yours")), h("th", { scope: "col" }, t("conflict.theirs")))),
              h(
                "tbody",
                {},
                clashes.map((line, index) =>
                  h(
                    "tr",
                    {},
                    h("th", { scope: "row" }, line.skuNo ? `${line.skuNo} ` : "", fieldLabel(line.field)),
                    h("td", {}, choice(`conflict-${index}`, true, shown(line.yours), () => (line.keep = true))),
                    h("td", {}, choice(`conflict-${index}`, false, shown(line.now), () => (line.keep = false))),
                  ),
                ),
              ),
            ),
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

function choice(name, chosen, text, choose) {
  return h("label", { class: "choice" }, h("input", { type: "radio", name, ".checked": chosen, on: { change: choose } }), h("span", {}, text));
}
