/** まとめて直す: one correction for many products, foretold before it is made and told product by product afterwards. */

import * as api from "../../api.js";
import { button, fill, freshId, h, settled } from "../../dom.js";
import { fieldLabel, numberLimits } from "../../fields.js";
import { count } from "../../format.js";
import { openDialog } from "../../parts/dialog.js";
import { numberInput } from "../../parts/number-input.js";
import { complain } from "../../parts/toast.js";
import { t } from "../../words.js";
import { attributeControls, Demands, pickBrand, pickCategory } from "../product/categories.js";
import { Draft } from "../product/draft.js";
import { changeTable, problemTable, tally } from "./changes.js";

/** What can be corrected; `adjusts` where each product's new value comes out of its own, else one value for all that can be taken back. */
const FIELDS = {
  price: { adjusts: true },
  stock: { adjusts: true },
  title: { adjusts: true },
  category_id: {},
  brand_id: {},
  attributes: { adjusts: true },
  dimensions_cm: {},
  weight_g: {},
  send_as_draft: { stays: true },
};
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
    Object.keys(FIELDS).map((name) => h("option", { value: name, ".selected": name === "category_id" }, fieldLabel(name))),
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
    // SKUs go back one by one in 商品詳細; a switch has nothing to go back to.
    const stays = FIELDS[field.value].stays || ["price", "stock"].includes(field.value);
    ways.forEach((each) => (each.line.hidden = stays));
    if (stays && revert) {
      ways[0].input.checked = true;
    }
    if (revert && !stays) {
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

  const request = () => ({ ...choice, ...("adjust" in value ? { adjust: { [field.value]: value.adjust } } : { patch: { [field.value]: value.set } }) });

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

/** How each field's new value is given; `take` hears `{set: value}` or `{adjust: how}`, or null while there is none. */
const CONTROLS = {
  category_id: categorySearch,
  price: priceChange,
  stock: (take) => numberChange("stock", ["set", "up", "down"], take).parts,
  title: titleChange,
  attributes: attributeChange,
  dimensions_cm: packageSize,
  brand_id: (take) => {
    const chosen = h("span", { class: "chosen", role: "status" });
    const choose = button(t("brand.choose"), {
      on: {
        click: async () => {
          const brand = await pickBrand("");
          if (brand) {
            fill(chosen, brand.id === "" ? t("brand.none") : brand.name);
            take({ set: brand.id });
          }
          choose.focus();
        },
      },
    });
    return h("div", { class: "bulk-line" }, h("span", {}, fieldLabel("brand_id")), h("span", { class: "with-unit" }, chosen, choose));
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

/** A choice of how, as a line of its own. */
function howSelect(label, ways, change) {
  const id = freshId("how");
  const select = h("select", { id, class: "select", on: { change: () => change() } }, ways.map(([value, word]) => h("option", { value }, word)));
  return { select, line: h("div", { class: "bulk-line" }, h("label", { for: id }, label), select) };
}

/** A whole number that takes a value's place, or that it goes up or down by. */
function numberChange(field, ways, take, more = () => ({}), extra = []) {
  const id = freshId(field);
  const limits = numberLimits(field, true);
  let read = { empty: true };
  const { select: how, line } = howSelect(t("bulk-edit.how"), ways.map((way) => [way, t(`bulk-edit.${field}-${way}`)]), () => told());
  const units = { set: limits.units[0] ?? "", up: limits.units[0] ?? "", down: limits.units[0] ?? "", "percent-up": "%", "percent-down": "%" };
  const unit = h("span", { class: "unit" });
  const { input, said: answer, say } = numberInput(
    { least: 0, most: limits.most, units: [...limits.units, "%", "％"] },
    (now) => {
      say();
      read = now;
      told();
    },
    { id },
  );
  function told() {
    unit.textContent = units[how.value];
    const n = read.value;
    if (n === undefined || (how.value === "set" ? n < limits.least : n === 0)) {
      take(null);
      return;
    }
    const answerOf = { set: { set: n }, up: { add: n }, down: { add: -n }, "percent-up": { percent: n }, "percent-down": { percent: -n } };
    take({ adjust: { ...answerOf[how.value], ...more(how.value) } });
  }
  unit.textContent = units[how.value];
  return {
    told,
    parts: [line, h("div", { class: "bulk-line" }, h("label", { for: id }, fieldLabel(field)), h("span", { class: "with-unit" }, input, unit), answer), extra],
  };
}

/** A new price, or more or less by yen or per cent, and what it is rounded to. */
function priceChange(take) {
  const rounding = howSelect(
    t("bulk-edit.rounding"),
    [1, 10, 100].flatMap((step) => ["nearest", "down", "up"].map((way) => [`${step} ${way}`, t(`bulk-edit.round-${way}`, { n: step })])),
    () => change.told(),
  );
  const change = numberChange(
    "price",
    ["percent-down", "percent-up", "down", "up", "set"],
    take,
    (how) => {
      const [step, way] = rounding.select.value.split(" ");
      rounding.line.hidden = how === "set";
      return how === "set" ? {} : { roundTo: Number(step), rounding: way };
    },
    rounding.line,
  );
  return change.parts;
}

/** Words that take the place of others within the names, or stand before or after them. */
function titleChange(take) {
  const inputs = Object.fromEntries(["find", "replace", "prefix", "suffix"].map((name) => [name, h("input", { id: freshId(name), class: "input", autocomplete: "off", maxlength: 255, on: { input: () => told() } })]));
  const lines = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, h("div", { class: "bulk-line" }, h("label", { for: input.id }, t(`bulk-edit.title-${name}`)), input)]),
  );
  const { select: how, line } = howSelect(t("bulk-edit.how"), ["find", "prefix", "suffix"].map((way) => [way, t(`bulk-edit.way-${way}`)]), () => told());
  function told() {
    lines.find.hidden = lines.replace.hidden = how.value !== "find";
    lines.prefix.hidden = how.value !== "prefix";
    lines.suffix.hidden = how.value !== "suffix";
    const text = inputs[how.value].value;
    take(text === "" ? null : { adjust: how.value === "find" ? { find: text, replace: inputs.replace.value } : { [how.value]: text } });
  }
  told();
  return [line, Object.values(lines)];
}

