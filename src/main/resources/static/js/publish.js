/** [連携する]: first what would happen, then the question, then the run. */

import * as api from "./api.js";
import { button, fill, h } from "./dom.js";
import { count, moment } from "./format.js";
import { currentStatus, followPublishing } from "./jobs.js";
import { openDialog } from "./parts/dialog.js";
import { complain, tell } from "./parts/toast.js";
import { write } from "./router.js";
import { said, t } from "./words.js";

const SHOWN = 100;
const OUTCOMES = ["create", "edit", "values", "unchanged", "refused"];

/**
 * Foretells and, when the person agrees, sends.
 *
 * @param {string[]} productNos only these; empty for every selected product that waits
 */
export async function publish(productNos = []) {
  const body = h("div", { class: "publish" }, h("p", { class: "muted", role: "status" }, t("publish.looking")));
  const foot = h("div", { class: "actions" });
  const dialog = openDialog({ title: t("publish.title"), look: "wide", body: [body], actions: [foot] });
  const no = () => button(t("cancel"), { on: { click: () => dialog.close(false) } });
  fill(foot, no());
  try {
    const run = await api.foretellPublishing(productNos);
    const sending = OUTCOMES.slice(0, 3).reduce((sum, outcome) => sum + (run.forecast[outcome] ?? 0), 0);
    fill(body, forecast(run, sending));
    fill(
      foot,
      sending > 0 ? no() : button(t("close"), { on: { click: () => dialog.close(false) } }),
      sending > 0 && button(t("publish.do", { n: count(sending) }), { look: "primary", iconName: "send", autofocus: true, on: { click: () => dialog.close(true) } }),
    );
    foot.querySelector(".primary")?.focus();
  } catch (failure) {
    dialog.close(false);
    complain(failure);
    return false;
  }
  if ((await dialog.closed) !== true) {
    return false;
  }
  try {
    followPublishing(await api.startPublishing(productNos));
    tell(t("publish.started"));
    return true;
  } catch (failure) {
    complain(failure);
    return false;
  }
}

function forecast(run, sending) {
  const found = run.forecast;
  const status = currentStatus();
  const limit = status?.listingLimitUntil;
  const hour = status?.hour;
  const refused = (found.items ?? []).filter((item) => item.outcome === "refused");
  const pause = status?.pauses?.find((each) => each.stage === "publishing");
  return [
    h("p", {}, run.total === 0 ? t("publish.nothing") : t("publish.summary", { total: count(run.total), sending: count(sending) })),
    run.total > (found.examined ?? run.total) && h("p", { class: "muted" }, t("publish.examined", { n: count(found.examined) })),
    run.total > 0 &&
      h(
        "ul",
        { class: "tally" },
        OUTCOMES.map((outcome) =>
          h("li", { class: `tally-${outcome}${found[outcome] ? "" : " none"}` }, h("span", { class: "sum-number" }, count(found[outcome] ?? 0)), h("span", {}, t(`outcome.${outcome}`))),
        ),
      ),
    found.newReviews > 0 && h("p", {}, t("publish.reviews", { n: count(found.newReviews) })),
    found.calls > 0 && h("p", { class: "publish-cost" }, t("publish.calls", { n: count(found.calls), uploads: count(found.uploads) }), " ", !pause && found.lastAt && t("publish.last", { at: moment(found.lastAt) }), " ", hour && t("publish.hour", { n: count(hour.perHour), left: count(hour.left) })),
    found.sentUnchanged > 0 && h("div", { class: "callout warn" }, h("p", {}, t("publish.unchanged", { n: count(found.sentUnchanged) }))),
    limit && h("div", { class: "callout warn" }, h("p", {}, said(status.listingLimitReason), " ", t("publish.limit", { at: moment(limit) }))),
    status?.quota && h("p", {}, t("publish.quota", { used: count(status.quota.used), created: count(status.quota.created) })),
    pause && h("div", { class: "callout warn" }, h("p", {}, t("pause.stands", { stage: t("stage.publishing") }), " ", said(pause.reason))),
    status?.authorization && !status.authorization.authorized && h("div", { class: "callout bad" }, h("p", {}, t("auth.none"), " ", h("a", { href: write("authorization") }, t("menu.authorization")))),
    refused.length > 0 && [
      h("h3", {}, t("publish.refused", { n: count(refused.length) })),
      h(
        "div",
        { class: "table-frame", role: "region", tabindex: "0", "aria-label": t("publish.refused", { n: count(refused.length) }) },
        h(
          "table",
          { class: "plain" },
          h("caption", { class: "unseen" }, t("publish.refused", { n: count(refused.length) })),
          h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("list.product-no")), h("th", { scope: "col" }, t("publish.reason")))),
          h("tbody", {}, refused.slice(0, SHOWN).map((item) => h("tr", {}, h("td", { class: "code" }, item.productNo), h("td", {}, said(item.reason))))),
        ),
      ),
    ],
    run.total > 0 && h("p", { class: "muted" }, t("publish.note")),
  ];
}
