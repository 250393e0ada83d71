/** The papers that some categories demand: a size chart, and certificates with the day they expire on. */

import { fill, freshId, h } from "../../dom.js";
import { limitOf } from "../../fields.js";
import { count } from "../../format.js";
import { picture } from "../../parts/picture.js";
import { t } from "../../words.js";
import { row } from "./fields.js";

/** The size chart's picture; shown where the category takes one, or where one is given. */
export function sizeChartField(about) {
  const { draft, field, demands } = about;
  const id = freshId(field);
  const host = h("div");
  const need = h("span", { class: "need" });
  const hint = h("p", { class: "muted", id: `${id}-hint` }, t("size-chart.hint", { least: count(limitOf("size_chart", "pixels").least) }));
  const shown = h("div", { class: "paper-shots" });
  const input = h("input", {
    id,
    class: "input",
    type: "url",
    autocomplete: "off",
    placeholder: "https://",
    "aria-describedby": hint.id,
    on: { input: () => draft.set(field, input.value.trim()) },
  });
  const element = row({ ...about, control: h("div", { class: "paper" }, host), labelFor: id });
  fill(host, h("div", { class: "with-counter" }, input, need), hint, shown);
  let pictured = null;

  const draw = async () => {
    const value = draft.value(field) || "";
    if (document.activeElement !== input) {
      input.value = value;
    }
    input.classList.toggle("touched", draft.touched(field));
    if (value !== pictured) {
      pictured = value;
      fill(shown, value && picture(value, "large", t("size-chart.picture")));
    }
    const category = draft.value("category_id");
    const { taken, required } = await chartOf(category);
    if (category !== draft.value("category_id")) {
      return;
    }
    element.hidden = !taken && !(draft.value(field) || "") && !draft.touched(field);
    fill(need, required && h("span", { class: `mark ${value ? "" : "bad"}` }, t("attributes.required")));
  };

  async function chartOf(category) {
    try {
      return category ? (await demands.of(category)).sizeChart : { taken: false, required: false };
    } catch {
      // The category's own row tells what failed; the field stays in reach.
      return { taken: true, required: false };
    }
  }

  onlyFor(draft, [field, "category_id"], draw);
  draw();
  return element;
}

/** The certificates that the category knows: for each its pictures and, where asked for, the day it expires on. */
export function certificatesField(about) {
  const { draft, field, demands } = about;
  const host = h("div", { class: "papers" });
  const element = row({ ...about, control: host });
  let drawnFor = null;

  const given = () => (Array.isArray(draft.value(field)) ? draft.value(field) : []);
  const entry = (id) => given().find((each) => each.id === id) ?? null;

  function put(id, change) {
    const next = { id, images: [], ...entry(id), ...change };
    const empty = next.images.length === 0 && !next.expires_on;
    const others = given().filter((each) => each.id !== id);
    const all = empty ? others : [...others, next];
    all.sort((a, b) => a.id.localeCompare(b.id));
    draft.set(field, all.length === 0 ? "" : all);
  }

  async function draw() {
    const category = draft.value("category_id") || "";
    drawnFor = category;
    let certificates = [];
    try {
      certificates = category ? (await demands.of(category)).certificates : [];
    } catch {
      // The category's own row tells what failed, and nobody knows which certificates are strange to it.
      if (drawnFor === category) {
        drawnFor = null;
        element.hidden = true;
      }
      return;
    }
    if (drawnFor !== category) {
      return;
    }
    const known = new Set(certificates.map((certificate) => certificate.id));
    const strange = given().filter((each) => !known.has(each.id));
    element.hidden = certificates.length === 0 && strange.length === 0 && !draft.touched(field);
    fill(
      host,
      certificates.map(control),
      strange.map((each) =>
        h(
          "p",
          { class: "bad-text" },
          t("certificates.strange", { id: each.id }),
          " ",
          h("button", { type: "button", class: "link", on: { click: () => (put(each.id, { images: [], expires_on: "" }), draw()) } }, t("attributes.remove")),
        ),
      ),
      certificates.length === 0 && strange.length === 0 && h("p", { class: "muted" }, t("certificates.none")),
    );
    marks();
  }

  function control(certificate) {
    const id = freshId("certificate");
    const now = entry(certificate.id);
    const shown = h("div", { class: "paper-shots" });
    const view = (images) => fill(shown, images.map((image, index) => picture(image.url, "medium", t("images.nth", { n: index + 1 }))));
    const area = h("textarea", {
      id,
      class: "input",
      rows: "2",
      spellcheck: "false",
      placeholder: "https://",
      "aria-describedby": `${id}-hint`,
      ".value": (now?.images ?? []).map((image) => image.url).join("\n"),
      on: {
        input: () => {
          const images = area.value
            .split(/\s+/)
            .filter(Boolean)
            .map((url) => ({ url }));
          put(certificate.id, { images });
          view(images);
        },
      },
    });
    const dayId = freshId("expires");
    const day = h("input", {
      id: dayId,
      class: "input short",
      type: "date",
      ".value": now?.expires_on ?? "",
      on: { input: () => put(certificate.id, { expires_on: day.value || undefined }) },
    });
    view(now?.images ?? []);
    return h(
      "fieldset",
      { class: "paper" },
      h("legend", {}, certificate.name, h("span", { class: "need", dataset: { certificate: certificate.id } })),
      certificate.details && h("p", { class: "muted" }, certificate.details),
      h("label", { for: id }, t("certificates.images", { most: limitOf("certifications", "entries").most })),
      area,
      h("p", { class: "muted", id: `${id}-hint` }, t("certificates.hint")),
      shown,
      (certificate.expires || now?.expires_on) && h("div", { class: "with-unit" }, h("label", { for: dayId }, t("certificates.expires")), day),
    );
  }

  /** Says which are required now; an attribute's value can make one so. */
  async function marks() {
    const category = draft.value("category_id") || "";
    if (!category || element.hidden) {
      return;
    }
    const { certificates } = await demands.of(category).catch(() => ({ certificates: [] }));
    const attributes = Array.isArray(draft.value("attributes")) ? draft.value("attributes") : [];
    const pairs = new Set(attributes.flatMap((each) => each.values.map((value) => `${each.id}=${value.id}`)));
    for (const certificate of certificates) {
      const need = certificate.required || certificate.requiredWith.some((pair) => pairs.has(pair));
      const missing = need && (entry(certificate.id)?.images ?? []).length === 0;
      for (const mark of host.querySelectorAll(`.need[data-certificate="${CSS.escape(certificate.id)}"]`)) {
        fill(mark, need && h("span", { class: `mark ${missing ? "bad" : ""}` }, t("attributes.required")));
      }
    }
  }

  draft.addEventListener("change", (event) => {
    const changed = event.detail.field;
    if (changed === "attributes" || (changed === field && host.contains(document.activeElement))) {
      marks();
    } else if (changed === null || changed === "category_id" || changed === field) {
      draw();
    }
  });
  draw();
  return element;
}

function onlyFor(draft, fields, draw) {
  draft.addEventListener("change", (event) => (event.detail.field === null || fields.includes(event.detail.field)) && draw());
}
