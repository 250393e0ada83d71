/** What would be sent to TikTok Shop now, against what it has accepted; and the product's data to take away. */

import * as api from "../../api.js";
import { button, fill, h, icon } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { download } from "../../parts/download.js";
import { said, t } from "../../words.js";
import { shown } from "./meta.js";

/** @param {import("./draft.js").Draft} draft */
export function preview(productNo, draft) {
  const host = h("div", { class: "outgoing" }, h("p", { class: "muted" }, t("loading")));
  api.previewProduct(productNo).then(
    (found) => fill(host, draft.size > 0 && h("div", { class: "callout warn" }, h("p", {}, t("preview.unsaved"))), draw(productNo, found)),
    (failure) => fill(host, h("div", { class: "callout bad" }, h("p", {}, failure.message))),
  );
  return host;
}

function draw(productNo, found) {
  const compared = found.outcome !== "create";
  return [
    h(
      "div",
      { class: `callout ${found.outcome === "refused" ? "warn" : "good"}` },
      h("p", {}, h("strong", {}, t(`preview.${found.outcome}`)), found.newReview && ` ${t("preview.review")}`),
      found.obstacle && h("p", {}, said(found.obstacle)),
      found.lacks.length > 0 && h("ul", {}, found.lacks.map((lack) => h("li", {}, said(lack.sentence)))),
      !found.selected && h("p", {}, t("preview.not-selected")),
    ),
    found.notes.map((note) => h("p", { class: "muted" }, said(note))),
    found.differences.length > 0 && [
      h("h3", {}, t(compared ? "preview.differences" : "preview.content", { n: found.differences.length })),
      h(
        "div",
        { class: "table-frame", role: "region", tabindex: "0", "aria-label": t("preview.differences", { n: found.differences.length }) },
        h(
          "table",
          { class: "plain diff" },
          h("caption", { class: "unseen" }, t("preview.differences", { n: found.differences.length })),
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("conflict.field")), compared && h("th", { scope: "col" }, t("preview.before")), h("th", { scope: "col" }, t("preview.after")))),
          h(
            "tbody",
            {},
            found.differences.map((each) =>
              h(
                "tr",
                {},
                h("th", { scope: "row" }, each.skuNo && h("span", { class: "code" }, `${each.skuNo} `), fieldLabel(each.field)),
                compared && h("td", { class: "before" }, shown(each.before)),
                h("td", { class: "after" }, shown(each.after)),
              ),
            ),
          ),
        ),
      ),
    ],
    found.images.length > 0 && [
      h("h3", {}, t("preview.images", { n: found.images.length })),
      h(
        "ul",
        { class: "image-states" },
        found.images.map((image) => h("li", {}, h("span", { class: `mark ${image.state === "uploaded" ? "good" : ""}` }, t(`image.${image.state}`)), " ", h("span", { class: "code" }, image.url))),
      ),
    ],
    found.calls.map((call) =>
      h(
        "details",
        { class: "call" },
        h("summary", {}, t(`call.${call.operation}`), " ", h("span", { class: "muted code" }, `${call.method} ${call.path}`)),
        h("pre", { class: "raw", tabindex: "0", role: "region", "aria-label": t(`call.${call.operation}`) }, JSON.stringify(call.body, null, 2)),
        h("p", { class: "muted code" }, `SHA-256 ${call.sha256}`),
        button(t("download.call"), { look: "small", iconName: "download", on: { click: () => download(`${productNo}-${call.operation}.json`, call.text, "application/json") } }),
      ),
    ),
    h("h3", {}, t("download.title")),
    h(
      "div",
      { class: "actions" },
      [
        ["download.product", "", "product.json"],
        ["download.explain", "/explain", "explain.json"],
        ["download.history", "/history", "history.json"],
        ["download.evidence", "/evidence", "evidence.zip"],
      ].map(([key, rest, name]) =>
        h("a", { class: "button small", href: api.address(api.product(productNo, rest)), download: `${productNo}-${name}` }, icon("download"), t(key)),
      ),
    ),
  ];
}
