/** 操作: what a person can do with the product at TikTok Shop, and SKUs that only TikTok Shop has. */

import * as api from "../../api.js";
import { button, h } from "../../dom.js";
import { confirmed } from "../../parts/dialog.js";
import { complain, tell } from "../../parts/toast.js";
import { publish } from "../../publish.js";
import { said, t } from "../../words.js";
import { linkProducts } from "../links.js";

/**
 * The menu 操作.
 *
 * @param {object} detail the product as the API shows it
 * @param {(answer: {body: object, etag: string}) => void} take called with the product as it is afterwards
 */
export function actionsMenu(detail, take) {
  const menu = h("details", { class: "actions-menu" });
  const entry = (name, run, look = "") =>
    h(
      "button",
      { type: "button", class: `actions-entry ${look}`, on: { click: () => ((menu.open = false), run()) } },
      h("span", {}, t(`action.${name}`)),
      h("small", { class: "muted" }, t(`action.${name}-hint`)),
    );
  const act = (name, look) => ask(detail, name, take, look);
  const listed = Boolean(detail.remoteProductId);
  const stopped = ["SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED"].includes(detail.remoteStatus);
  menu.append(
    h("summary", { class: "button" }, t("action.menu")),
    h(
      "div",
      { class: "actions-list" },
      listed && detail.remoteStatus === "ACTIVATE" && entry("deactivate", () => act("deactivate", "danger")),
      listed && stopped && entry("activate", () => act("activate")),
      !listed &&
        entry("link", async () => {
          if (await linkProducts([detail.productNo])) {
            take(await api.showProduct(detail.productNo));
          }
        }),
      listed && entry("relist", () => act("relist")),
    ),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      event.preventDefault();
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) {
      menu.open = false;
    }
  });
  return menu;
}

async function ask(detail, name, take, look = "primary") {
  const sure = await confirmed({ title: t(`action.${name}`), body: [t(`action.${name}-question`)], yes: t(`action.${name}`), look });
  if (!sure) {
    return;
  }
  try {
    take(await api.act(detail.productNo, name));
    tell(t(`action.${name}-done`));
  } catch (failure) {
    complain(failure);
    api.showProduct(detail.productNo).then(take, () => {});
  }
}

/** 上書き, where a draft or an edit under review that somebody made in Seller Center keeps a product waiting; else null. */
export function overwriteButton(detail, take) {
  return ["PUBLISHING_OTHERS_DRAFT", "PUBLISHING_OTHERS_REVIEW"].includes(detail.stateCode)
    ? button(t("action.overwrite"), { look: "small", on: { click: () => ask(detail, "overwrite", take, "danger") } })
    : null;
}

/** もう一度確認する: asks TikTok Shop at once instead of waiting for the next look. */
export function checkButton(detail, take) {
  const press = button(t("action.check"), {
    look: "small",
    iconName: "refresh",
    on: {
      click: async () => {
        press.disabled = true;
        try {
          const answer = await api.act(detail.productNo, "check");
          take(answer);
          tell(t(answer.body.stateCode === detail.stateCode && answer.body.state === detail.state ? "action.check-same" : "action.check-done"));
        } catch (failure) {
          press.disabled = false;
          complain(failure);
        }
      },
    },
  });
  return press;
}

/** Each reason of a failed audit: ours with what to do, and TikTok's own words beside it. */
export function reviewReasons(detail) {
  const reasons = detail.state === "rejected" ? detail.reviewReasons : [];
  return reasons.length === 0
    ? null
    : h(
        "ul",
        { class: "review-reasons" },
        reasons.map((reason, index) =>
          h(
            "li",
            {},
            // The first one is what the reason above says.
            index > 0 && h("p", {}, said(reason.text), " ", said(reason.remedy)),
            [reason.original, ...reason.suggestions].filter(Boolean).map((words) => h("p", { class: "muted" }, t("review.original"), h("q", {}, words))),
          ),
        ),
      );
}

const NEVER_REVIEWED = ["DELETED", "FREEZE", "FREEZE_OR_DELETED"];

/** 連携する for a product that TikTok Shop's audit turned down, which goes out even unchanged once a person has seen what that costs; else null. */
export function reviewAgainButton(detail, take) {
  const send = async () => {
    if (await publish([detail.productNo])) {
      take(await api.showProduct(detail.productNo));
    }
  };
  return detail.state === "rejected" && detail.selected && !NEVER_REVIEWED.includes(detail.remoteStatus)
    ? button(t("publish.start"), { look: "small", iconName: "send", on: { click: send } })
    : null;
}

/** Says which SKUs only TikTok Shop has, and lets a person take them off by name; null when there are none. */
export function tiktokOnly(detail, draft) {
  const skus = detail.tiktokOnlySkus ?? [];
  if (skus.length === 0) {
    return null;
  }
  const kept = skus.filter((sku) => !sku.going);
  const name = (sku) => (sku.name ? `${sku.sellerSku}（${sku.name}）` : sku.sellerSku);
  const remove = async () => {
    const sure = await confirmed({
      title: t("only.remove"),
      body: [t("only.question", { n: kept.length }), h("ul", {}, kept.map((sku) => h("li", { class: "code" }, name(sku)))), t("only.warning")],
      yes: t("only.remove"),
      look: "danger",
    });
    if (sure) {
      const before = detail.values.removed_skus ?? [];
      draft.set("removed_skus", [...new Set([...before, ...kept.map((sku) => sku.sellerSku)])]);
      tell(t("only.noted"));
    }
  };
  return h(
    "div",
    { class: "callout warn", dataset: { field: "removed_skus" } },
    h("p", {}, h("strong", {}, t("only.title", { n: skus.length })), " ", t("only.text")),
    h("ul", {}, skus.map((sku) => h("li", {}, h("span", { class: "code" }, name(sku)), sku.going && [" ", h("span", { class: "mark warn" }, t("only.going"))]))),
    kept.length > 0 && h("div", { class: "actions" }, button(t("only.remove"), { look: "small", on: { click: remove } })),
  );
}
