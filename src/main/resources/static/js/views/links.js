/** 既存商品と紐付け: first which product would be linked to which, then the question, then the links. */

import * as api from "../api.js";
import { button, fill, h } from "../dom.js";
import { fieldLabel } from "../fields.js";
import { count } from "../format.js";
import { openDialog } from "../parts/dialog.js";
import { tell } from "../parts/toast.js";
import { said, t } from "../words.js";

const AT_A_TIME = 20;

/**
 * Looks for the products at TikTok Shop and links those the person leaves ticked.
 *
 * @param {string[]} productNos
 * @returns {Promise<boolean>} whether anything was linked
 */
export async function linkProducts(productNos) {
  const body = h("div", { class: "links", tabindex: "0", role: "region", "aria-label": t("links.title") }, h("p", { class: "muted", role: "status" }, t("links.looking", { done: 0, n: count(productNos.length) })));
  const foot = h("div", { class: "actions" });
  const dialog = openDialog({ title: t("links.title"), look: "wide", body: [body], actions: [foot] });
  const chosen = new Map();
  let items = [];
  let linkedAny = false;
  let over = false;
  dialog.closed.then(() => (over = true));
  fill(foot, button(t("cancel"), { on: { click: () => dialog.close() } }));

  function draw() {
    const found = items.filter((item) => item.matches.length > 0 && item.outcome !== "linked");
    fill(
      body,
      h("p", {}, t("links.summary", { n: count(items.length), found: count(items.filter((item) => item.outcome === "linkable").length) })),
      h("p", { class: "muted" }, t("links.note")),
      h(
        "div",
        { class: "table-frame" },
        h(
          "table",
          { class: "plain" },
          h("caption", { class: "unseen" }, t("links.title")),
          h("thead", {}, h("tr", {}, [t("links.here"), t("links.there"), t("links.skus"), t("links.differs")].map((text) => h("th", { scope: "col" }, text)))),
          h("tbody", {}, items.flatMap(rows)),
        ),
      ),
      found.length === 0 && h("p", {}, t("links.nothing")),
    );
    drawFoot();
  }

  function rows(item) {
    const here = h("th", { scope: "row", rowspan: String(Math.max(1, item.matches.length)) }, h("span", { class: "code" }, item.productNo), h("br"), item.title, item.reason && h("p", { class: item.outcome === "several" ? "muted" : "bad-text" }, said(item.reason)));
    if (item.matches.length === 0) {
      return [h("tr", {}, here, h("td", { colspan: "3" }, "—"))];
    }
    return item.matches.map((match, index) =>
      h(
        "tr",
        {},
        index === 0 && here,
        h("td", {}, choice(item, match), h("br"), match.title, match.status && [" ", h("small", { class: "muted" }, statusWord(match.status))]),
        h(
          "td",
          {},
          t("links.matched", { n: match.matched.length }),
          match.onlyHere.length > 0 && h("p", { class: "muted" }, t("links.only-here", { n: match.onlyHere.length, skus: short(match.onlyHere) })),
          match.onlyThere.length > 0 && h("p", { class: "muted" }, t("links.only-there", { n: match.onlyThere.length, skus: short(match.onlyThere) })),
        ),
        h(
          "td",
          {},
          match.differences.length === 0
            ? t("links.same")
            : h("ul", { class: "flat" }, match.differences.slice(0, 6).map((each) => h("li", {}, fieldLabel(each.field), each.sellerSku && h("span", { class: "code" }, ` ${each.sellerSku}`), ": ", h("del", {}, each.there || "—"), " → ", each.here || "—"))),
        ),
      ),
    );
  }

  function choice(item, match) {
    const several = item.outcome === "several";
    if (item.outcome !== "linkable" && !several) {
      return h("span", { class: "code" }, match.remoteProductId);
    }
    const input = h("input", {
      type: several ? "radio" : "checkbox",
      name: several ? `link-${item.productNo}` : null,
      ".checked": chosen.get(item.productNo) === match.remoteProductId,
      on: {
        change: () => {
          if (input.checked) {
            chosen.set(item.productNo, match.remoteProductId);
          } else {
            chosen.delete(item.productNo);
          }
          drawFoot();
        },
      },
    });
    return h("label", { class: "field-inline" }, input, h("span", { class: "code" }, match.remoteProductId));
  }

  function drawFoot() {
    fill(
      foot,
      button(linkedAny ? t("close") : t("cancel"), { on: { click: () => dialog.close() } }),
      chosen.size > 0 && button(t("links.do", { n: count(chosen.size) }), { look: "primary", on: { click: link } }),
    );
  }

  async function link() {
    const links = [...chosen].map(([productNo, remoteProductId]) => ({ productNo, remoteProductId }));
    fill(foot, h("p", { class: "muted", role: "status" }, t("links.linking")));
    const refused = [];
    let linked = 0;
    try {
      for (let from = 0; from < links.length; from += AT_A_TIME) {
        const answer = await api.linkProducts(links.slice(from, from + AT_A_TIME));
        linked += answer.linked;
        refused.push(...answer.items.filter((item) => !item.linked));
      }
    } catch (failure) {
      refused.push({ productNo: "", reason: { ja: failure.message, en: failure.message } });
    }
    linkedAny ||= linked > 0;
    chosen.clear();
    tell(t("links.done", { n: count(linked) }));
    if (refused.length === 0) {
      dialog.close();
      return;
    }
    fill(body, h("div", { class: "callout bad" }, h("p", {}, t("links.refused", { n: count(refused.length) })), h("ul", {}, refused.map((item) => h("li", {}, h("span", { class: "code" }, `${item.productNo} `), said(item.reason))))));
    drawFoot();
  }

  try {
    for (let from = 0; from < productNos.length && !over; from += AT_A_TIME) {
      const answer = await api.lookForLinks(productNos.slice(from, from + AT_A_TIME));
      items = [...items, ...answer.items];
      fill(body, h("p", { class: "muted", role: "status" }, t("links.looking", { done: count(items.length), n: count(productNos.length) })));
    }
    for (const item of items) {
      if (item.outcome === "linkable") {
        chosen.set(item.productNo, item.matches[0].remoteProductId);
      }
    }
    draw();
  } catch (failure) {
    fill(body, h("div", { class: "callout bad" }, h("p", {}, failure.message)));
  }
  await dialog.closed;
  return linkedAny;
}

const short = (list) => list.slice(0, 4).join("、") + (list.length > 4 ? " …" : "");

function statusWord(status) {
  const word = t(`remote.${status}`);
  return word === `remote.${status}` ? status : word;
}
