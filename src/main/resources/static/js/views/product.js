/** 商品詳細: every value, where it comes from, corrected where it stands, saved only onto the version that was seen. */

import * as api from "../api.js";
import { button, fill, freshId, h, icon } from "../dom.js";
import { fieldLabel, productFields } from "../fields.js";
import { ago, count, moment } from "../format.js";
import { buyersLink, futureshopLink, productLink, reasonLink } from "../links.js";
import { confirmed, openDialog } from "../parts/dialog.js";
import { picture } from "../parts/picture.js";
import { outlook, standing as standingOf, stateMark } from "../parts/state.js";
import { toggle } from "../parts/switch.js";
import { complain, tell } from "../parts/toast.js";
import { findUnsaved, forgetUnsaved, keepUnsaved, onUnsavedElsewhere } from "../unsaved.js";
import { known, said, t } from "../words.js";
import { actionsMenu, checkButton, overwriteButton, reviewAgainButton, reviewReasons, tiktokOnly } from "./product/actions.js";
import { categorySuggestion } from "./product/category.js";
import { attributesField, brandField, categoryField, Demands } from "./product/categories.js";
import { resolveConflict } from "./product/conflict.js";
import { Draft, same } from "./product/draft.js";
import { axesField, descriptionField, flagField, numberField, sizeField, textField, textsField, topOf } from "./product/fields.js";
import { history } from "./product/history.js";
import { imagesField } from "./product/images.js";
import { Explanation } from "./product/meta.js";
import { certificatesField, sizeChartField } from "./product/papers.js";
import { preview } from "./product/preview.js";
import { proposals } from "./product/proposals.js";
import { skuTable } from "./product/skus.js";
import { versions } from "./product/versions.js";

/** The fields with a place of their own, in the order of the sheet; others follow, each with the control of its form. */
const ON_THE_PAGE = {
  title: textField,
  images: imagesField,
  description: descriptionField,
  category_id: (about) => categoryField({ ...about, suggestion: about.suggestion() }),
  attributes: attributesField,
  size_chart: sizeChartField,
  certifications: certificatesField,
  brand_id: brandField,
  weight_g: numberField,
  dimensions_cm: sizeField,
  axes: axesField,
  send_as_draft: ({ draft, field }) => flagField({ draft, field, label: t("draft.label"), hint: t("draft.hint") }),
};
const BY_FORM = { text: textField, texts: textsField, whole: numberField };

/** How often an open product is looked at; an answer that nothing changed has no body. */
const LOOK = 4000;

/** What a person opened within a part, and would lose if it were drawn anew. */
const OPENED = ".why:not([hidden]), tr.more, details[open], .versions table";

