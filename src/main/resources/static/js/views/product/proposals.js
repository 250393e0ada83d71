/** What TikTok Shop proposes for package and attributes: asked for by a person, and taken by a person. */

import * as api from "../../api.js";
import { button, fill, h } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { t } from "../../words.js";

/** @param {import("./draft.js").Draft} draft */
export function proposals(productNo, draft) {
  const answer = h("div", { role: "status" });
  const ask = async () => {
    fill(answer, h("p", { class: "muted" }, t("propose.asking")));
    try {
      fill(answer, draw(await api.proposeFields(productNo), draft));
    } catch (failure) {
      fill(answer, h("p", { class: "bad-text" }, failure.message));
    }
  };
  return h("section", { class: "suggestion proposals" }, button(t("propose.ask"), { look: "small", on: { click: ask } }), answer);
}

function draw(found, draft) {
  const { weightG, dimensionsCm: size, attributes } = found;
  const lines = [
    weightG !== null && line(fieldLabel("weight_g"), `${weightG} g`, t("propose.by-category"), () => draft.set("weight_g", weightG)),
    size !== null && line(fieldLabel("dimensions_cm"), `${size.length} × ${size.width} × ${size.height} cm`, t("propose.by-category"), () => draft.set("dimensions_cm", { ...size })),
    ...attributes.map((attribute) => line(attribute.name, attribute.values.map((value) => value.name).join("、"), t("propose.by-text"), () => put(draft, attribute))),
  ].filter(Boolean);
  if (lines.length === 0) {
    return h("p", { class: "muted" }, t("propose.none"));
  }
  return [
    h(
      "div",
      { class: "table-frame" },
      h(
        "table",
        { class: "plain" },
        h("caption", { class: "unseen" }, t("propose.title")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("conflict.field")), h("th", { scope: "col" }, t("propose.value")), h("th", { scope: "col" }, t("propose.source")), h("th", { scope: "col" }, h("span", { class: "unseen" }, t("propose.take"))))),
        h("tbody", {}, lines),
      ),
    ),
    h("p", { class: "muted" }, t("propose.note")),
  ];
}

function line(field, value, source, take) {
  const taken = button(t("propose.take"), {
    look: "small",
    "aria-label": t("propose.take-of", { field }),
    on: {
      click: () => {
        take();
        taken.disabled = true;
        taken.textContent = t("propose.taken");
      },
    },
  });
  return h("tr", {}, h("th", { scope: "row" }, field), h("td", {}, value), h("td", { class: "muted" }, source), h("td", {}, taken));
}

function put(draft, attribute) {
  const given = Array.isArray(draft.value("attributes")) ? draft.value("attributes") : [];
  const next = [...given.filter((each) => each.id !== attribute.id), { id: attribute.id, values: attribute.values.map(({ id, name }) => ({ id, name })) }];
  next.sort((a, b) => a.id.localeCompare(b.id));
  draft.set("attributes", next);
}
