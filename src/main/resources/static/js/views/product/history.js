/** What happened to the product, latest first: of each correction what stood there before and after, and the way back. */

import * as api from "../../api.js";
import { button, fill, h } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { moment } from "../../format.js";
import { known, said, t } from "../../words.js";
import { short } from "../products/changes.js";
import { same } from "./draft.js";

/**
 * @param {import("./draft.js").Draft} draft the product as the page has it
 * @param {(patch: object) => Promise<void>} undo puts back what stood there
 */
export function history(draft, undo) {
  const host = h("div", {}, h("p", { class: "muted" }, t("loading")));
  const { productNo } = draft.detail;
  api.historyOf(productNo).then(
    ({ items }) => {
      const met = new Set();
      fill(host, items.length === 0 ? h("p", { class: "muted" }, t("history.none")) : h("ol", { class: "timeline" }, items.map((line) => entry(line, met))));
    },
    (failure) => fill(host, h("p", { class: "bad-text" }, failure.message)),
  );

  function entry(line, met) {
    const detail = line.detail ?? {};
    const correction = detail.field && "before" in detail;
    const key = `${detail.sku_no}\u0000${detail.field}`;
    const latest = correction && !met.has(key);
    met.add(key);
    return h(
      "li",
      {},
      h("time", { datetime: line.at }, moment(line.at)),
      h("span", { class: "timeline-actor" }, known(`actor.${line.actor}`) ? t(`actor.${line.actor}`) : line.actor),
      h("div", {}, h("p", {}, said(line.text)), correction && compared(detail), latest && stillStands(detail) && undoButton(detail)),
    );
  }

  const compared = (detail) =>
    h(
      "dl",
      { class: "compare" },
      h("dt", {}, t("history.before")),
      h("dd", {}, short(detail.before)),
      h("dt", {}, t("history.after")),
      h("dd", {}, short(detail.value === null ? detail.replaced : detail.value), detail.value === null && [" ", h("span", { class: "muted" }, t("changes.reverts"))]),
    );

  /** Whether nothing, such as a later import or correction of long text, came after it. */
  function stillStands({ field, sku_no: skuNo, value }) {
    return same(draft.edit(field, skuNo)?.value ?? null, value);
  }

  function undoButton({ field, sku_no: skuNo, before_edit: earlier }) {
    const press = button(t("history.undo"), {
      look: "small",
      iconName: "undo",
      "aria-label": t("history.undo-of", { field: fieldLabel(field), sku: skuNo }),
      on: {
        click: async () => {
          press.disabled = true;
          await undo(skuNo ? { skus: { [skuNo]: { [field]: earlier } } } : { [field]: earlier });
          press.disabled = false;
        },
      },
    });
    return press;
  }

  return host;
}
