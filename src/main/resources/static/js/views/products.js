/** 商品一覧: find, choose, correct in bulk, and open 商品詳細. */

import * as api from "../api.js";
import { arrange, button, fill, h, icon, settled } from "../dom.js";
import { ago, count, moment, priceRange } from "../format.js";
import { currentStatus, refreshFromShop } from "../jobs.js";
import { publish } from "../publish.js";
import { confirmed } from "../parts/dialog.js";
import { pager } from "../parts/pager.js";
import { picture } from "../parts/picture.js";
import { drawing, outlook, standing, STANDINGS, stateMark } from "../parts/state.js";
import { toggle } from "../parts/switch.js";
import { complain, tell } from "../parts/toast.js";
import { findUnsaved } from "../unsaved.js";
import { language, said, t } from "../words.js";
import { linkProducts } from "./links.js";
import { openProduct } from "./product.js";
import { bulkEdit } from "./products/bulk-edit.js";
import { causeField } from "./today.js";
import { changeSales } from "./products/sales.js";
import { importSheet } from "./products/sheet.js";

const SIZES = [50, 100, 200];
const TYPING_PAUSE = 250;
/** The most products that may be named to the API at once; more are meant by the conditions. */
const MOST_TICKS = 1000;
/** What the list can be narrowed to beside 状態. */
const FOCUSES = ["attention", "stopped", "drift", "source-changed", "hidden"];

