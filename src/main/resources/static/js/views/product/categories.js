/** TikTok's category, brand and attributes: chosen by name, never typed as a number. */

import * as api from "../../api.js";
import { button, fill, freshId, h, icon, settled } from "../../dom.js";
import { openDialog } from "../../parts/dialog.js";
import { complain } from "../../parts/toast.js";
import { moment } from "../../format.js";
import { said, t } from "../../words.js";
import { row } from "./fields.js";

const TYPING_PAUSE = 250;
const LOOK_AGAIN = 1000;
const LOOKS = 90;
const OLD = 26 * 3600 * 1000;
const ROOT = "0";
const SHOWN = 50;

/** The category as its path, and the way to another. */
export function categoryField(about) {
  const { draft, field, demands, suggestion } = about;
  const path = h("span", { class: "chosen" });
  const note = h("p", { class: "bad-text" });
  const choose = button(t("category.choose"), {
    on: {
      click: async () => {
        const chosen = await pickCategory(demands.latest?.category ?? null);
        if (chosen) {
          draft.set(field, chosen.id);
        }
        choose.focus();
      },
    },
  });
  const draw = async () => {
    const id = draft.value(field) || "";
    path.classList.toggle("touched", draft.touched(field));
    fill(path, id ? h("span", { class: "code" }, id) : h("span", { class: "muted" }, t("category.none")));
    note.textContent = "";
    if (!id) {
      return;
    }
    try {
      const { category, readAt, trouble } = await demands.of(id);
      if (id === draft.value(field)) {
        fill(path, category.path.join(" › "));
        const old = Date.now() - Date.parse(readAt) > OLD;
        note.textContent = category.usable && category.leaf ? (old ? `${t("category.old", { at: moment(readAt) })}${trouble ? ` ${said(trouble)}` : ""}` : "") : t("category.unusable");
      }
    } catch (failure) {
      note.textContent = id === draft.value(field) ? failure.message : note.textContent;
    }
  };
  draft.addEventListener("change", (event) => (event.detail.field === null || event.detail.field === field) && draw());
  draw();
  return row({ ...about, control: h("div", { class: "with-unit" }, path, choose), extra: [note, suggestion] });
}

/** What categories demand, asked once each; while TikTok has not said so yet, it is asked for again until it has. */
export class Demands {
  constructor() {
    this.known = new Map();
    this.latest = null;
  }

  async of(id) {
    if (!this.known.has(id)) {
      const asked = patiently(id);
      this.known.set(id, asked);
      asked.catch(() => this.known.delete(id));
    }
    const found = await this.known.get(id);
    this.latest = found;
    return found;
  }
}

async function patiently(id) {
  for (let asked = 0; ; asked += 1) {
    const found = await api.category(id);
    if (found.readAt) {
      return found;
    }
    if ((found.trouble && !found.reading) || asked >= LOOKS) {
      throw new Error(found.trouble ? said(found.trouble) : t("category.unread"));
    }
    await new Promise((again) => setTimeout(again, LOOK_AGAIN));
  }
}

/** A window with the tree and a search; answers the chosen leaf, or null. */
export async function pickCategory(current) {
  const crumbs = h("nav", { class: "crumbs", "aria-label": t("category.path") });
  const list = h("ul", { class: "picks" });
  const told = h("p", { class: "muted", role: "status" });
  const search = h("input", {
    type: "search",
    id: freshId("category-search"),
    class: "input",
    autocomplete: "off",
    placeholder: t("category.search-hint"),
    on: { input: settled(() => (search.value.trim() ? find(search.value.trim()) : openNode(trail)), TYPING_PAUSE) },
  });
  let trail = (current?.path ?? []).map((name, index) => ({ name, id: current.pathIds[index] })).slice(0, -1);
  let turn = 0;
  const dialog = openDialog({
    title: t("category.title"),
    look: "wide picker",
    body: [h("label", { for: search.id }, t("category.search")), search, crumbs, told, list],
    actions: [button(t("cancel"), { on: { click: () => dialog.close(null) } })],
  });

  async function show(ask, draw) {
    turn += 1;
    const mine = turn;
    try {
      const { items } = await ask();
      if (mine === turn) {
        draw(items);
      }
    } catch (failure) {
      complain(failure);
    }
  }

  function openNode(nodes, focus = false) {
    trail = nodes;
    const parent = nodes.at(-1)?.id ?? ROOT;
    return show(
      () => api.categories({ parent }),
      (items) => {
        fill(
          crumbs,
          crumb(t("category.all"), [], nodes.length === 0),
          nodes.map((node, index) => [h("span", { "aria-hidden": "true" }, "›"), crumb(node.name, nodes.slice(0, index + 1), index === nodes.length - 1)]),
        );
        told.textContent = "";
        fill(list, items.map((item) => h("li", {}, item.leaf ? leaf(item, item.name) : branch(item, nodes))));
        if (focus) {
          list.querySelector("button")?.focus();
        }
      },
    );
  }

  function find(words) {
    return show(
      () => api.categories({ q: words, size: SHOWN }),
      (items) => {
        fill(crumbs);
        told.textContent = items.length === 0 ? t("category.not-found") : t("category.found", { n: items.length });
        fill(list, items.map((item) => h("li", {}, leaf(item, item.path.join(" › ")))));
      },
    );
  }

  function crumb(name, nodes, here) {
    return h("button", { type: "button", class: "link", "aria-current": here ? "location" : null, on: { click: () => openNode(nodes, true) } }, name);
  }

  function branch(item, nodes) {
    return h(
      "button",
      { type: "button", class: "pick", on: { click: () => openNode([...nodes, { name: item.name, id: item.id }], true) } },
      h("span", {}, item.name),
      icon("right"),
    );
  }

  function leaf(item, label) {
    return h(
      "button",
      {
        type: "button",
        class: `pick leaf${item.id === current?.id ? " current" : ""}`,
        disabled: !item.usable,
        "aria-current": item.id === current?.id ? "true" : null,
        on: { click: () => dialog.close(item) },
      },
      h("span", {}, label),
      !item.usable && h("span", { class: "mark" }, t("category.closed")),
      item.id === current?.id && icon("check"),
    );
  }

  search.focus();
  openNode(trail);
  return (await dialog.closed) ?? null;
}

