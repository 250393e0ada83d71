/** An ON/OFF switch that shows the new position at once and goes back when the server refuses. */

import { h } from "../dom.js";
import { complain } from "./toast.js";
import { t } from "../words.js";

/**
 * @param {{on: boolean, label: string, change: (on: boolean) => Promise<void>}} options
 */
export function toggle({ on, label, change }) {
  const word = h("span", { class: "switch-word", "aria-hidden": "true" }, on ? t("on") : t("off"));
  const control = h(
    "button",
    {
      type: "button",
      role: "switch",
      class: "switch",
      "aria-checked": String(on),
      "aria-label": label,
      on: {
        click: async () => {
          const wanted = control.getAttribute("aria-checked") !== "true";
          set(wanted);
          control.setAttribute("aria-busy", "true");
          try {
            await change(wanted);
          } catch (failure) {
            set(!wanted);
            complain(failure);
          } finally {
            control.removeAttribute("aria-busy");
          }
        },
      },
    },
    h("span", { class: "switch-track", "aria-hidden": "true" }, h("span", { class: "switch-knob" })),
    word,
  );
  function set(value) {
    control.setAttribute("aria-checked", String(value));
    word.textContent = value ? t("on") : t("off");
  }
  return control;
}
