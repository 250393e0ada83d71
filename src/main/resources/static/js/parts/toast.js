/** Short messages at the corner: what was done, or what could not be. */

import { button, h, icon } from "../dom.js";
import { t } from "../words.js";

const STAYS = 6000;

/** Puts the messages into the uppermost open window: whatever is outside of it lies behind it and cannot be reached. */
export function raiseToasts() {
  const host = document.getElementById("toasts");
  const above = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  if (host.parentElement !== above) {
    above.append(host);
  }
  return host;
}

function show(look, iconName, text, action) {
  const host = raiseToasts();
  const toast = h(
    "div",
    { class: `toast ${look}`, role: look === "bad" ? "alert" : null },
    icon(iconName),
    h("p", {}, text),
    action && button(action.label, { look: "plain", on: { click: () => (toast.remove(), action.run()) } }),
    button(t("close"), { look: "plain small", on: { click: () => toast.remove() } }),
  );
  host.append(toast);
  while (host.children.length > 4) {
    host.firstElementChild.remove();
  }
  return toast;
}

/** It worked; disappears by itself. */
export function tell(text, action = null) {
  const toast = show("good", "check", text, action);
  setTimeout(() => toast.remove(), STAYS);
}

/** It did not; stays until it is closed, since it says what to do. */
export function complain(failure) {
  show("bad", "warn", failure.message ?? String(failure), null);
}