/** The brand by its name. */
export function brandField(about) {
  const { draft, field } = about;
  const shown = h("span", { class: "chosen" });
  const names = new Map();
  const choose = button(t("brand.choose"), {
    on: {
      click: async () => {
        const chosen = await pickBrand(draft.value(field) || "");
        if (chosen) {
          names.set(chosen.id, chosen.name);
          draft.set(field, chosen.id);
        }
        choose.focus();
      },
    },
  });
  const draw = () => {
    const id = draft.value(field) || "";
    shown.classList.toggle("touched", draft.touched(field));
    fill(shown, id === "" ? h("span", { class: "muted" }, t("brand.none")) : names.has(id) ? names.get(id) : [t("brand.numbered"), " ", h("span", { class: "code" }, id)]);
  };
  draft.addEventListener("change", (event) => (event.detail.field === null || event.detail.field === field) && draw());
  draw();
  if (draft.value(field)) {
    api.brands({}).then(
      ({ items }) => {
        items.forEach((brand) => names.set(brand.id, brand.name));
        draw();
      },
      () => {},
    );
  }
  return row({ ...about, control: h("div", { class: "with-unit" }, shown, choose) });
}

export async function pickBrand(current) {
  const list = h("ul", { class: "picks" });
  const told = h("p", { class: "muted", role: "status" });
  let turn = 0;
  const search = h("input", {
    type: "search",
    id: freshId("brand-search"),
    class: "input",
    autocomplete: "off",
    on: { input: settled(() => find(search.value.trim()), TYPING_PAUSE) },
  });
  const dialog = openDialog({
    title: t("brand.title"),
    look: "wide picker",
    body: [h("label", { for: search.id }, t("brand.search")), search, told, list],
    actions: [
      button(t("brand.without"), { on: { click: () => dialog.close({ id: "", name: "" }) } }),
      button(t("cancel"), { on: { click: () => dialog.close(null) } }),
    ],
  });

  async function find(words) {
    turn += 1;
    const mine = turn;
    try {
      const { items } = await api.brands({ q: words });
      if (mine !== turn) {
        return;
      }
      told.textContent = items.length === 0 ? t("brand.not-found") : "";
      fill(
        list,
        items.map((brand) =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", class: `pick leaf${brand.id === current ? " current" : ""}`, disabled: !brand.usable, on: { click: () => dialog.close(brand) } },
              h("span", {}, brand.name),
              !brand.usable && h("span", { class: "mark" }, t("brand.not-usable")),
              brand.id === current && icon("check"),
            ),
          ),
        ),
      );
    } catch (failure) {
      complain(failure);
    }
  }

  search.focus();
  find("");
  return (await dialog.closed) ?? null;
}

/** The attributes that the chosen category knows: the required ones in view, the others on request. */
export function attributesField(about) {
  return row({ ...about, control: attributeControls(about) });
}

