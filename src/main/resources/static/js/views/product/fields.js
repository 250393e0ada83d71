/** The product's own fields, each edited where it stands, with its limits in view while typing. */

import { fill, freshId, h } from "../../dom.js";
import { fieldLabel, limitOf, numberLimits } from "../../fields.js";
import { count, length } from "../../format.js";
import { draftNumber, numberInput } from "../../parts/number-input.js";
import { safeHtml } from "../../parts/safe-html.js";
import { said, t } from "../../words.js";
import { metaLine } from "./meta.js";

/** One field: label, control, complaints, and what stands around the value. */
export function row({ draft, explanation, field, control, labelFor, extra = null }) {
  const complaints = h("ul", { class: "complaints" });
  for (const lack of draft.detail.lacks.filter((each) => topOf(each.field) === field && !each.skuNo)) {
    complaints.append(h("li", {}, said(lack.sentence)));
  }
  const label = labelFor ? h("label", { for: labelFor }, fieldLabel(field)) : h("span", { class: "label" }, fieldLabel(field));
  return h(
    "div",
    { class: "field", dataset: { field } },
    h("div", { class: "field-label" }, label),
    h("div", { class: "field-value" }, control, field === "title" && draft.detail.values.title_given && h("p", { class: "muted" }, t("field.title-given")), extra, complaints, metaLine({ draft, explanation, field })),
  );
}

