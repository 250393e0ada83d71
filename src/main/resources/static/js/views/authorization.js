/** TikTok Shop認証: whether the shop is connected, until when, and the way to the seller's consent. */

import * as api from "../api.js";
import { button, fill, h, icon } from "../dom.js";
import { moment } from "../format.js";
import { confirmed } from "../parts/dialog.js";
import { placeLink } from "../links.js";
import { complain, tell } from "../parts/toast.js";
import { write } from "../router.js";
import { t } from "../words.js";

const DAY = 86400000;

/** Days until the seller has to consent again; shown as a warning from 30 on. */
export function daysLeft(authorization) {
  return authorization?.expiresAt ? Math.floor((new Date(authorization.expiresAt).getTime() - Date.now()) / DAY) : null;
}

export const WARN_DAYS = 30;

export function open(root, query, { person }) {
  const host = h("div", { class: "card authorization" }, h("p", { class: "muted" }, t("loading")));
  fill(root, h("div", { class: "view-head" }, h("h1", {}, t("menu.authorization"))), host);

  async function load() {
    try {
      draw(await api.authorization());
    } catch (failure) {
      fill(host);
      complain(failure);
    }
  }

  async function decide(act, done) {
    try {
      await act();
      if (done) {
        tell(done);
      }
    } catch (failure) {
      complain(failure);
    }
    load();
  }

  /** Another TikTok shop that consented: everybody reads it, the operator decides. */
  function pending(state) {
    const change = state.pending;
    if (!change) {
      return null;
    }
    const names = { shop: state.shop, before: change.beforeName, after: change.accountName, who: change.begunBy ?? "—", until: moment(change.expiresAt) };
    const accept = async () => {
      if (await confirmed({ title: t("auth.other-yes", names), body: [t("auth.other-question", names)], yes: t("auth.other-yes", names), look: "danger" })) {
        decide(() => api.acceptAccount(change.beforeId, change.accountId), t("auth.other-done", names));
      }
    };
    return h(
      "div",
      { class: "callout warn" },
      h("p", {}, h("strong", {}, t("auth.other"))),
      h("p", {}, t("auth.other-text", names)),
      h("p", {}, t("auth.other-wait", names)),
      person.operator &&
        h(
          "div",
          { class: "actions" },
          button(t("auth.other-yes", names), { on: { click: accept } }),
          button(t("auth.other-no"), { look: "plain", on: { click: () => decide(() => api.discardAccount(change.accountId)) } }),
        ),
    );
  }

  function draw(state) {
    const days = daysLeft(state);
    const consent = (label, look) => state.consentUrl && h("a", { class: `button ${look}`, href: state.consentUrl }, icon("send"), label);
    if (!state.authorized) {
      fill(
        host,
        pending(state),
        h("div", { class: "callout warn" }, h("p", {}, h("strong", {}, t(state.revoked ? "auth.revoked" : "auth.none")))),
        h("ol", { class: "guide" }, ["auth.step1", "auth.step2", "auth.step3"].map((key) => h("li", {}, t(key)))),
        h("div", { class: "actions" }, consent(t("auth.begin"), "primary"), h("a", { class: "button plain", href: write("products", { look: "1" }) }, t("auth.later"))),
        h("p", { class: "muted" }, t("auth.once")),
      );
      return;
    }
    fill(
      host,
      pending(state),
      h("div", { class: "callout good" }, h("p", {}, icon("check"), " ", h("strong", {}, t("auth.done")))),
      days !== null && days <= WARN_DAYS && h("div", { class: "callout warn" }, h("p", {}, t("auth.expires-soon", { n: Math.max(0, days) }))),
      h(
        "dl",
        { class: "facts" },
        [
          [t("shell.shop"), state.shop],
          [t("auth.shop"), state.remoteShopName ?? "—"],
          [t("auth.since"), moment(state.authorizedAt)],
          [t("auth.until"), state.expiresAt ? `${moment(state.expiresAt)}（${t("auth.days", { n: Math.max(0, days) })}）` : "—"],
          [t("auth.token"), state.accessExpiresAt ? t("auth.token-until", { at: moment(state.accessExpiresAt) }) : "—"],
        ].map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
      ),
      h("div", { class: "actions" }, consent(t("auth.again"), ""), placeLink("sellerCenter"), h("a", { class: "button small", href: write("overview") }, t("auth.next"))),
    );
  }

  load();
  return { update: () => {} };
}
