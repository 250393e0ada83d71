/** Page by page through a long list. */

import { button, h, icon } from "../dom.js";
import { count } from "../format.js";
import { t } from "../words.js";

const NEAR = 2;

/** The pages worth a button: first, last and those around the present one; null stands for a gap. */
function offered(page, last) {
  const pages = new Set([0, last]);
  for (let near = page - NEAR; near <= page + NEAR; near++) {
    if (near > 0 && near < last) {
      pages.add(near);
    }
  }
  const sorted = [...pages].sort((a, b) => a - b);
  return sorted.flatMap((each, index) => (index > 0 && each - sorted[index - 1] > 1 ? [null, each] : [each]));
}

/**
 * @param {{page: number, size: number, total: number}} list
 * @param {(page: number) => void} turn
 */
export function pager({ page, size, total }, turn) {
  const last = Math.max(0, Math.ceil(total / size) - 1);
  const step = (to, iconName, label) =>
    h(
      "button",
      { type: "button", class: "button plain square", "aria-label": label, disabled: to < 0 || to > last, on: { click: () => turn(to) } },
      icon(iconName),
    );
  return h(
    "nav",
    { class: "pager", "aria-label": t("pager.label") },
    h(
      "p",
      { class: "pager-range" },
      total === 0
        ? t("pager.none")
        : t("pager.range", { from: count(page * size + 1), to: count(Math.min(total, (page + 1) * size)), total: count(total) }),
    ),
    last > 0 && [
      step(page - 1, "left", t("pager.previous")),
      offered(page, last).map((each) =>
        each === null
          ? h("span", { class: "pager-gap", "aria-hidden": "true" }, "…")
          : button(count(each + 1), {
              look: `plain page-number${each === page ? " current" : ""}`,
              "aria-current": each === page ? "page" : null,
              "aria-label": t("pager.page", { n: each + 1 }),
              on: { click: () => turn(each) },
            }),
      ),
      step(page + 1, "right", t("pager.next")),
    ],
  );
}
