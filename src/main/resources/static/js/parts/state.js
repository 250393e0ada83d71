/** 状態 as a coloured mark with a drawing and its word: nobody has to tell colours apart. */

import { h, icon } from "../dom.js";
import { count, moment } from "../format.js";
import { t } from "../words.js";

/** The states in the order of the filter, each with its drawing. */
export const STATES = {
  incomplete: "pencil",
  excluded: "close",
  "in-review": "eye",
  rejected: "stop",
  live: "check",
  failed: "warn",
  "no-warehouse": "house",
  waiting: "clock",
  "unknown-outcome": "question",
};

/** What TikTok says of a product that it holds and does not sell. */
const OFF_SALE = new Set(["SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED"]);

/** What the page shows and filters by: the states, and 販売停止中 apart from 連携成功; each with the list's conditions. */
export const STANDINGS = Object.keys(STATES).flatMap((state) =>
  state === "live"
    ? [
        { name: "live", query: { state: "live", only: "on-sale" } },
        { name: "stopped", query: { state: "live", only: "stopped" } },
      ]
    : [{ name: state, query: { state, only: null } }],
);

/** How a product stands for the merchant: its state, unless it is live with its sale stopped. */
export function standing(product) {
  return product.state === "live" && OFF_SALE.has(product.remoteStatus) ? "stopped" : product.state;
}

/** The drawing of a standing. */
export const drawing = (name) => (name === "stopped" ? "pause" : (STATES[name] ?? "question"));

export function stateMark(name) {
  return h("span", { class: `state state-${name}` }, icon(drawing(name)), t(`state.${name}`));
}

/** When a product that waits will probably be sent, and what it waits for. */
export function outlook(queue) {
  const at = queue.expectedAt && moment(queue.expectedAt);
  if (queue.waitsFor !== "turn") {
    return t(at || queue.waitsFor === "intake" ? `queue.${queue.waitsFor}` : "queue.pause-open", { at });
  }
  return t(queue.ahead === 0 ? "queue.next" : "queue.turn", { at, n: count(queue.ahead) });
}
