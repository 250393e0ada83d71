/** まとめて直す: one correction for many products, foretold before it is made and told product by product afterwards. */

import * as api from "../../api.js";
import { button, fill, freshId, h, settled } from "../../dom.js";
import { fieldLabel, numberLimits } from "../../fields.js";
import { count } from "../../format.js";
import { openDialog } from "../../parts/dialog.js";
import { numberInput } from "../../parts/number-input.js";
import { complain } from "../../parts/toast.js";
import { t } from "../../words.js";
import { changeTable, problemTable, tally } from "./changes.js";

const FIELDS = ["category_id", "brand_id", "weight_g", "send_as_draft"];
const TYPING_PAUSE = 250;

/**
 * Opens the window.
 *
 * @param {{choice: object, number: number, done: () => void}} about the products as the API takes them, and how many
 */
export function bulkEdit({ choice, number, done }) {
  const fieldId = freshId("bulk-field");
  const body = h("div", { class: "bulk-edit" });
  const outcome = h("div", { class: "outcome", role: "status" });
  const foot = h("div", { class: "actions" });
  let value = null;
  let foretold = null;
  let busy = false;
  let changedSomething = false;

  const dialog = openDialog({
    title: t("bulk-edit.title", { n: count(number) }),
    look: "wide",
    body: [body, outcome],
    actions: [foot],
    mayClose: async () => !busy,
  });

  const field = h(
    "select",
    { id: fieldId, class: "select", on: { change: () => drawValue() } },
    FIELDS.map((name) => h("option", { value: name }, fieldLabel(name))),
  );
  const control = h("div", { class: "bulk-value" });
  const ways = ["set", "revert"].map((way) => {
    const id = freshId("way");
    const input = h("input", { type: "radio", name: "way", id, value: way, ".checked": way === "set", on: { change: () => drawValue() } });
    return { way, input, line: h("div", { class: "choice" }, input, h("label", { for: id }, t(`bulk-edit.${way}`))) };
  });
  fill(
    body,
    h("div", { class: "bulk-line" }, h("label", { for: fieldId }, t("bulk-edit.field")), field),
    h("fieldset", { class: "bulk-ways" }, h("legend", { class: "unseen" }, t("bulk-edit.what")), ways.map((each) => each.line)),
    control,
  );

  function take(wanted) {
    value = wanted;
    foretold = null;
    fill(outcome);
    drawFoot();
  }

  function drawValue() {
    const revert = ways.find((each) => each.input.checked).way === "revert";
    const draft = ways[1].line;
    draft.hidden = field.value === "send_as_draft";
    if (draft.hidden && revert) {
      ways[0].input.checked = true;
    }
    if (revert && !draft.hidden) {
      fill(control);
      take({ set: null });
      return;
    }
    take(null);
    fill(control, CONTROLS[field.value](take));
  }

  function drawFoot() {
    const changing = foretold?.changed ?? 0;
    fill(
      foot,
      button(changedSomething ? t("close") : t("cancel"), { disabled: busy, on: { click: () => dialog.close() } }),
      !foretold && button(t("bulk-edit.foretell"), { look: "primary", disabled: busy || value === null, on: { click: foretell } }),
      foretold && changing > 0 && button(t("bulk-edit.do", { n: count(changing) }), { look: "primary", iconName: "check", disabled: busy, on: { click: apply } }),
    );
  }

  const request = () => ({ ...choice, patch: { [field.value]: value.set } });

  async function ask(action, looking) {
    busy = true;
    fill(outcome, h("p", { class: "muted" }, looking));
    drawFoot();
    try {
      return await action();
    } catch (failure) {
      fill(outcome);
      complain(failure);
      return null;
    } finally {
      busy = false;
      drawFoot();
    }
  }

  async function foretell() {
    const answer = await ask(() => api.foretellEdits(request()), t("bulk-edit.looking"));
    if (answer) {
      foretold = answer;
      fill(outcome, h("h3", {}, t("bulk-edit.foretold")), tally(answer), changeTable(answer), problemTable(answer));
      drawFoot();
      foot.querySelector(".primary")?.focus();
    }
  }

  async function apply() {
    const answer = await ask(() => api.editMany({ ...request(), unchangedSince: foretold.asOf }), t("bulk-edit.doing"));
    if (answer) {
      changedSomething = true;
      done();
      foretold = null;
      value = null;
      fill(body);
      fill(outcome, h("h3", {}, t("bulk-edit.done", { n: count(answer.changed) })), tally(answer), problemTable(answer));
      fill(foot, button(t("close"), { look: "primary", on: { click: () => dialog.close() } }));
      foot.querySelector("button").focus();
    }
  }

  drawValue();
  field.focus();
}

/** How each field's new value is given; `take` hears `{set: value}`, or null while there is none. */
const CONTROLS = {
  category_id: categorySearch,
  brand_id: (take) => {
    const id = freshId("brand");
    const input = h("input", { id, class: "input", autocomplete: "off", on: { input: () => take(input.value.trim() === "" ? null : { set: input.value.trim() }) } });
    return h("div", { class: "bulk-line" }, h("label", { for: id }, fieldLabel("brand_id")), input);
  },
  weight_g: (take) => {
    const id = freshId("weight");
    const { input, said: answer, say } = numberInput(
      numberLimits("weight_g"),
      (read) => {
        say();
        take("value" in read ? { set: read.value } : null);
      },
      { id },
    );
    return h(
      "div",
      { class: "bulk-line" },
      h("label", { for: id }, fieldLabel("weight_g")),
      h("span", { class: "with-unit" }, input, h("span", { class: "unit" }, "g")),
      answer,
    );
  },
  send_as_draft: (take) => {
    const id = freshId("draft");
    const box = h("input", { id, type: "checkbox", on: { change: () => take({ set: box.checked }) } });
    take({ set: false });
    return h("div", { class: "choice" }, box, h("label", { for: id }, t("draft.label")));
  },
};

function categorySearch(take) {
  const id = freshId("category");
  const found = h("div", { class: "found", role: "radiogroup", "aria-label": t("bulk-edit.categories") });
  const look = async () => {
    take(null);
    if (input.value.trim() === "") {
      fill(found);
      return;
    }
    try {
      const list = await api.categories({ q: input.value.trim(), size: 30 });
      const usable = list.items.filter((item) => item.leaf && item.usable);
      const number = input.value.normalize("NFKC").trim();
      const asNumber = /^\d{3,}$/.test(number) && usable.every((item) => item.id !== number);
      const choice = (value, label) => {
        const each = freshId("category");
        return h(
          "div",
          { class: "choice" },
          h("input", { type: "radio", name: "category", id: each, value, on: { change: () => take({ set: value }) } }),
          h("label", { for: each }, label),
        );
      };
      fill(
        found,
        usable.length === 0 && h("p", { class: "muted" }, t(list.readAt ? "bulk-edit.no-category" : "bulk-edit.no-categories-yet")),
        usable.map((item) => choice(item.id, [item.path.join(" › "), " ", h("span", { class: "muted code" }, item.id)])),
        asNumber && choice(number, t("bulk-edit.category-number", { number })),
      );
    } catch (failure) {
      complain(failure);
    }
  };
  const input = h("input", { id, type: "search", class: "input", autocomplete: "off", on: { input: settled(look, TYPING_PAUSE) } });
  return [h("div", { class: "bulk-line" }, h("label", { for: id }, t("bulk-edit.category-search")), input), found];
}
