/** 状態 as a coloured mark with a drawing and its word: nobody has to tell colours apart. */

import { h, icon } from "../dom.js";
import { count, moment } from "../format.js";
import { t } from "../words.js";

/** The states in the order of the filter, each with its drawing. */
export const STATES = {
  incomplete: "pencil",
  "in-review": "eye",
  rejected: "stop",
  live: "check",
  failed: "warn",
  "no-warehouse": "house",
  waiting: "clock",
  "unknown-outcome": "question",
};

export function stateMark(state) {
  return h("span", { class: `state state-${state}` }, icon(STATES[state] ?? "question"), t(`state.${state}`));
}

/** When a product that waits will probably be sent, and what it waits for. */
export function outlook(queue) {
  const at = queue.expectedAt && moment(queue.expectedAt);
  if (queue.waitsFor !== "turn") {
    return t(at || queue.waitsFor === "intake" ? `queue.${queue.waitsFor}` : "queue.pause-open", { at });
  }
  return t(queue.ahead === 0 ? "queue.next" : "queue.turn", { at, n: count(queue.ahead) });
}
