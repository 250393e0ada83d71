/** The SKUs: price, stock, JAN, weight and picture by hand, in one table. */

import { button, fill, h } from "../../dom.js";
import { fieldLabel, numberLimits } from "../../fields.js";
import { ago, count, moment } from "../../format.js";
import { readWhole } from "../../number.js";
import { draftNumber, numberInput } from "../../parts/number-input.js";
import { picture } from "../../parts/picture.js";
import { said, t } from "../../words.js";
import { metaLine } from "./meta.js";

const COLUMNS = [
  { field: "price", whole: true },
  { field: "stock", whole: true },
  { field: "jan", whole: false },
  { field: "weight_g", whole: true },
];

export function skuTable({ draft, explanation }) {
  const numbers = Object.keys(draft.detail.skus);
  const opened = new Set();
  const body = h("tbody");

  function draw() {
    fill(
      body,
      numbers.map((skuNo) => [line(skuNo), opened.has(skuNo) && more(skuNo)]),
    );
  }

  function line(skuNo) {
    const sku = draft.detail.skus[skuNo];
    const lacks = draft.detail.lacks.filter((lack) => lack.skuNo === skuNo);
    const options = (draft.value("options", skuNo) || []).map((option) => option.value).join(" / ");
    return h(
      "tr",
      { class: sku.retired ? "retired" : null, dataset: { line: skuNo } },
      h(
        "th",
        { scope: "row" },
        h("span", { class: "code" }, skuNo),
        sku.retired && h("span", { class: "mark" }, t("sku.retired")),
        lacks.map((lack) => h("p", { class: "bad-text" }, said(lack.sentence))),
        sku.values.code_left_out && h("p", { class: "muted" }, t("sku.code-left-out", { code: sku.values.code_left_out })),
        sku.values.stock_given && h("p", { class: "muted" }, t("sku.stock-given", { n: count(sku.values.stock_given) })),
      ),
      h("td", {}, options || h("span", { class: "muted" }, t("sku.no-options"))),
      COLUMNS.map((column) => h("td", { class: "num" }, cell(column, skuNo, sku))),
      h("td", {}, sku.publishedAt ? t("sku.sent", { at: moment(sku.publishedAt) }) : h("span", { class: "muted" }, t("sku.not-sent"))),
      h(
        "td",
        {},
        h(
          "button",
          {
            type: "button",
            class: "link",
            "aria-expanded": String(opened.has(skuNo)),
            on: {
              click: () => {
                if (!opened.delete(skuNo)) {
                  opened.add(skuNo);
                }
                draw();
                body.querySelector(`tr[data-sku="${CSS.escape(skuNo)}"] .link`)?.focus();
              },
            },
          },
          t("sku.more"),
        ),
      ),
    );
  }

  function cell({ field, whole }, skuNo, sku) {
    if (field === "stock" && sku.values.stock_managed === false) {
      return h("span", { class: "muted" }, t("sku.unmanaged"));
    }
    const named = { "aria-label": t("sku.cell", { sku: skuNo, field: fieldLabel(field) }), disabled: sku.retired, dataset: { cell: field } };
    if (whole) {
      const { input, said: answer } = draftNumber(draft, field, skuNo, numberLimits(field, true), named);
      return [input, answer, field === "stock" && stockOrigin(skuNo, sku)];
    }
    const input = h("input", {
      ...named,
      class: "input jan",
      inputmode: "numeric",
      autocomplete: "off",
      ".value": draft.value(field, skuNo) ?? "",
      on: { input: () => draft.set(field, input.value.normalize("NFKC").trim(), skuNo) },
    });
    const look = () => {
      if (document.activeElement !== input) {
        input.value = draft.value(field, skuNo) ?? "";
      }
      input.classList.toggle("touched", draft.touched(field, skuNo));
      input.classList.toggle("by-person", draft.byPerson(field, skuNo));
    };
    draft.addEventListener("change", (event) => (event.detail.field === null || event.detail.skuNo === skuNo) && look());
    look();
    return input;
  }

  /** Under the pieces: whether they are those of the import or typed, and since when; TikTok Shop's own have moved on. */
  function stockOrigin(skuNo, sku) {
    const line = h("small", { class: "muted stock-origin" });
    const draw = () => {
      const typed = draft.byPerson("stock", skuNo);
      const at = typed ? draft.edit("stock", skuNo)?.editedAt : sku.stockReadAt;
      const known = typed || (sku.values.stock !== undefined && sku.stockReadAt);
      fill(line, known && t(typed ? "stock.typed" : "stock.imported"), known && !draft.touched("stock", skuNo) && at && ` ${ago(at)}`);
    };
    draft.addEventListener("change", draw);
    draw();
    return line;
  }

  /** Which of the product's pictures stands for the choice; one SKU of each value is enough. */
  function pictureChoice(skuNo, retired) {
    const shown = h("span", {});
    const select = h("select", {
      class: "select",
      "aria-label": t("sku.cell", { sku: skuNo, field: fieldLabel("image") }),
      disabled: retired,
      on: { change: () => draft.set("image", select.value, skuNo) },
    });
    const look = () => {
      const now = draft.value("image", skuNo) || "";
      const pictures = (draft.value("images") ?? []).map((image) => image.url);
      fill(
        select,
        h("option", { value: "" }, t("sku.no-image")),
        pictures.map((address, index) => h("option", { value: address }, t("sku.image-n", { n: index + 1 }))),
        now !== "" && !pictures.includes(now) && h("option", { value: now }, now),
      );
      select.value = now;
      fill(shown, now !== "" && picture(now, "small"));
    };
    draft.addEventListener("change", (event) => (event.detail.field === null || event.detail.skuNo === skuNo) && look());
    look();
    return h("span", { class: "with-unit" }, select, shown);
  }

  /** The picture, and why each value is what it is, under the row. */
  function more(skuNo) {
    const sku = draft.detail.skus[skuNo];
    return h(
      "tr",
      { class: "more" },
      h(
        "td",
        { colspan: String(COLUMNS.length + 4) },
        h(
          "dl",
          { class: "sku-more" },
          h("dt", {}, fieldLabel("image")),
          h("dd", {}, pictureChoice(skuNo, sku.retired), metaLine({ draft, explanation, field: "image", skuNo })),
          COLUMNS.map(({ field }) => [h("dt", {}, fieldLabel(field)), h("dd", {}, metaLine({ draft, explanation, field, skuNo }))]),
        ),
        h(
          "p",
          { class: "muted" },
          sku.stockReadAt ? t("sku.stock-read", { at: moment(sku.stockReadAt) }) : t("sku.stock-unread"),
          sku.remoteSkuId && ` ${t("sku.remote", { id: sku.remoteSkuId })}`,
        ),
      ),
    );
  }

  function everySku() {
    if (numbers.length < 2) {
      return null;
    }
    return h(
      "div",
      { class: "every-sku" },
      ["price", "stock"].map((field) => {
        const limits = numberLimits(field, true);
        const { input, said: answer, say } = numberInput(limits, () => say(), { "aria-label": t("sku.every", { field: fieldLabel(field) }) });
        const put = () => {
          const read = readWhole(input.value, limits);
          if (!("value" in read)) {
            say();
            input.focus();
            return;
          }
          for (const skuNo of numbers) {
            const sku = draft.detail.skus[skuNo];
            if (!sku.retired && !(field === "stock" && sku.values.stock_managed === false)) {
              draft.set(field, read.value, skuNo);
            }
          }
        };
        return h(
          "span",
          { class: "with-unit" },
          h("span", {}, t("sku.every", { field: fieldLabel(field) })),
          input,
          button(t("sku.every-do"), { look: "small", on: { click: put } }),
          answer,
        );
      }),
    );
  }

  draw();
  return h(
    "div",
    {},
    everySku(),
    taxNote(draft.detail.values.tax),
    h(
      "div",
      { class: "table-frame" },
      h(
        "table",
        { class: "skus" },
        h("caption", { class: "unseen" }, t("sku.table")),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, t("sku.number")),
            h("th", { scope: "col" }, t("sku.options")),
            COLUMNS.map(({ field }) => h("th", { scope: "col" }, fieldLabel(field), field === "price" ? t("unit.yen") : field === "weight_g" ? t("unit.gram") : "")),
            h("th", { scope: "col" }, t("sku.tiktok")),
            h("th", { scope: "col" }, h("span", { class: "unseen" }, t("why"))),
          ),
        ),
        body,
      ),
    ),
    h("p", { class: "muted" }, t("sku.stock-note")),
  );
}

/** How the mapped prices came about. */
function taxNote(tax) {
  if (!tax) {
    return null;
  }
  return h(
    "p",
    { class: "tax" },
    String(tax.included) === "true" ? t("tax.included") : t("tax.excluded", { rate: tax.rate ?? "" }),
    tax.assumed && h("span", { class: "mark warn" }, t("mark.tax-assumed")),
    tax.assumed && t("tax.assumed"),
  );
}
