/** TikTok Shop's suggestion for a category: asked for by a person, and taken by a person. */

import * as api from "../../api.js";
import { button, fill, h } from "../../dom.js";
import { t } from "../../words.js";

/** @param {import("./draft.js").Draft} draft */
export function categorySuggestion(productNo, draft) {
  const answer = h("p", { role: "status" });
  const ask = async () => {
    fill(answer, h("span", { class: "muted" }, t("category.asking")));
    try {
      const { category, fromImage } = await api.suggestCategory(productNo);
      fill(
        answer,
        t(fromImage ? "category.suggested-image" : "category.suggested"),
        " ",
        h("strong", {}, category.path.join(" › ")),
        " ",
        h("span", { class: "code" }, category.id),
        " ",
        category.usable
          ? button(t("category.take"), { look: "small", on: { click: () => draft.set("category_id", category.id) } })
          : h("span", { class: "bad-text" }, t("category.not-usable")),
      );
    } catch (failure) {
      fill(answer, h("span", { class: "bad-text" }, failure.message));
    }
  };
  return h("div", { class: "suggestion" }, button(t("category.suggest"), { look: "small", on: { click: ask } }), answer);
}
