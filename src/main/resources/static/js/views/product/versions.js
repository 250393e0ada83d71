/** What buyers see of a product now, what TikTok Shop has under review or as a draft, and what the listing says. */

import * as api from "../../api.js";
import { button, fill, h } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { t } from "../../words.js";

export function versions(productNo) {
  const host = h("section", { class: "versions" });
  const read = async () => {
    fill(host, heading(), h("p", { class: "muted" }, t("versions.reading")));
    try {
      fill(host, heading(), table(await api.versionsOf(productNo), read));
    } catch (failure) {
      fill(host, heading(), h("div", { class: "callout bad" }, h("p", {}, failure.message)), again(read));
    }
  };
  fill(host, heading(), again(read));
  return host;
}

const heading = () => h("h3", {}, t("versions.title"));
const again = (read) => h("div", { class: "actions" }, button(t("versions.read"), { look: "small", on: { click: read } }));

function table(found, read) {
  const columns = ["shown", found.underReview && "underReview", found.draft && "draft", "listing"].filter(Boolean);
  const unlike = found.rows.filter((row) => row.differs).length;
  return [
    !found.complete && h("div", { class: "callout warn" }, h("p", {}, t("versions.incomplete"))),
    h("p", { class: "muted" }, t("versions.text", { n: unlike }), " ", t("versions.at-once")),
    h(
      "div",
      { class: "table-frame", role: "region", tabindex: "0", "aria-label": t("versions.title") },
      h(
        "table",
        { class: "plain diff" },
        h("caption", { class: "unseen" }, t("versions.title")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("conflict.field")), columns.map((column) => h("th", { scope: "col" }, t(`versions.${column}`))))),
        h(
          "tbody",
          {},
          found.rows.map((row) =>
            h(
              "tr",
              { class: row.differs ? "unlike" : "" },
              h("th", { scope: "row" }, row.sellerSku && h("span", { class: "code" }, `${row.sellerSku} `), fieldLabel(row.field), row.differs && [" ", h("span", { class: "mark warn" }, t("versions.differs"))]),
              columns.map((column) => h("td", {}, row[column] ?? h("span", { class: "muted" }, t("versions.unknown")))),
            ),
          ),
        ),
      ),
    ),
    again(read),
  ];
}