/** The product's field that a lack's path belongs to. */
export function topOf(path) {
  return path.split(/[.[]/)[0];
}

/** How many of how many, turning red beyond the limit. */
function counter(limit) {
  const element = h("span", { class: "counter", role: "status" });
  return {
    element,
    show: (n) => {
      element.textContent = limit ? `${count(n)} / ${count(limit)}` : count(n);
      element.classList.toggle("over", limit !== null && n > limit);
    },
  };
}

/** A text of one line. */
export function textField(about) {
  const { draft, field } = about;
  const id = freshId(field);
  const { most } = limitOf(field, "characters");
  const tally = most === null ? null : counter(most);
  const input = h("input", {
    id,
    class: "input",
    autocomplete: "off",
    ".value": draft.value(field) ?? "",
    on: { input: () => draft.set(field, input.value.trim() === "" ? "" : input.value) },
  });
  const draw = () => {
    const value = draft.value(field) ?? "";
    if (document.activeElement !== input) {
      input.value = value;
    }
    tally?.show(length(input.value));
    input.classList.toggle("touched", draft.touched(field));
  };
  draft.addEventListener("change", draw);
  draw();
  return row({ ...about, control: h("div", { class: "with-counter" }, input, tally?.element), labelFor: id });
}

/** Texts, one to a line. */
export function textsField(about) {
  const { draft, field } = about;
  const id = freshId(field);
  const tallies = ["entries", "total"].map((measure) => ({ measure, ...limitOf(field, measure) })).filter(({ most }) => most !== null);
  const counters = tallies.map(({ measure, most }) => ({ measure, tally: counter(most) }));
  const lines = () =>
    area.value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  const area = h("textarea", {
    id,
    class: "input",
    rows: "3",
    "aria-describedby": `${id}-hint`,
    on: { input: () => draft.set(field, lines().length === 0 ? "" : lines()) },
  });
  const draw = () => {
    if (document.activeElement !== area) {
      area.value = (draft.value(field) || []).join("\n");
    }
    const sizes = { entries: lines().length, total: length(lines().join("")) };
    counters.forEach(({ measure, tally }) => tally.show(sizes[measure]));
    area.classList.toggle("touched", draft.touched(field));
  };
  draft.addEventListener("change", draw);
  draw();
  const hint = h(
    "p",
    { class: "muted", id: `${id}-hint` },
    t("texts.hint"),
    counters.map(({ measure, tally }) => [" ", t(`texts.${measure}`), " ", tally.element]),
  );
  return row({ ...about, control: [area, hint], labelFor: id });
}

/** The description: its HTML and, beside it, what shoppers see. */
export function descriptionField(about) {
  const { draft, field } = about;
  const id = freshId(field);
  const tally = counter(limitOf(field, "characters").most);
  const view = h("div", { class: "preview", tabindex: "0", role: "region", "aria-label": t("description.preview") });
  const dropped = h("p", { class: "muted", role: "status" });
  const area = h("textarea", {
    id,
    class: "input area",
    rows: "9",
    spellcheck: "false",
    ".value": draft.value(field) ?? "",
    on: { input: () => draft.set(field, area.value) },
  });
  const draw = () => {
    const value = draft.value(field) ?? "";
    if (document.activeElement !== area) {
      area.value = value;
    }
    tally.show(length(area.value));
    area.classList.toggle("touched", draft.touched(field));
    const shown = safeHtml(area.value);
    fill(view, shown.view);
    dropped.textContent = shown.dropped > 0 ? t("description.dropped", { n: shown.dropped }) : "";
  };
  draft.addEventListener("change", (event) => (event.detail.field === null || event.detail.field === field) && draw());
  draw();
  return row({
    ...about,
    control: h(
      "div",
      { class: "halves" },
      h("div", {}, h("p", { class: "half-title" }, t("description.html"), tally.element), area),
      h("div", {}, h("p", { class: "half-title" }, t("description.preview")), view, dropped),
    ),
    labelFor: id,
  });
}

/** A whole number with its unit. */
export function numberField(about) {
  const { draft, field } = about;
  const limits = numberLimits(field);
  const id = freshId(field);
  const hint = h("span", { class: "muted", id: `${id}-hint` }, t("limit.between", { from: count(limits.least), to: count(limits.most) }));
  const { input, said: answer } = draftNumber(draft, field, "", limits, { id, "aria-describedby": hint.id });
  return row({ ...about, control: [h("div", { class: "with-unit" }, input, h("span", { class: "unit" }, limits.units[0]), hint), answer], labelFor: id });
}

const SIDES = ["length", "width", "height"];

/** The package's three lengths, which are one field. */
export function sizeField(about) {
  const { draft, field } = about;
  const parts = SIDES.map((side) => {
    const id = freshId(side);
    return { side, id, ...numberInput(numberLimits(field), (read, text) => take(side, read, text), { id }) };
  });
  function take(side, read, text) {
    const sides = { ...(draft.value(field) || {}) };
    if ("problem" in read) {
      draft.refuse(field, text, "", side);
      return;
    }
    draft.readable(field, "", side);
    delete sides[side];
    if (!read.empty) {
      sides[side] = read.value;
    }
    const ordered = Object.fromEntries(SIDES.filter((each) => each in sides).map((each) => [each, sides[each]]));
    draft.set(field, Object.keys(ordered).length === 0 ? "" : ordered);
  }
  const draw = () => {
    const value = draft.value(field) || {};
    const emptied = draft.touched(field) && Object.keys(value).length === 0;
    for (const { side, input, show } of parts) {
      show(draft.unread(field, "", side) ?? String(value[side] ?? ""), emptied && side === SIDES[0]);
      input.classList.toggle("touched", draft.touched(field));
    }
  };
  draft.addEventListener("change", draw);
  draw();
  return row({
    ...about,
    control: [
      h(
        "div",
        { class: "with-unit", role: "group", "aria-label": fieldLabel(field) },
        parts.map(({ side, id, input }) => [h("label", { class: "side", for: id }, t(`size.${side}`)), input]),
        h("span", { class: "unit" }, "cm"),
      ),
      parts.map((part) => part.said),
    ],
  });
}

/** The names of the variations' axes. */
export function axesField(about) {
  const { draft, field } = about;
  const axes = draft.value(field);
  if (!Array.isArray(axes) || axes.length === 0) {
    return null;
  }
  const inputs = axes.map((_, index) => {
    const input = h("input", {
      class: "input short",
      "aria-label": t("axes.nth", { n: index + 1 }),
      autocomplete: "off",
      on: { input: () => draft.set(field, inputs.map((each) => each.value)) },
    });
    return input;
  });
  const draw = () => {
    const value = draft.value(field) || [];
    inputs.forEach((input, index) => {
      if (document.activeElement !== input) {
        input.value = value[index] ?? "";
      }
      input.classList.toggle("touched", draft.touched(field));
    });
  };
  draft.addEventListener("change", draw);
  draw();
  return row({ ...about, control: h("div", { class: "with-unit" }, inputs) });
}

/** A yes or no. */
export function flagField({ draft, field, label, hint }) {
  const id = freshId(field);
  const box = h("input", { id, type: "checkbox", on: { change: () => draft.set(field, box.checked) } });
  const draw = () => {
    box.checked = draft.value(field) === true;
  };
  draft.addEventListener("change", draw);
  draw();
  return h(
    "div",
    { class: "field", dataset: { field } },
    h("div", { class: "field-label" }, h("span", { class: "label" }, fieldLabel(field))),
    h("div", { class: "field-value" }, h("div", { class: "with-unit" }, box, h("label", { for: id }, label)), h("p", { class: "muted" }, hint)),
  );
}
