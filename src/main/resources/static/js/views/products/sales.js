/** 販売の停止・再開: the sale of many products at TikTok Shop, foretold before it is changed. */

import * as api from "../../api.js";
import { button, fill, freshId, h } from "../../dom.js";
import { count } from "../../format.js";
import { openDialog } from "../../parts/dialog.js";
import { complain } from "../../parts/toast.js";
import { said, t } from "../../words.js";
import { table } from "./changes.js";

const SHOWN = 50;

/**
 * Opens the window.
 *
 * @param {{choice: object, number: number, done: () => void}} about the products as the API takes them, and how many
 */
export function changeSales({ choice, number, done }) {
  const outcome = h("div", { class: "outcome", role: "status" });
  const foot = h("div", { class: "actions" });
  let wanted = null;
  let foretold = null;
  let busy = false;
  let over = false;

  const ways = ["stop", "resume"].map((way) => {
    const id = freshId("sale");
    const input = h("input", { type: "radio", name: "sale", id, value: way, on: { change: () => foretell(way) } });
    return { input, line: h("div", { class: "choice" }, input, h("label", { for: id }, t(`sales.${way}`))) };
  });
  const question = h("fieldset", { class: "bulk-ways" }, h("legend", {}, t("sales.question")), ways.map((each) => each.line));
  const dialog = openDialog({
    title: t("sales.title", { n: count(number) }),
    look: "wide",
    body: [question, outcome],
    actions: [foot],
    mayClose: async () => !busy,
  });

  const request = () => ({ ...choice, onSale: wanted === "resume" });

  function drawFoot() {
    const changing = foretold?.changed ?? 0;
    fill(
      foot,
      button(over ? t("close") : t("cancel"), { look: over ? "primary" : "", disabled: busy, on: { click: () => dialog.close() } }),
      changing > 0 &&
        button(t(`sales.do-${wanted}`, { n: count(changing) }), { look: wanted === "stop" ? "danger" : "primary", disabled: busy, on: { click: apply } }),
    );
  }

  function counts(result) {
    return h(
      "ul",
      { class: "tally" },
      ["changed", "leftAlone", "notListed"].map((name) =>
        h("li", { class: result[name] ? "" : "none" }, h("span", { class: "sum-number" }, count(result[name])), h("span", {}, t(`sales.${name}`))),
      ),
    );
  }

  async function ask(action, looking) {
    busy = true;
    foretold = null;
    fill(outcome, h("p", { class: "muted" }, looking));
    ways.forEach((each) => (each.input.disabled = true));
    drawFoot();
    try {
      return await action();
    } catch (failure) {
      fill(outcome);
      ways.forEach((each) => (each.input.checked = false));
      complain(failure);
      return null;
    } finally {
      busy = false;
      ways.forEach((each) => (each.input.disabled = false));
      drawFoot();
    }
  }

  async function foretell(way) {
    wanted = way;
    const answer = await ask(() => api.foretellSales(request()), t("sales.looking"));
    if (answer) {
      foretold = answer;
      fill(outcome, h("h3", {}, t("sales.foretold")), counts(answer));
      drawFoot();
    }
  }

  async function apply() {
    const answer = await ask(() => api.changeSales(request()), t("sales.doing"));
    if (answer) {
      over = true;
      done();
      fill(question);
      fill(
        outcome,
        h("h3", {}, t(`sales.done-${wanted}`, { n: count(answer.changed) })),
        counts(answer),
        answer.failed.length > 0 &&
          table(
            t("sales.failed", { n: count(answer.failed.length) }),
            [t("list.product-no"), t("sales.reason")],
            answer.failed.slice(0, SHOWN).map((each) => h("tr", {}, h("td", { class: "code" }, each.productNo), h("td", {}, said(each.reason)))),
          ),
      );
      drawFoot();
      foot.querySelector("button").focus();
    }
  }

  drawFoot();
  ways[0].input.focus();
}
