/** What stands around every value: where it comes from, why it is so, and the way back. */

import * as api from "../../api.js";
import { button, fill, freshId, h, icon } from "../../dom.js";
import { moment } from "../../format.js";
import { complain } from "../../parts/toast.js";
import { known, t } from "../../words.js";
import { mayBeRule, ruleButton } from "./rule.js";

/** A value as one line of text. */
export function shown(value) {
  if (value === null || value === undefined || value === "") {
    return t("value.none");
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? t("value.none") : value.map(shown).join("、");
  }
  if (typeof value === "object") {
    if ("id" in value && Array.isArray(value.values)) {
      return value.values.map((each) => each.name ?? each.id).join("・");
    }
    if ("url" in value) {
      return value.url;
    }
    if ("axis" in value) {
      return `${value.axis}: ${value.value}`;
    }
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${shown(each)}`)
      .join(", ");
  }
  return String(value);
}

/** The explanation of a product, fetched once and only when somebody wants it. */
export class Explanation {
  constructor(productNo) {
    this.productNo = productNo;
    this.asked = null;
  }

  line(field, skuNo) {
    this.asked ??= api.explainProduct(this.productNo);
    return this.asked.then((whole) => {
      const line = whole.fields.find(
        (each) => (skuNo ? each.skuNo === skuNo && each.field.endsWith(`.${field}`) : each.field === field && !each.skuNo),
      );
      return { line, whole };
    });
  }

  /**
   * Whether the mapped value is futureshop's own (`mapping`) or a rule made or changed it (`rule`).
   */
  async origin(field, skuNo) {
    const { line } = await this.line(field, skuNo);
    if (!line || line.mapped === null || (Array.isArray(line.mapped) && line.mapped.length === 0)) {
      return null;
    }
    const taken = line.sources.some((source) => source.verdict === "taken");
    const first = line.steps[0]?.before;
    const last = line.steps.at(-1)?.after;
    const plain = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));
    return taken && (line.steps.length === 0 || plain(first) === plain(last)) ? "mapping" : "rule";
  }

  forget() {
    this.asked = null;
  }
}

/**
 * The line under a value: source, なぜこの値？, futureshopの値に戻す, and the choice when the value underneath has changed.
 *
 * @param {{draft: import("./draft.js").Draft, explanation: Explanation, field: string, skuNo?: string}} about
 */
export function metaLine({ draft, explanation, field, skuNo = "" }) {
  const line = h("div", { class: "meta" });
  const why = h("div", { class: "why", id: freshId("why"), hidden: true });
  const changed = h("div");

  let origin = null;

  function draw() {
    const edit = draft.edit(field, skuNo);
    const person = draft.byPerson(field, skuNo);
    const touched = draft.touched(field, skuNo);
    const sources = skuNo ? draft.detail.skus[skuNo]?.sources : draft.detail.sources;
    const server = person ? "person" : touched ? "mapping" : (sources?.[field] ?? "none");
    const source = server === "mapping" ? (origin ?? "mapping") : server;
    const word = field === "stock" && known(`source.stock-${source}`) ? `source.stock-${source}` : `source.${source}`;
    fill(
      line,
      h("span", { class: `source source-${source}` }, t(word)),
      touched ? h("span", { class: "mark warn" }, t("edit.unsaved")) : edit && h("span", { class: "muted" }, t("edit.by", { who: edit.editedBy, at: moment(edit.editedAt) })),
      h(
        "button",
        { type: "button", class: "link", "aria-expanded": String(!why.hidden), "aria-controls": why.id, on: { click: turnWhy } },
        t("why"),
      ),
      touched &&
        h("button", { type: "button", class: "link", on: { click: () => draft.forget(field, skuNo) } }, t("edit.forget")),
      person &&
        edit &&
        !touched &&
        h("button", { type: "button", class: "link", on: { click: () => draft.revert(field, skuNo) } }, icon("undo"), t("edit.revert")),
      person && edit && !touched && mayBeRule(field, skuNo, edit.value) && ruleButton(draft.detail.productNo, field),
    );
    fill(changed, edit?.sourceChanged && !touched && sourceChanged(edit));
  }

  function sourceChanged(edit) {
    return h(
      "div",
      { class: "callout warn" },
      h("p", {}, h("strong", {}, t("changed.title")), " ", t("changed.text")),
      h(
        "dl",
        { class: "compare" },
        h("dt", {}, t("changed.before")),
        h("dd", {}, shown(edit.replaced)),
        h("dt", {}, t("changed.now")),
        h("dd", {}, shown(edit.mapped)),
        h("dt", {}, t("changed.yours")),
        h("dd", {}, shown(edit.value)),
      ),
      h(
        "div",
        { class: "actions" },
        button(t("changed.keep"), { look: "small", on: { click: () => draft.keep(field, skuNo) } }),
        button(t("changed.take"), { look: "small", on: { click: () => draft.revert(field, skuNo) } }),
        h("span", { class: "muted" }, t("changed.merge")),
      ),
    );
  }

  async function turnWhy() {
    why.hidden = !why.hidden;
    draw();
    line.querySelector(".link")?.focus();
    if (why.hidden) {
      return;
    }
    fill(why, h("p", { class: "muted" }, t("loading")));
    try {
      const { line: explained, whole } = await explanation.line(field, skuNo);
      fill(why, explained ? story(explained, whole) : h("p", {}, t("why.none")));
    } catch (failure) {
      why.hidden = true;
      draw();
      complain(failure);
    }
  }

  draw();
  explanation.origin(field, skuNo).then(
    (found) => {
      if (found === "rule") {
        origin = found;
        draw();
      }
    },
    () => {},
  );
  draft.addEventListener("change", (event) => {
    if (event.detail.field === null || (event.detail.field === field && event.detail.skuNo === skuNo)) {
      draw();
    }
  });
  return h("div", { class: "meta-block" }, line, changed, why);
}

const VERDICTS = new Set(["taken", "absent", "null", "empty"]);

/** The steps from futureshop's value to the one that counts. */
function story(line, whole) {
  return [
    line.sources.length > 0 &&
      h(
        "table",
        { class: "plain" },
        h("caption", {}, t("why.looked")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("why.from")), h("th", { scope: "col" }, t("why.value")), h("th", { scope: "col" }, t("why.verdict")))),
        h(
          "tbody",
          {},
          line.sources.map((source) =>
            h(
              "tr",
              { class: source.verdict === "taken" ? "taken" : null },
              h("td", {}, h("code", {}, source.from)),
              h("td", {}, clipped(source.value)),
              h("td", {}, VERDICTS.has(source.verdict) ? t(`verdict.${source.verdict}`) : source.verdict),
            ),
          ),
        ),
      ),
    line.steps.length > 0 && [
      h("p", { class: "why-title" }, t("why.steps")),
      h(
        "ol",
        { class: "steps" },
        line.steps.map((step) =>
          h("li", {}, h("code", {}, step.step), same(step) ? h("span", { class: "muted" }, t("why.unchanged")) : [clipped(step.before), " → ", clipped(step.after)]),
        ),
      ),
    ],
    h(
      "p",
      {},
      h("span", { class: "why-title" }, t("why.mapped")),
      clipped(line.mapped),
      line.rule && [" ", h("span", { class: "muted" }, t("why.rule", { rule: line.rule }))],
      line.file && [" ", h("span", { class: "muted code" }, `${line.file}:${line.line}`)],
    ),
    line.edit &&
      h("p", {}, h("span", { class: "why-title" }, t("why.edited")), clipped(line.edit.value), " ", h("span", { class: "muted" }, t("edit.by", { who: line.edit.editedBy, at: moment(line.edit.editedAt) }))),
    whole.mapAgainOn && h("p", { class: "muted" }, t("why.of-the-day", { day: whole.mappedOn, next: whole.mapAgainOn })),
    !whole.current && h("p", { class: "muted" }, t("why.other-version")),
  ];
}

const same = (step) => JSON.stringify(step.before) === JSON.stringify(step.after);

function clipped(value) {
  const text = shown(value);
  return h("span", { class: "clip", title: text.length > 160 ? text : null }, text.length > 160 ? `${text.slice(0, 160)}…` : text);
}
