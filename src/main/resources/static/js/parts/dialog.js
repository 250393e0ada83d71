/** Modal windows: the browser's own dialog element keeps the focus inside and gives it back afterwards. */

import { button, fill, freshId, h, icon } from "../dom.js";
import { t } from "../words.js";
import { raiseToasts } from "./toast.js";

/**
 * Opens a window.
 *
 * @param {{title: string|Node, look?: string, body: Node[], actions?: Node[], mayClose?: () => Promise<boolean>}} content
 * @returns {{element: HTMLDialogElement, close: (result?: any) => void, closed: Promise<any>}}
 */
export function openDialog({ title, look = "", body, actions = [], mayClose = async () => true }) {
  const titleId = freshId("dialog");
  const opener = document.activeElement;
  let result;
  const element = h("dialog", { class: `dialog ${look}`, "aria-labelledby": titleId });
  const closed = new Promise((resolve) => {
    element.addEventListener("close", () => {
      raiseToasts();
      element.remove();
      if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus();
      }
      resolve(result);
    });
  });
  const close = (value) => {
    if (!element.open) {
      return;
    }
    result = value;
    // Whatever was opened above it would be left hanging over the page.
    const open = openWindows();
    open.slice(open.indexOf(element) + 1).reverse().forEach((above) => above.close());
    element.close();
  };
  const ask = async () => {
    if (await mayClose()) {
      close();
    }
  };
  element.addEventListener("cancel", (event) => {
    if (event.target === element) {
      event.preventDefault();
      ask();
    }
  });
  element.addEventListener("keydown", (event) => sendByEnter(event, element));
  fill(
    element,
    h(
      "header",
      { class: "dialog-head" },
      typeof title === "string" ? h("h2", { id: titleId }, title) : h("div", { id: titleId, class: "dialog-title" }, title),
      h("button", { type: "button", class: "button plain square", "aria-label": t("close"), on: { click: ask } }, icon("close")),
    ),
    h("div", { class: "dialog-body" }, body),
    actions.length > 0 && h("footer", { class: "dialog-foot" }, actions),
  );
  document.body.append(element);
  element.showModal();
  raiseToasts();
  return { element, close, closed };
}

/** Enter in an input sends what the window asks for; not in a sheet, which is saved by a press, nor while kana become kanji. */
function sendByEnter(event, element) {
  const typing = event.target instanceof HTMLInputElement && event.target.closest("dialog") === element && !event.target.form;
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented || !typing || element.classList.contains("sheet")) {
    return;
  }
  event.preventDefault();
  element.querySelector(":scope > .dialog-foot .primary:not(:disabled)")?.click();
}

const openWindows = () => [...document.querySelectorAll("dialog[open]")];

/** Closes the windows that belong to what was seen before, unanswered; a sheet is closed by the view that opened it. */
export function closeWindows() {
  openWindows()
    .filter((each) => !each.classList.contains("sheet"))
    .reverse()
    .forEach((each) => each.close());
}

/** Asks a question; true when the person said yes. */
export async function confirmed({ title, body, yes, look = "primary", no = t("cancel") }) {
  const dialog = openDialog({
    title,
    body: body.map((part) => (typeof part === "string" ? h("p", {}, part) : part)),
    actions: [
      button(no, { on: { click: () => dialog.close(false) } }),
      button(yes, { look, autofocus: true, on: { click: () => dialog.close(true) } }),
    ],
  });
  return (await dialog.closed) === true;
}