/** What guards corrections, without what moves with every write. */
const versionOf = (tag) => (tag ?? "").replace(/^W\/|"/g, "").split(".")[0];

/**
 * Opens 商品詳細 as a sheet over the list.
 *
 * @param {string} productNo
 * @param {{person: object, changed: () => void, place: object}} around `changed` is called whenever the product was saved; `place`
 *   tells where it stands in the list
 */
export function openProduct(productNo, { person, changed, place }) {
  let draft = null;
  // The version that is saved onto, and the one that is shown; they differ while somebody else's change stands against one here.
  let etag = null;
  let seen = null;
  let clashes = [];
  let overdue = false;
  let titleOverdue = false;
  let timer = 0;
  let saving = false;
  let refusal = null;
  let tab = "content";
  const explanation = new Explanation(productNo);
  const demands = new Demands();

  const title = h("div", { class: "sheet-title" });
  const body = h("div", { class: "sheet-body" }, h("p", { class: "muted" }, t("loading")));
  const bar = h("div", { class: "save-bar", role: "region", "aria-label": t("save.label"), hidden: true });
  const steps = h("nav", { class: "sheet-steps", "aria-label": t("step.label") });
  const dialog = openDialog({ title: h("div", { class: "sheet-top" }, title, steps), look: "sheet", body: [body, bar], mayClose });
  dialog.element.addEventListener("keydown", (event) => {
    const step = event.altKey && { PageUp: -1, PageDown: 1 }[event.key];
    if (step) {
      event.preventDefault();
      go(step);
    }
  });

  /** 前へ and 次へ within the list; what is not saved stays kept. */
  function drawSteps() {
    const position = place.position();
    const step = (by, word, drawing, possible) =>
      button(t(`step.${word}`), { look: "small plain", iconName: drawing, disabled: !possible, title: t(`step.${word}-hint`), on: { click: () => go(by) } });
    const focused = [...steps.children].indexOf(document.activeElement);
    fill(
      steps,
      position && [
        step(-1, "previous", "left", position.previous),
        h("span", { class: "muted" }, t("step.at", { at: count(position.at), total: count(position.total) })),
        step(1, "next", "right", position.next),
      ],
    );
    steps.children[focused]?.focus();
  }

  async function go(by) {
    try {
      const neighbour = await place.neighbour(by);
      if (neighbour) {
        place.show(neighbour);
      }
    } catch (failure) {
      complain(failure);
    }
  }

  async function mayClose() {
    const sure =
      draft === null ||
      draft.size === 0 ||
      (await confirmed({ title: t("leave.title"), body: [t("leave.text", { n: draft.size })], yes: t("leave.yes"), look: "danger", no: t("leave.no") }));
    if (sure) {
      forgetUnsaved(productNo);
    }
    return sure;
  }

  async function load() {
    try {
      take(await api.showProduct(productNo));
    } catch (failure) {
      fill(title, h("h2", {}, productNo));
      fill(body, h("div", { class: "callout bad" }, h("p", {}, failure.message)));
    }
  }

  function take({ body: detail, etag: version }, keep = []) {
    draft = new Draft(detail);
    etag = version;
    seen = version;
    for (const { field, skuNo, value } of keep) {
      draft.begin(field, skuNo);
      draft.changes.set(Draft.key(field, skuNo), value);
    }
    const kept = keep.length > 0 ? null : findUnsaved(productNo);
    if (kept) {
      draft.restore(kept);
      // Saved onto the version it was made on: when somebody changed the same since, the conflict is shown.
      etag = kept.etag;
      tell(t("draft.restored", { n: draft.size }));
    }
    settle(version);
    draft.addEventListener("change", () => {
      keepUnsaved(productNo, etag, draft);
      refusal = null;
      if (clashes.length > 0) {
        settle(seen);
        drawStanding();
      }
      drawBar();
    });
    explanation.forget();
    drawTitle();
    drawBody();
    drawBar();
    lookAgain();
  }

  /** Saves onto this version from now on, unless a person changed a field that is being changed here. */
  function settle(version) {
    clashes = versionOf(version) === versionOf(etag) ? [] : draft.clashes();
    if (clashes.length === 0) {
      etag = version;
    }
    keepUnsaved(productNo, etag, draft);
  }

  // ---- what happens to the product while it is open ----

  function lookAgain() {
    clearTimeout(timer);
    if (dialog.element.open) {
      timer = setTimeout(look, LOOK);
    }
  }

  async function look() {
    if (!document.hidden && !saving) {
      try {
        const before = seen;
        const answer = await api.lookAtProduct(productNo, before);
        // What was saved or done meanwhile has shown a newer one.
        if (answer.status !== 304 && !saving && seen === before && dialog.element.open) {
          follow(answer);
        }
        if (titleOverdue) {
          drawTitle();
        }
        refreshPanel();
      } catch {
        // The next look will do; the strip under the menu says when the server cannot be reached.
      }
    }
    lookAgain();
  }

  function follow({ body: detail, etag: version }) {
    const before = { ...draft.detail, version: versionOf(seen) };
    seen = version;
    const unsaved = draft.size;
    const refused = refusal;
    draft.follow(detail);
    settle(version);
    // The answer to a save may have been lost on its way.
    const saved = draft.size < unsaved;
    refusal = saved ? null : refused;
    // A clash is told where it is settled; nothing of it has been shown yet.
    if (versionOf(version) !== before.version && clashes.length === 0) {
      sayWho(before, detail, saved);
    }
    explanation.forget();
    overdue = true;
    drawTitle();
    drawStanding();
    drawBar();
  }

  function sayWho(before, now, saved) {
    const theirs = now.edits.filter((edit) => !before.edits.some((each) => same(each, edit)));
    const others = theirs.filter((edit) => edit.editedBy !== person.user);
    const named = others.length > 0 ? others : theirs;
    const fields = [...new Set(named.map((edit) => fieldLabel(edit.field)))].join("、");
    tell(
      others.length > 0
        ? t("follow.person", { who: others[0].editedBy, fields })
        : theirs.length > 0
          ? t(saved ? "save.done" : "follow.own", { fields })
          : t("follow.somebody"),
    );
  }

  /** Shows the new values in the part that is open, as soon as nobody is busy in it. */
  function refreshPanel() {
    const panel = body.querySelector('[role="tabpanel"]');
    if (overdue && panel && !panel.contains(document.activeElement) && !panel.querySelector(OPENED)) {
      overdue = false;
      const scrolled = body.scrollTop;
      fill(panel, PANELS[tab]());
      body.scrollTop = scrolled;
    }
  }

  const stopListening = onUnsavedElsewhere(productNo, (kept) => {
    if (draft !== null && versionOf(kept.etag) === versionOf(etag)) {
      draft.restore(kept);
      draft.tell(null, "");
    }
  });
  const onConnection = ({ detail: reached }) => {
    if (draft !== null && draft.size > 0 && !saving) {
      refusal = t(reached ? "save.reached" : "save.offline");
      drawBar();
    }
  };
  addEventListener("connection", onConnection);
  dialog.closed.then(() => {
    clearTimeout(timer);
    stopListening();
    removeEventListener("connection", onConnection);
  });

  function drawTitle() {
    const detail = draft.detail;
    // While the menu 操作 is in use it stays; a later look draws what there is.
    titleOverdue = title.querySelector("details[open]") !== null;
    if (titleOverdue) {
      return;
    }
    const focused = ["[role=switch]", "summary"].find((each) => document.activeElement && title.querySelector(each) === document.activeElement);
    fill(
      title,
      picture(detail.imageUrl, "medium"),
      h(
        "div",
        { class: "sheet-names" },
        h("h2", {}, detail.title || t("list.untitled")),
        h(
          "p",
          { class: "sheet-facts" },
          h("span", { class: "code" }, detail.productNo),
          stateMark(standingOf(detail)),
          detail.queue && h("span", { class: "muted" }, outlook(detail.queue)),
          detail.remoteStatus && detail.remoteStatus !== "ACTIVATE" && standingOf(detail) !== "stopped" && h("span", { class: "mark warn" }, t("remote.also", { status: remoteWord(detail.remoteStatus) })),
          detail.marks.map((mark) => h("span", { class: "mark warn" }, t(`mark.${mark}`))),
          detail.remoteProductId && h("span", { class: "muted" }, t("detail.remote", { id: detail.remoteProductId })),
          productLink(detail),
          buyersLink(detail),
          futureshopLink(detail),
          h("span", { class: "muted" }, detail.publishedAt ? t("detail.published", { at: ago(detail.publishedAt) }) : t("list.never-sent")),
        ),
      ),
      h(
        "div",
        { class: "sheet-switch" },
        h("span", { "aria-hidden": "true" }, t("list.selected")),
        toggle({
          on: detail.selected,
          label: t("list.select", { name: detail.title || detail.productNo }),
          change: async (on) => {
            const answer = await api.selectProduct(productNo, on);
            // The sheet keeps the version it was opened with: what others corrected meanwhile has not been shown here.
            draft.detail = { ...draft.detail, selected: answer.body.selected };
            changed();
          },
        }),
        actionsMenu(detail, taken),
      ),
    );
    if (focused) {
      title.querySelector(focused)?.focus();
    }
  }

  function taken(answer) {
    take(answer);
    changed();
  }

  /** Takes a correction of the history back; what is typed and not saved stays, and a version that nobody saw is refused. */
  async function undo(patch) {
    try {
      taken(await api.editProduct(productNo, patch, etag));
      tell(t("history.undone"));
    } catch (failure) {
      complain(failure);
    }
  }

  function remoteWord(status) {
    const key = `remote.${status}`;
    return known(key) ? t(key) : status;
  }

  function drawBody() {
    const detail = draft.detail;
    const tabs = {
      content: t("detail.content"),
      skus: t("detail.skus", { n: Object.keys(detail.skus).length }),
      preview: t("detail.preview"),
      history: t("detail.history"),
    };
    const panel = h("div", { role: "tabpanel", id: freshId("panel"), tabindex: "-1" });
    const list = h("div", { role: "tablist", class: "sheet-tabs", "aria-label": t("detail.tabs") });
    const choose = (name, focus) => {
      tab = name;
      for (const each of list.children) {
        const on = each.dataset.tab === name;
        each.setAttribute("aria-selected", String(on));
        each.tabIndex = on ? 0 : -1;
        if (on) {
          panel.setAttribute("aria-labelledby", each.id);
          if (focus) {
            each.focus();
          }
        }
      }
      fill(panel, PANELS[name]());
    };
    fill(
      list,
      Object.entries(tabs).map(([name, label]) =>
        h("button", { type: "button", role: "tab", id: freshId("tab"), "aria-controls": panel.id, dataset: { tab: name }, on: { click: () => choose(name, false) } }, label),
      ),
    );
    list.addEventListener("keydown", (event) => {
      const names = Object.keys(tabs);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        choose(names[(names.indexOf(tab) + step + names.length) % names.length], true);
      }
    });
    fill(body, standing(detail), list, panel);
    choose(tab, false);
    overdue = false;
  }

  function drawStanding() {
    const there = body.querySelector(".standing");
    const now = standing(draft.detail);
    if (there && there.innerHTML !== now.innerHTML) {
      there.replaceWith(now);
    }
  }

  /** Why the product stands where it does, and what to do: before everything else. */
  function standing(detail) {
    const lines = [
      clashes.length > 0 &&
        h(
          "div",
          { class: "callout bad", role: "status" },
          h("p", {}, t("clash.text", { fields: [...new Set(clashes.map(({ field }) => fieldLabel(field)))].join("、") })),
          h("div", { class: "actions" }, button(t("clash.show"), { look: "small", on: { click: conflict } })),
        ),
      detail.stateReason &&
        detail.lacks.length === 0 &&
        h(
          "div",
          { class: detail.state === "excluded" ? "callout" : "callout bad" },
          h("p", {}, said(detail.stateReason)),
          reviewReasons(detail),
          h("div", { class: "actions" }, reasonLink(detail.stateCode) ?? (detail.state === "rejected" && productLink(detail)), checkButton(detail, taken), overwriteButton(detail, taken), reviewAgainButton(detail, taken)),
        ),
      detail.lacks.length > 0 &&
        h(
          "div",
          { class: "callout warn" },
          h("p", {}, h("strong", {}, t("lacks.title", { n: detail.lacks.length }))),
          h(
            "ul",
            {},
            detail.lacks.map((lack) => h("li", {}, h("button", { type: "button", class: "link", on: { click: () => goTo(lack) } }, said(lack.sentence)))),
          ),
        ),
      detail.notes.length > 0 &&
        h(
          "div",
          { class: "callout", "data-notes": "" },
          h("p", {}, h("strong", {}, t("notes.title"))),
          h("ul", {}, detail.notes.map((note) => h("li", {}, said(note.sentence)))),
        ),
      detail.missing && h("div", { class: "callout bad" }, h("p", {}, t(`mark.missing-${detail.missing.toLowerCase()}`), " ", t("missing.text"))),
      detail.drift && h("div", { class: "callout warn" }, h("p", {}, t("drift.text", { at: moment(detail.remoteReadAt) })), detail.drifted.length > 0 && h("ul", {}, detail.drifted.map((each) => h("li", {}, t("drift.field", { name: said(each.name), sent: each.sent, shown: each.shown }))))),
      detail.sourceChanged && h("div", { class: "callout warn" }, h("p", {}, t("changed.somewhere"))),
      tiktokOnly(detail, draft),
    ];
    return h("div", { class: "standing" }, lines);
  }

  function goTo(lack) {
    const wanted = lack.skuNo || topOf(lack.field) === "skus" ? "skus" : "content";
    body.querySelector(`[data-tab="${wanted}"]`).click();
    const field = body.querySelector(`[data-field="${CSS.escape(topOf(lack.field))}"]`);
    const line = lack.skuNo && body.querySelector(`[data-line="${CSS.escape(lack.skuNo)}"]`);
    const cell = line && body.querySelector(`[data-line="${CSS.escape(lack.skuNo)}"] [data-cell="${CSS.escape(lack.field.split(".").at(-1))}"]`);
    (cell || line || field)?.scrollIntoView({ block: "center" });
    const inputs = "input:not([disabled]), textarea, select, .field-value button";
    (cell || (line || field || body).querySelector(`[aria-invalid="true"]`) || (line || field || body).querySelector(inputs))?.focus();
  }

  const PANELS = {
    content: () => {
      const about = (field, more = {}) => ({ draft, explanation, field, ...more });
      const further = productFields().filter(({ field, form }) => form in BY_FORM && !(field in ON_THE_PAGE));
      return h(
        "div",
        { class: "fields" },
        proposals(productNo, draft),
        Object.entries(ON_THE_PAGE).map(([field, control]) => control(about(field, { demands, suggestion: () => categorySuggestion(productNo, draft) }))),
        further.map(({ field, form }) => BY_FORM[form](about(field))),
      );
    },
    skus: () => skuTable({ draft, explanation }),
    preview: () => h("div", {}, draft.detail.remoteProductId && versions(productNo), preview(productNo, draft)),
    history: () => history(draft, undo),
  };

  const named = ({ field, skuNo, part }) => {
    const about = [skuNo, part && t(`size.${part}`)].filter(Boolean).join(" ");
    return `${fieldLabel(field)}${about && t("save.of", { about })}`;
  };

  function drawBar() {
    const size = draft.size;
    const changed = [...draft.list(), ...draft.unreadList()].map(({ field }) => fieldLabel(field));
    bar.hidden = size === 0 && !saving;
    fill(
      bar,
      refusal && h("p", { class: "save-refusal", role: "alert" }, icon("warn"), h("span", {}, refusal)),
      h("p", { role: "status" }, h("strong", {}, t("save.changes", { n: size })), " ", h("span", { class: "muted" }, [...new Set(changed)].join("、"))),
      h("span", { class: "spacer" }),
      button(t("save.clear"), { disabled: saving, on: { click: () => (draft.clear(), drawBody()) } }),
      place.position()?.next && button(t("save.next"), { look: "", iconName: "right", disabled: saving, on: { click: saveAndGo } }),
      button(saving ? t("save.saving") : t("save.do"), { look: "primary", iconName: "check", disabled: saving, on: { click: save } }),
    );
  }

  /** Says beside 保存する why nothing was saved, and goes where it can be put right. */
  function refuse(why, at) {
    refusal = why;
    drawBar();
    if (at) {
      goTo(at);
    } else {
      bar.querySelector(".primary")?.focus();
    }
  }

  /** 保存して次へ: which one is next is looked up before, because what is saved may leave the list. */
  async function saveAndGo() {
    const neighbour = await place.neighbour(1).catch(() => null);
    if ((await save()) && neighbour) {
      place.show(neighbour);
    }
  }

  /** Saves; answers whether it is saved. */
  async function save() {
    const unread = draft.unreadList();
    if (unread.length > 0) {
      refuse(t("save.unread", { fields: unread.map(named).join("、") }), unread[0]);
      return false;
    }
    saving = true;
    refusal = null;
    drawBar();
    try {
      const answer = await api.editProduct(productNo, draft.patch(), etag);
      saving = false;
      forgetUnsaved(productNo);
      take(answer);
      tell(t("save.done"));
      changed();
      return true;
    } catch (failure) {
      saving = false;
      if (failure.status === 412) {
        drawBar();
        await conflict();
      } else {
        const sku = failure.field?.startsWith("skus.") ? failure.field.split(".")[1] : null;
        refuse(t("save.refused", { why: failure.message }), failure.field && { field: failure.field, skuNo: sku });
      }
      return false;
    }
  }

  async function conflict() {
    try {
      const latest = await api.showProduct(productNo);
      const keep = await resolveConflict(draft, new Draft(latest.body));
      if (keep === null) {
        return;
      }
      forgetUnsaved(productNo);
      take(latest, keep);
      if (keep.length > 0) {
        await save();
      } else {
        changed();
      }
    } catch (failure) {
      refuse(t("save.refused", { why: failure.message }), null);
    }
  }

  drawSteps();
  load();
  return { productNo, placed: () => (drawSteps(), draft && drawBar()), close: () => dialog.element.open && dialog.close(), closed: dialog.closed };
}

