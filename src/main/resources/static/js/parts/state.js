/** 状態 as a coloured mark with a drawing and its word: nobody has to tell colours apart. */

import { h, icon } from "../dom.js";
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