const SIDES = ["length", "width", "height"];

/** The three sides of the package; all of them or none. */
function packageSize(take) {
  const sides = {};
  return h(
    "div",
    { class: "bulk-line" },
    h("span", {}, fieldLabel("dimensions_cm")),
    h(
      "span",
      { class: "with-unit" },
      SIDES.map((side) => {
        const id = freshId(side);
        const { input, said: answer, say } = numberInput(
          numberLimits("dimensions_cm"),
          (read) => {
            say();
            sides[side] = read.value;
            const whole = SIDES.every((each) => sides[each] !== undefined);
            take(whole ? { set: Object.fromEntries(SIDES.map((each) => [each, sides[each]])) } : null);
          },
          { id },
        );
        return [h("label", { class: "side", for: id }, t(`size.${side}`)), input, answer];
      }),
      h("span", { class: "unit" }, "cm"),
    ),
  );
}

/** Attributes of a category, put into each product beside its others. */
function attributeChange(take) {
  const draft = new Draft({ productNo: "", values: { category_id: "", attributes: [] }, skus: {}, edits: [] });
  const demands = new Demands();
  const chosen = h("span", { class: "chosen", role: "status" });
  const choose = button(t("category.choose"), {
    on: {
      click: async () => {
        const category = await pickCategory(null);
        if (category) {
          fill(chosen, category.path?.join(" › ") ?? category.id);
          draft.set("attributes", []);
          draft.set("category_id", category.id);
        }
        choose.focus();
      },
    },
  });
  draft.addEventListener("change", () => {
    const given = draft.value("attributes");
    take(given.length > 0 ? { adjust: given } : null);
  });
  return [
    h("p", { class: "muted" }, t("bulk-edit.attributes-hint")),
    h("div", { class: "bulk-line" }, h("span", {}, t("bulk-edit.attributes-of")), h("span", { class: "with-unit" }, chosen, choose)),
    attributeControls({ draft, field: "attributes", demands }),
  ];
}

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