/** The same without what stands around a product's field. */
export function attributeControls({ draft, field, demands }) {
  const host = h("div", { class: "attributes" });
  let drawnFor = null;
  let optionalOpen = false;

  const given = () => (Array.isArray(draft.value(field)) ? draft.value(field) : []);
  const valuesOf = (id) => given().find((each) => each.id === id)?.values ?? [];

  function put(id, values) {
    const others = given().filter((each) => each.id !== id);
    const next = values.length === 0 ? others : [...others, { id, values }];
    next.sort((a, b) => a.id.localeCompare(b.id));
    draft.set(field, next);
  }

  async function draw(force = false) {
    const id = draft.value("category_id") || "";
    if (!force && id === drawnFor) {
      marks();
      return;
    }
    drawnFor = id;
    if (!id) {
      fill(host, h("p", { class: "muted" }, t("attributes.no-category")));
      return;
    }
    try {
      const found = await demands.of(id);
      if (drawnFor === id) {
        fill(host, controls(found.attributes));
        marks();
      }
    } catch (failure) {
      if (drawnFor === id) {
        drawnFor = null;
        fill(host, h("p", { class: "bad-text" }, failure.message));
      }
    }
  }

  function controls(attributes) {
    const known = new Set(attributes.map((attribute) => attribute.id));
    const strange = given().filter((each) => !known.has(each.id));
    const required = attributes.filter((attribute) => attribute.required || attribute.requiredWith.length > 0);
    const optional = attributes.filter((attribute) => !required.includes(attribute));
    return [
      attributes.length === 0 && h("p", { class: "muted" }, t("attributes.none")),
      required.map(control),
      optional.length > 0 &&
        h(
          "details",
          { ".open": optionalOpen, on: { toggle: (event) => (optionalOpen = event.target.open) } },
          h("summary", {}, t("attributes.optional", { n: optional.length })),
          optional.map(control),
        ),
      strange.map((each) =>
        h(
          "p",
          { class: "bad-text" },
          t("attributes.strange", { name: each.id, values: each.values.map((value) => value.name ?? value.id).join("、") }),
          " ",
          h("button", { type: "button", class: "link", on: { click: () => (put(each.id, []), draw(true)) } }, t("attributes.remove")),
        ),
      ),
    ];
  }

  function control(attribute) {
    const id = freshId("attribute");
    const label = h("label", { for: id }, attribute.name, h("span", { class: "need", dataset: { attribute: attribute.id } }));
    const own = attribute.custom ? freshId("choices") : null;
    const now = valuesOf(attribute.id);
    if (attribute.multiple) {
      const names = now.filter((each) => !each.id).map((each) => each.name);
      const typed =
        attribute.custom &&
        h("input", {
          class: "input",
          autocomplete: "off",
          "aria-label": t("attributes.own", { name: attribute.name }),
          placeholder: t("attributes.own-hint"),
          ".value": names.join("、"),
          on: {
            input: () => {
              const own = typed.value.split(/[、,]/).map((each) => each.trim()).filter(Boolean);
              put(attribute.id, [...valuesOf(attribute.id).filter((each) => each.id), ...own.map((name) => ({ name }))]);
            },
          },
        });
      return h(
        "fieldset",
        { class: "attribute" },
        h("legend", {}, attribute.name, h("span", { class: "need", dataset: { attribute: attribute.id } })),
        attribute.values.map((value) => {
          const box = h("input", {
            type: "checkbox",
            ".checked": now.some((each) => each.id === value.id),
            on: {
              change: () => {
                const rest = valuesOf(attribute.id).filter((each) => !each.id || each.id !== value.id);
                put(attribute.id, box.checked ? [...rest, { id: value.id, name: value.name }] : rest);
              },
            },
          });
          return h("label", { class: "choice" }, box, value.name);
        }),
        typed,
      );
    }
    if (attribute.custom) {
      const input = h("input", {
        id,
        class: "input",
        list: own,
        autocomplete: "off",
        ".value": now[0]?.name ?? attribute.values.find((value) => value.id === now[0]?.id)?.name ?? "",
        on: {
          input: () => {
            const text = input.value.trim();
            const listed = attribute.values.find((value) => value.name === text);
            put(attribute.id, text === "" ? [] : [listed ? { id: listed.id, name: listed.name } : { name: text }]);
          },
        },
      });
      return h("div", { class: "attribute" }, label, input, h("datalist", { id: own }, attribute.values.map((value) => h("option", { value: value.name }))));
    }
    const select = h(
      "select",
      {
        id,
        class: "select",
        on: {
          change: () => {
            const value = attribute.values.find((each) => each.id === select.value);
            put(attribute.id, value ? [{ id: value.id, name: value.name }] : []);
          },
        },
      },
      h("option", { value: "" }, t("attributes.choose")),
      attribute.values.map((value) => h("option", { value: value.id, ".selected": now.some((each) => each.id === value.id) }, value.name)),
    );
    return h("div", { class: "attribute" }, label, select);
  }

  /** Says which are required now; another value can make one so. */
  async function marks() {
    const id = draft.value("category_id") || "";
    if (!id) {
      return;
    }
    const { attributes } = await demands.of(id);
    const pairs = new Set(given().flatMap((each) => each.values.map((value) => `${each.id}=${value.id}`)));
    for (const attribute of attributes) {
      const need = attribute.required || attribute.requiredWith.some((pair) => pairs.has(pair));
      const missing = need && valuesOf(attribute.id).length === 0;
      for (const mark of host.querySelectorAll(`.need[data-attribute="${CSS.escape(attribute.id)}"]`)) {
        fill(mark, need && h("span", { class: `mark ${missing ? "bad" : ""}` }, t("attributes.required")));
      }
    }
  }

  draft.addEventListener("change", (event) => {
    const changed = event.detail.field;
    if (changed === null || changed === "category_id") {
      draw(changed === null);
    } else if (changed === field) {
      if (host.contains(document.activeElement)) {
        marks();
      } else {
        draw(true);
      }
    }
  });
  draw();
  return host;
}
