/** What happened to the product, latest first. */

import * as api from "../../api.js";
import { fill, h } from "../../dom.js";
import { moment } from "../../format.js";
import { known, said, t } from "../../words.js";

export function history(productNo) {
  const host = h("div", {}, h("p", { class: "muted" }, t("loading")));
  api.historyOf(productNo).then(
    ({ items }) =>
      fill(
        host,
        items.length === 0
          ? h("p", { class: "muted" }, t("history.none"))
          : h(
              "ol",
              { class: "timeline" },
              items.map((line) =>
                h(
                  "li",
                  {},
                  h("time", { datetime: line.at }, moment(line.at)),
                  h("span", { class: "timeline-actor" }, known(`actor.${line.actor}`) ? t(`actor.${line.actor}`) : line.actor),
                  h("p", {}, said(line.text)),
                ),
              ),
            ),
      ),
    (failure) => fill(host, h("p", { class: "bad-text" }, failure.message)),
  );
  return host;
}
