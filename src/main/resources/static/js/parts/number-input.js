/** An input for a whole number. What it makes of the text, or why it makes nothing of it, stands beside it. */

import { freshId, h } from "../dom.js";
import { count } from "../format.js";
import { readWhole } from "../number.js";
import { t } from "../words.js";

/**
 * @param {object} limits as {@link readWhole} takes them
 * @param {(read: object, text: string) => void} take hears what was read whenever the text changes
 * @param {object} attributes of the input; `aria-describedby` is kept
 * @returns {{input: HTMLInputElement, said: HTMLElement, show: (text: string, emptied?: boolean) => void, say: (emptied?: boolean) => void}}
 *   `say` judges the text that stands there; `show` puts another one there before, unless somebody is typing
 */
export function numberInput(limits, take, attributes = {}) {
  const said = h("span", { class: "number-said", id: freshId("said"), role: "status" });
  const input = h("input", {
    ...attributes,
    class: `input number ${attributes.class ?? ""}`.trim(),
    inputmode: "numeric",
    autocomplete: "off",
    "aria-describedby": [attributes["aria-describedby"], said.id].filter(Boolean).join(" "),
    on: { input: () => take(readWhole(input.value, limits), input.value) },
  });

  function say(emptied = false) {
    const read = readWhole(input.value, limits);
    input.setAttribute("aria-invalid", String("problem" in read));
    said.classList.toggle("bad-text", "problem" in read);
    const text = read.problem ?? (read.empty ? (emptied ? t("number.emptied") : "") : read.plain ? "" : t("number.read", { value: count(read.value) }));
    if (said.textContent !== text) {
      said.textContent = text;
    }
  }

  function show(text, emptied = false) {
    // A text that says the same in another way stays as it was typed, so that it can be undone.
    const there = readWhole(input.value, limits);
    if (document.activeElement !== input && input.value !== text && !("value" in there && String(there.value) === text)) {
      input.value = text;
    }
    say(emptied);
  }

  return { input, said, show, say };
}

/** The same, holding one field of a draft: a text that is no number waits in the draft and is never saved as nothing. */
export function draftNumber(draft, field, skuNo, limits, attributes = {}) {
  const number = numberInput(
    limits,
    (read, text) => {
      if ("problem" in read) {
        draft.refuse(field, text, skuNo);
      } else {
        draft.set(field, read.empty ? "" : read.value, skuNo);
      }
    },
    attributes,
  );
  const draw = () => {
    const value = draft.value(field, skuNo) ?? "";
    number.show(draft.unread(field, skuNo) ?? String(value), value === "" && draft.touched(field, skuNo));
    number.input.classList.toggle("touched", draft.touched(field, skuNo));
    number.input.classList.toggle("by-person", draft.byPerson(field, skuNo));
  };
  draft.addEventListener("change", (event) => {
    const { field: changed, skuNo: of } = event.detail;
    if (changed === null || (changed === field && of === skuNo)) {
      draw();
    }
  });
  draw();
  return number;
}
