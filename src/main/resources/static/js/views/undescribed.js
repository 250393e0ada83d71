/** Codes of TikTok Shop that nobody has described yet, in 概況; nothing is shown while there is none. */

import * as api from "../api.js";
import { fill, h } from "../dom.js";
import { count, moment } from "../format.js";
import { complain } from "../parts/toast.js";
import { t } from "../words.js";
import { table } from "./products/changes.js";

/** The card for 概況. */
export function undescribedCard() {
  const element = h("section", { class: "card undescribed", hidden: true });

  async function load() {
    try {
      const { items } = await api.undescribedCodes();
      element.hidden = items.length === 0;
      fill(
        element,
        h("h2", {}, t("undescribed.title")),
        h("p", { class: "muted" }, t("undescribed.text")),
        table(
          t("undescribed.table", { n: count(items.length) }),
          [t("undescribed.code"), t("undescribed.operation"), t("undescribed.times"), t("undescribed.message"), t("undescribed.last")],
          items.map((item) =>
            h(
              "tr",
              {},
              h("td", { class: "code" }, item.code),
              h("td", {}, item.operation),
              h("td", { class: "num" }, count(item.times)),
              h("td", { lang: "en" }, item.message),
              h("td", {}, moment(item.lastAt)),
            ),
          ),
        ),
      );
    } catch (failure) {
      complain(failure);
    }
  }

  load();
  return { element };
}