export function open(root, query, { person, go }) {
  let list = { items: [], total: 0, page: 0, size: 50 };
  let filter = null;
  let opened = null;
  /** How far down the list was left, until it stands there again. */
  let place = 0;
  let running = null;
  const ticked = new Set();
  let everyMatch = false;
  let lastMeant = null;
  const rows = new Map();

  // ---- the parts of the view ----

  const tabs = h("div", { class: "tabs", role: "group", "aria-label": t("list.state-filter") });
  const search = h("input", {
    type: "search",
    id: "search",
    class: "input",
    placeholder: t("list.search-hint"),
    autocomplete: "off",
    on: { input: settled(() => change({ q: search.value.trim() }, true), TYPING_PAUSE) },
  });
  const selection = h(
    "select",
    { id: "selection", class: "select", on: { change: () => change({ selected: selection.value }) } },
    h("option", { value: "" }, t("list.selection.all")),
    h("option", { value: "true" }, t("list.selection.on")),
    h("option", { value: "false" }, t("list.selection.off")),
  );
  const focus = h(
    "select",
    { id: "focus", class: "select", on: { change: () => change({ only: focus.value, state: null }) } },
    h("option", { value: "" }, t("list.only.all")),
    FOCUSES.map((each) => h("option", { value: each }, t(`list.only.${each}`))),
  );
  const size = h(
    "select",
    { id: "size", class: "select", on: { change: () => change({ size: size.value }) } },
    SIZES.map((n) => h("option", { value: n }, t("list.size", { n }))),
  );
  const all = h("input", { type: "checkbox", "aria-label": t("list.tick-page"), on: { change: () => tickPage(all.checked) } });
  const body = h("tbody");
  const head = h("tr");
  const empty = h("div", { class: "empty" });
  const loading = h("p", { class: "empty" }, t("loading"));
  const narrowed = h("p", { class: "narrowed", hidden: true });
  const foot = h("div", { class: "list-foot" });
  const exporting = h("a", { class: "button plain", download: "", title: t("sheet.export-hint") }, icon("download"), t("sheet.export"));
  const bulk = h("section", { class: "bulk", "aria-label": t("bulk.label"), hidden: true });
  const table = h("table", { class: "list", "aria-busy": "true" }, h("caption", { class: "unseen" }, t("menu.products")), h("thead", {}, head), body);

  fill(
    root,
    h(
      "div",
      { class: "view-head" },
      h("h1", {}, t("menu.products")),
      h(
        "div",
        { class: "actions" },
        exporting,
        button(t("sheet.import"), { look: "plain", iconName: "upload", title: t("sheet.import-hint"), on: { click: () => importSheet({ done: changedMany }) } }),
        button(t("intake.start"), { iconName: "refresh", title: t("intake.start-hint"), on: { click: refreshFromShop } }),
        button(t("publish.start"), { look: "primary", iconName: "send", title: t("publish.start-hint"), on: { click: () => publish() } }),
      ),
    ),
    tabs,
    h(
      "form",
      { class: "filters", role: "search", on: { submit: (event) => (event.preventDefault(), change({ q: search.value.trim() })) } },
      h("label", { class: "unseen", for: "search" }, t("list.search")),
      h("div", { class: "search" }, search, h("button", { type: "submit", class: "button primary" }, icon("search"), t("list.search-do"))),
      h("label", { class: "field-inline", for: "selection" }, t("list.selection")),
      selection,
      h("label", { class: "field-inline", for: "focus" }, t("list.only")),
      focus,
      h("label", { class: "unseen", for: "size" }, t("list.size-label")),
      size,
    ),
    narrowed,
    h("div", { class: "table-frame list-frame" }, table, loading, empty),
    foot,
    bulk,
  );

  // ---- the address is the state of the view ----

  function change(changes, replace = false) {
    const next = new URLSearchParams(filter);
    next.delete("page");
    next.delete("open");
    for (const [name, value] of Object.entries(changes)) {
      if (value === "" || value === null) {
        next.delete(name);
      } else {
        next.set(name, value);
      }
    }
    go(next, { replace });
  }

  function update(wanted) {
    const before = filter && withoutOpen(filter);
    filter = new URLSearchParams(wanted);
    if (document.activeElement !== search) {
      search.value = filter.get("q") ?? "";
    }
    selection.value = filter.get("selected") ?? "";
    focus.value = FOCUSES.includes(filter.get("only")) && !filter.get("state") ? filter.get("only") : "";
    size.value = filter.get("size") ?? "50";
    exporting.href = api.sheetAddress(conditions());
    if (before !== withoutOpen(filter)) {
      // Ticks stay while pages are turned; with other conditions other products are meant.
      const meant = JSON.stringify(conditions());
      if (lastMeant !== null && lastMeant !== meant) {
        untick();
      }
      everyMatch = everyMatch && lastMeant === meant;
      lastMeant = meant;
      drawNarrowed();
      drawTabs();
      drawHead();
      load();
    }
    openWanted();
  }

  function withoutOpen(parameters) {
    const rest = new URLSearchParams(parameters);
    rest.delete("open");
    return rest.toString();
  }

  function openWanted() {
    const wanted = filter.get("open");
    if (wanted === (opened?.productNo ?? null)) {
      return;
    }
    opened?.close();
    opened = null;
    if (wanted) {
      const mine = openProduct(wanted, { person, changed: () => load(true), place: placeOf(wanted) });
      opened = mine;
      mine.closed.then(() => {
        // Whether something unsaved was left behind stands on the row.
        if (list.counts && root.isConnected) {
          draw();
        }
        if (opened === mine) {
          opened = null;
          const rest = new URLSearchParams(filter);
          rest.delete("open");
          go(rest);
        }
      });
    }
  }

  /** Where an opened product stands in the list, and the way to its neighbours, over the ends of a page. */
  function placeOf(productNo) {
    let last = null;
    const look = () => {
      const index = list.items.findIndex((item) => item.productNo === productNo);
      if (index >= 0) {
        last = { index, gone: false };
      } else if (last) {
        // What was saved may match no longer; the next one has moved into its place.
        last.gone = true;
      }
    };
    const indexAt = (step) => (last.gone && step > 0 ? last.index : last.index + step);
    return {
      /** `{at, total, previous, next}`, or null while it is not in the list. */
      position() {
        look();
        if (!last) {
          return null;
        }
        const first = list.page * list.size;
        return { at: first + last.index + 1, total: list.total, previous: first + indexAt(-1) >= 0, next: first + indexAt(1) < list.total };
      },
      /** The product before or after it, as `{productNo, page}`; null at the end. */
      async neighbour(step) {
        look();
        if (!last) {
          return null;
        }
        const here = list.items[indexAt(step)];
        if (here) {
          return { productNo: here.productNo, page: list.page };
        }
        const page = list.page + step;
        if (page < 0 || page * list.size >= list.total) {
          return null;
        }
        const { items } = await api.products({ ...asked(), page });
        const there = step > 0 ? items[0] : items.at(-1);
        return there ? { productNo: there.productNo, page } : null;
      },
      show(neighbour) {
        const next = new URLSearchParams(filter);
        next.set("open", neighbour.productNo);
        if (neighbour.page > 0) {
          next.set("page", neighbour.page);
        } else {
          next.delete("page");
        }
        go(next, { replace: true });
      },
    };
  }

  // ---- reading ----

  /** Which products are meant; what is live is meant without those off sale, unless they are asked for. */
  const conditions = () => ({
    q: filter.get("q"),
    state: filter.get("state"),
    cause: filter.get("cause"),
    only: filter.get("only") ?? (filter.get("state") === "live" ? "on-sale" : null),
    selected: filter.get("selected"),
  });

  const asked = () => ({
    ...conditions(),
    page: filter.get("page"),
    size: filter.get("size") ?? 50,
    sort: filter.get("sort"),
  });

  async function load(quietly = false) {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    if (!quietly) {
      table.setAttribute("aria-busy", "true");
      drawTicks();
    }
    try {
      list = await api.products(asked(), mine.signal);
      if (list.items.length === 0 && list.total > 0) {
        change({ page: Math.ceil(list.total / list.size) - 1 }, true);
        return;
      }
      draw();
    } catch (failure) {
      if (failure.name !== "AbortError") {
        complain(failure);
      }
    } finally {
      if (running === mine) {
        running = null;
        table.removeAttribute("aria-busy");
        drawTicks();
      }
    }
  }

  // ---- drawing ----

  function drawTabs() {
    const counts = list.counts ?? null;
    const { state: inState, only } = conditions();
    const total = counts && Object.values(counts).reduce((sum, n) => sum + n, 0);
    const number = (name) => (name === "live" ? (counts.live ?? 0) - list.stopped : name === "stopped" ? list.stopped : (counts[name] ?? 0));
    const tab = (name, query, number) =>
      h(
        "button",
        {
          type: "button",
          class: `tab${name === "all" ? "" : ` state-${name}`}${number === 0 ? " none" : ""}`,
          "aria-pressed": String((inState ?? null) === query.state && (only ?? null) === query.only),
          on: { click: () => change(query) },
        },
        name !== "all" && icon(drawing(name)),
        t(`state.${name}`),
        number !== null && h("span", { class: "tab-count" }, count(number)),
      );
    const focused = tabs.contains(document.activeElement) ? [...tabs.children].indexOf(document.activeElement) : -1;
    fill(
      tabs,
      tab("all", { state: null, only: null }, total),
      STANDINGS.map(({ name, query }) => tab(name, query, counts && number(name))),
    );
    tabs.children[focused]?.focus();
  }

  /** Which cause the list is narrowed to, and the way out of it. */
  function drawNarrowed() {
    const cause = filter.get("cause");
    narrowed.hidden = !cause;
    if (cause) {
      const field = causeField(cause);
      fill(narrowed, field ? t("list.cause-of", { field }) : t("list.cause"), " ", button(t("list.cause-clear"), { look: "small", on: { click: () => change({ cause: null }) } }));
    }
  }

  function drawHead() {
    const sort = filter.get("sort") ?? "product-no";
    const sortable = (key, label, look = "") => {
      const up = sort === key;
      const down = sort === `-${key}`;
      return h(
        "th",
        { scope: "col", class: look, "aria-sort": up ? "ascending" : down ? "descending" : null },
        h(
          "button",
          { type: "button", class: "sort", on: { click: () => change({ sort: up ? `-${key}` : key }) } },
          label,
          h("span", { class: "sort-mark", "aria-hidden": "true" }, up ? "▲" : down ? "▼" : "↕"),
        ),
      );
    };
    fill(
      head,
      h("th", { scope: "col", class: "col-tick" }, all),
      h("th", { scope: "col", class: "col-picture" }, h("span", { class: "unseen" }, t("list.picture"))),
      sortable("product-no", t("list.product-no"), "col-number"),
      sortable("title", t("list.title"), "col-title"),
      sortable("price", t("list.price"), "col-price"),
      sortable("stock", t("list.stock"), "col-stock"),
      h("th", { scope: "col", class: "col-switch" }, t("list.selected")),
      h("th", { scope: "col", class: "col-state" }, t("list.state")),
      sortable("changed", t("list.changed"), "col-time"),
    );
  }

  function draw() {
    drawTabs();
    const used = new Set();
    const wanted = list.items.map((item) => {
      used.add(item.productNo);
      const known = rows.get(item.productNo);
      const shown = JSON.stringify([item, language(), findUnsaved(item.productNo) !== null]);
      if (known?.shown === shown) {
        return known.row;
      }
      const row = drawRow(item);
      rows.set(item.productNo, { row, shown });
      return row;
    });
    for (const productNo of rows.keys()) {
      if (!used.has(productNo)) {
        rows.delete(productNo);
      }
    }
    arrange(body, wanted);
    table.hidden = list.total === 0;
    empty.hidden = list.total > 0;
    if (list.total === 0) {
      drawEmpty();
    }
    loading.hidden = true;
    opened?.placed();
    fill(foot, pager(list, (page) => change({ page })));
    drawTicks();
    if (place > 0) {
      scrollTo(0, place);
      place = 0;
    }
  }

  function drawEmpty() {
    const filtered = filter.get("q") || filter.get("state") || filter.get("only") || filter.get("cause") || filter.get("selected");
    fill(
      empty,
      h("p", {}, filtered ? t("list.no-match") : t("list.no-products")),
      filtered
        ? button(t("list.clear"), { on: { click: () => go({}) } })
        : button(t("intake.start"), { look: "primary", iconName: "refresh", on: { click: refreshFromShop } }),
    );
  }

  function drawRow(item) {
    const tick = h("input", {
      type: "checkbox",
      class: "tick",
      ".checked": ticked.has(item.productNo),
      "aria-label": t("list.tick", { name: item.title || item.productNo }),
      on: { change: () => setTick(item.productNo, tick.checked) },
    });
    const openIt = () => {
      const next = new URLSearchParams(filter);
      next.set("open", item.productNo);
      go(next);
    };
    return h(
      "tr",
      { dataset: { product: item.productNo } },
      h("td", { class: "col-tick" }, tick),
      h("td", { class: "col-picture", on: { click: openIt } }, picture(item.imageUrl, "small")),
      h("td", { class: "col-number" }, h("span", { class: "code" }, item.productNo)),
      h(
        "td",
        { class: "col-title" },
        h("button", { type: "button", class: "row-title", on: { click: openIt } }, item.title || t("list.untitled")),
        marks(item),
      ),
      h("td", { class: "col-price num" }, priceRange(item.priceMin, item.priceMax), item.tax && item.priceMin !== null && h("small", { class: "muted" }, taxWord(item.tax)), item.skuCount > 1 && h("small", { class: "muted" }, t("list.skus", { n: item.skuCount }))),
      h("td", { class: "col-stock num", dataset: { label: t("list.stock") } }, item.stock === null ? "—" : item.stock === 0 ? h("span", { class: "bad-text" }, "0") : count(item.stock), stockOrigin(item)),
      h(
        "td",
        { class: "col-switch" },
        toggle({
          on: item.selected,
          label: t("list.select", { name: item.title || item.productNo }),
          change: async (on) => {
            await api.selectProduct(item.productNo, on);
            load(true);
          },
        }),
      ),
      h(
        "td",
        { class: "col-state" },
        stateMark(standing(item)),
        item.remoteStatus && (item.state === "waiting" || (item.state === "live" && item.remoteStatus !== "ACTIVATE" && standing(item) !== "stopped")) && h("small", { class: "also" }, remote(item)),
        item.queue && h("small", { class: "also" }, outlook(item.queue)),
        item.stateReason && h("p", { class: "reason", title: said(item.stateReason) }, said(item.stateReason)),
      ),
      h(
        "td",
        { class: "col-time", dataset: { label: t("list.changed") } },
        item.publishedAt
          ? h("time", { datetime: item.publishedAt, title: moment(item.publishedAt) }, ago(item.publishedAt))
          : h("span", { class: "muted" }, t("list.never-sent")),
      ),
    );
  }

  /** Whether the pieces are those of the import or a person's: neither is what TikTok Shop has now. */
  function stockOrigin(item) {
    const typed = item.stockTypedAt;
    if (item.stock === null || (!typed && !item.stockReadAt)) {
      return null;
    }
    const at = typed ?? item.stockReadAt;
    const key = typed && item.stockReadAt ? "both" : typed ? "typed" : "imported";
    return h("small", { class: "muted", title: moment(at) }, t(`stock.${key}`), h("br"), ago(at));
  }

  function taxWord(tax) {
    if (tax.included) {
      return t("list.tax-included");
    }
    return tax.rate === null ? t("list.tax-left-out") : t("list.tax-excluded", { rate: tax.rate });
  }

  function remote(item) {
    const key = `remote.${item.remoteStatus}`;
    const word = t(key);
    return t("remote.also", { status: word === key ? item.remoteStatus : word });
  }

  function marks(item) {
    const found = [
      item.sourceChanged && ["warn", t("mark.source-changed")],
      item.missing && ["bad", t(`mark.missing-${item.missing.toLowerCase()}`)],
      item.drift && ["warn", t("mark.drift")],
      ...item.marks.map((mark) => ["warn", t(`mark.${mark}`)]),
      findUnsaved(item.productNo) && ["warn", t("mark.unsaved")],
      item.sendAsDraft && ["calm", t("mark.draft")],
    ].filter(Boolean);
    return found.length > 0 && h("span", { class: "marks" }, found.map(([look, text]) => h("span", { class: `mark ${look}` }, text)));
  }

  // ---- ticking and what is done with it ----

  function setTick(productNo, on) {
    everyMatch = false;
    tickOne(productNo, on);
    drawTicks();
  }

  function tickOne(productNo, on) {
    if (!on) {
      ticked.delete(productNo);
    } else if (ticked.size < MOST_TICKS || ticked.has(productNo)) {
      ticked.add(productNo);
    } else {
      tell(t("bulk.most", { n: count(MOST_TICKS) }));
    }
  }

  function tickPage(on) {
    everyMatch = false;
    list.items.forEach((item) => tickOne(item.productNo, on));
    drawTicks();
  }

  function untick() {
    ticked.clear();
    everyMatch = false;
    drawTicks();
  }

  function drawTicks() {
    // What still stands there while another list is on its way must not be ticked: it would be changed unseen.
    const turning = table.hasAttribute("aria-busy");
    all.disabled = turning;
    for (const box of body.querySelectorAll(".tick")) {
      box.disabled = turning;
      box.checked = everyMatch || ticked.has(box.closest("tr").dataset.product);
    }
    const here = list.items.filter((item) => ticked.has(item.productNo)).length;
    all.checked = everyMatch || (here > 0 && here === list.items.length);
    all.indeterminate = !everyMatch && here > 0 && here < list.items.length;
    const number = everyMatch ? list.total : ticked.size;
    bulk.hidden = number === 0;
    if (number === 0) {
      return;
    }
    fill(
      bulk,
      h("strong", { role: "status" }, t("bulk.ticked", { n: count(number) })),
      !everyMatch &&
        list.total > ticked.size &&
        button(t("bulk.every", { n: count(list.total) }), { look: "plain small", on: { click: () => ((everyMatch = true), drawTicks()) } }),
      h("span", { class: "spacer" }),
      button(t("bulk.on"), { look: "primary", on: { click: () => select(true) } }),
      button(t("bulk.off"), { on: { click: () => select(false) } }),
      button(t("bulk.edit"), { on: { click: () => bulkEdit({ choice: choice(), number, done: changedMany }) } }),
      button(t("bulk.sales"), { on: { click: () => changeSales({ choice: choice(), number, done: changedMany }) } }),
      !everyMatch && button(t("bulk.publish"), { iconName: "send", on: { click: () => publish([...ticked]) } }),
      !everyMatch && button(t("bulk.link"), { on: { click: link } }),
      button(t("bulk.clear"), { look: "plain", on: { click: untick } }),
    );
  }

  /** What is ticked, as the API takes it. */
  function choice() {
    if (!everyMatch) {
      return { productNos: [...ticked] };
    }
    const wanted = {};
    for (const [name, value] of Object.entries(conditions())) {
      if (value) {
        wanted[name] = name === "selected" ? value === "true" : value;
      }
    }
    return { filter: wanted };
  }

  async function link() {
    if (await linkProducts([...ticked])) {
      untick();
      rows.clear();
      await load(true);
    }
  }

  async function select(on) {
    const number = everyMatch ? list.total : ticked.size;
    const sure =
      number <= 20 ||
      (await confirmed({
        title: on ? t("bulk.on") : t("bulk.off"),
        body: [t(on ? "bulk.on-question" : "bulk.off-question", { n: count(number) })],
        yes: on ? t("bulk.on") : t("bulk.off"),
      }));
    if (!sure) {
      return;
    }
    try {
      const done = await api.selectMany(on, choice());
      tell(t(on ? "bulk.on-done" : "bulk.off-done", { matched: count(done.matched), changed: count(done.changed) }));
      await changedMany();
    } catch (failure) {
      complain(failure);
    }
  }

  function changedMany() {
    untick();
    rows.clear();
    return load(true);
  }

  // ---- staying current ----

  let seen = fingerprint(currentStatus());
  const onStatus = (event) => {
    const now = fingerprint(event.detail);
    if (seen !== null && now !== seen && !document.hidden) {
      load(true);
    }
    seen = now;
  };
  addEventListener("status", onStatus);
  const memory = `list:${api.chosenShop() ?? ""}:${person.user}`;
  const remembered = JSON.parse(sessionStorage.getItem(memory) ?? "null");
  const remember = () =>
    sessionStorage.setItem(memory, JSON.stringify({ meant: lastMeant, ticked: [...ticked], at: withoutOpen(filter), place: scrollY }));
  addEventListener("pagehide", remember);
  update(query);
  if (remembered && remembered.meant === lastMeant) {
    remembered.ticked.forEach((productNo) => ticked.add(productNo));
    place = remembered.at === withoutOpen(filter) ? remembered.place : 0;
  }

  return {
    update,
    leave: () => {
      removeEventListener("status", onStatus);
      removeEventListener("pagehide", remember);
      remember();
      running?.abort();
      // No longer the opened one when it closes: the address is another view's by then.
      opened?.close();
      opened = null;
    },
  };
}

/** Changes whenever the list may show something else. */
function fingerprint(status) {
  return status && JSON.stringify([status.products, status.states, status.intake?.run?.products]);
}
