/** 取り込み・送信エラー: failures by cause, what to do about them, what a replay would come to, and the replay itself. */

import * as api from "../api.js";
import { button, fill, h, icon } from "../dom.js";
import { ago, count, moment } from "../format.js";
import { confirmed, openDialog } from "../parts/dialog.js";
import { pager } from "../parts/pager.js";
import { complain, tell } from "../parts/toast.js";
import { write } from "../router.js";
import { known, said, t } from "../words.js";

const WATCHING = 2000;
const SIZE = 50;

export function open(root, query, { person, go }) {
  let filter = new URLSearchParams(query);
  let groups = { items: [], total: 0 };
  let letters = { items: [], total: 0, page: 0, size: SIZE };
  let replaying = null;
  let timer = 0;
  let turn = 0;
  let left = false;
  const ticked = new Set();

  const statuses = h("div", { class: "tabs", role: "group", "aria-label": t("dead.status-filter") });
  const causes = h("div", { class: "causes" });
  const progress = h("div");
  const exporting = h("a", { class: "button plain", download: "", title: t("dead.export-hint") }, icon("download"), t("sheet.export"));
  const list = h("section", { "aria-label": t("dead.letters") });
  fill(
    root,
    h("div", { class: "view-head" }, h("h1", {}, t("menu.dead-letters")), h("p", { class: "muted" }, t("dead.intro")), h("div", { class: "actions" }, exporting)),
    statuses,
    progress,
    causes,
    list,
  );

  const chosenStatus = () => filter.get("status") ?? "open";
  const inGroup = () => filter.has("code");
  /** The group in view as the API takes it. */
  const group = () => ({ stage: filter.get("stage"), code: filter.get("code") });

  function change(changes) {
    const next = new URLSearchParams(filter);
    next.delete("page");
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") {
        next.delete(name);
      } else {
        next.set(name, value);
      }
    }
    go(next);
  }

  async function load() {
    turn += 1;
    const mine = turn;
    try {
      const [all, page] = await Promise.all([
        api.deadLetterGroups({ status: chosenStatus() }),
        inGroup() ? api.deadLetters({ status: chosenStatus(), ...group(), page: filter.get("page"), size: SIZE }) : null,
      ]);
      if (mine !== turn) {
        return;
      }
      groups = all;
      letters = page ?? { items: [], total: 0, page: 0, size: SIZE };
      draw();
    } catch (failure) {
      complain(failure);
    }
  }

  function draw() {
    exporting.href = api.errorSheetAddress({ status: chosenStatus(), ...group() });
    drawStatuses();
    drawProgress();
    if (inGroup()) {
      fill(causes);
      drawLetters();
    } else {
      drawCauses();
      fill(list);
    }
  }

  function drawStatuses() {
    const focused = statuses.contains(document.activeElement) ? [...statuses.children].indexOf(document.activeElement) : -1;
    fill(
      statuses,
      ["open", "resolved", "discarded"].map((status) =>
        h(
          "button",
          { type: "button", class: "tab", "aria-pressed": String(chosenStatus() === status), on: { click: () => change({ status: status === "open" ? null : status, code: null, stage: null }) } },
          t(`dead.status.${status}`),
          chosenStatus() === status && !inGroup() && h("span", { class: "tab-count" }, count(groups.total)),
        ),
      ),
    );
    statuses.children[focused]?.focus();
  }

  // ---- by cause ----

  function drawCauses() {
    fill(
      causes,
      groups.items.length === 0
        ? h("div", { class: "empty table-frame" }, icon("check"), h("p", {}, t(`dead.none.${chosenStatus()}`)))
        : groups.items.map(cause),
    );
  }

  function cause(each) {
    const outlook = h("p", { class: "outlook", role: "status" });
    const choice = { filter: { stage: each.stage, code: each.code } };
    return h(
      "article",
      { class: "cause" },
      h("div", { class: "cause-count" }, h("strong", {}, count(each.count)), h("span", {}, t("dead.items"))),
      h(
        "div",
        { class: "cause-text" },
        h(
          "p",
          { class: "cause-facts" },
          h("span", { class: `mark ${KIND_LOOK[each.kind] ?? ""}` }, kindWord(each.kind)),
          h("span", { class: "muted" }, t(`stage.${each.stage}`)),
          h("span", { class: "muted code" }, each.code),
          h("span", { class: "muted" }, t("dead.since", { first: ago(each.firstAt), last: ago(each.lastAt) })),
        ),
        h("h2", { class: "cause-message" }, said(each.message)),
        h("p", { class: "muted" }, t(known(`dead.todo.${each.kind}`) ? `dead.todo.${each.kind}` : "dead.todo.unexpected")),
        outlook,
      ),
      h(
        "div",
        { class: "cause-actions" },
        h("a", { class: "button", href: write("dead-letters", { status: filter.get("status"), stage: each.stage, code: each.code }) }, t("dead.see")),
        chosenStatus() === "open" && [
          button(t("dead.forecast"), { on: { click: () => foretell(choice, outlook) } }),
          person.operator && button(t("dead.replay-all"), { look: "primary", on: { click: () => replay(choice, each.count) } }),
        ],
      ),
    );
  }

  async function foretell(choice, host) {
    fill(host, h("span", { class: "muted" }, t("dead.foretelling")));
    try {
      fill(host, forecastLines(await api.forecast(choice)));
    } catch (failure) {
      fill(host);
      complain(failure);
    }
  }

  function forecastLines(found) {
    return [
      h(
        "strong",
        { class: found.passing === found.examined && found.examined > 0 ? "good-text" : null },
        t("dead.outlook", { passing: count(found.passing), examined: count(found.examined) }),
      ),
      found.chosen > found.examined && h("span", { class: "muted" }, ` ${t("dead.outlook-part", { chosen: count(found.chosen) })}`),
      found.reasons.length > 0 &&
        h(
          "span",
          { class: "outlook-reasons" },
          found.reasons.slice(0, 5).map((reason) => h("span", {}, t("dead.outlook-reason", { n: count(reason.count), reason: said(reason.message) }))),
        ),
    ];
  }

  // ---- letter by letter ----

  function drawLetters() {
    const open = chosenStatus() === "open";
    for (const id of [...ticked]) {
      if (!letters.items.some((letter) => letter.id === id)) {
        ticked.delete(id);
      }
    }
    const outlook = h("p", { class: "outlook", role: "status" });
    const all = h("input", {
      type: "checkbox",
      "aria-label": t("list.tick-page"),
      ".checked": letters.items.length > 0 && ticked.size === letters.items.length,
      on: {
        change: () => {
          ticked.clear();
          if (all.checked) {
            letters.items.forEach((letter) => ticked.add(letter.id));
          }
          drawLetters();
        },
      },
    });
    fill(
      list,
      h(
        "div",
        { class: "view-head" },
        h("a", { href: write("dead-letters", { status: filter.get("status") }) }, `← ${t("dead.back")}`),
        h("span", { class: "muted code" }, filter.get("code")),
        open &&
          h(
            "div",
            { class: "actions" },
            h("span", { role: "status" }, t("bulk.ticked", { n: count(ticked.size) })),
            button(t("dead.forecast"), { disabled: ticked.size === 0, on: { click: () => foretell({ ids: [...ticked] }, outlook) } }),
            person.operator && button(t("dead.replay"), { look: "primary", disabled: ticked.size === 0, on: { click: () => replay({ ids: [...ticked] }, ticked.size) } }),
          ),
      ),
      outlook,
      h(
        "div",
        { class: "table-frame" },
        h(
          "table",
          { class: "letters" },
          h("caption", { class: "unseen" }, t("dead.letters")),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              open && h("th", { scope: "col", class: "col-tick" }, all),
              ["list.product-no", "dead.message", "dead.attempts", "dead.last", "dead.status"].map((key) => h("th", { scope: "col" }, t(key))),
              h("th", { scope: "col" }, h("span", { class: "unseen" }, t("dead.actions"))),
            ),
          ),
          h("tbody", {}, letters.items.map((letter) => row(letter, open))),
        ),
      ),
      h("div", { class: "list-foot" }, pager(letters, (page) => go({ ...Object.fromEntries(filter), page }))),
    );
  }

  function row(letter, open) {
    const tick = h("input", {
      type: "checkbox",
      "aria-label": t("list.tick", { name: letter.productNo }),
      ".checked": ticked.has(letter.id),
      disabled: letter.status !== "parked",
      on: {
        change: () => {
          if (tick.checked) {
            ticked.add(letter.id);
          } else {
            ticked.delete(letter.id);
          }
          drawLetters();
        },
      },
    });
    return h(
      "tr",
      {},
      open && h("td", { class: "col-tick" }, tick),
      h("td", {}, /^\?[0-9a-f]{12}$/.test(letter.productNo) ? h("span", { class: "code" }, letter.productNo) : h("a", { class: "code", href: write("products", { open: letter.productNo }) }, letter.productNo)),
      h("td", {}, said(letter.message), letter.closedReason && h("p", { class: "muted" }, t("dead.closed", { who: letter.closedBy, reason: letter.closedReason }))),
      h("td", { class: "num" }, count(letter.attempts)),
      h("td", {}, h("time", { datetime: letter.lastAt, title: moment(letter.lastAt) }, ago(letter.lastAt))),
      h("td", {}, h("span", { class: `mark ${letter.status === "resolved" ? "good" : ""}` }, t(`dead.is.${letter.status}`))),
      h(
        "td",
        { class: "row-actions" },
        h("button", { type: "button", class: "link", "aria-label": t("dead.details-of", { name: letter.productNo }), on: { click: () => details(letter) } }, t("dead.details")),
        open && letter.status === "parked" && person.operator && h("button", { type: "button", class: "link", "aria-label": t("dead.discard-of", { name: letter.productNo }), on: { click: () => discard(letter) } }, t("dead.discard")),
      ),
    );
  }

  async function details(letter) {
    try {
      const whole = await api.deadLetter(letter.id);
      const text = typeof whole.snapshot === "string" ? whole.snapshot : JSON.stringify(whole.snapshot, null, 2);
      const dialog = openDialog({
        title: t("dead.details-of", { name: whole.productNo }),
        look: "wide",
        body: [
          h("p", {}, said(whole.message)),
          h(
            "dl",
            { class: "compare" },
            facts(whole).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
          ),
          h("p", { class: whole.forecast.passes ? "callout good" : "callout warn" }, whole.forecast.passes ? t("dead.would-pass") : `${t("dead.would-fail")} ${said(whole.forecast.message)}`),
          whole.snapshot !== null && [h("h3", {}, t("dead.snapshot")), h("pre", { class: "raw", tabindex: "0", role: "region", "aria-label": t("dead.snapshot") }, text)],
        ].flat(),
        actions: [button(t("close"), { look: "primary", on: { click: () => dialog.close() } })],
      });
    } catch (failure) {
      complain(failure);
    }
  }

  function facts(letter) {
    return [
      [t("dead.code"), h("span", { class: "code" }, letter.code)],
      [t("dead.kind"), kindWord(letter.kind)],
      [t("dead.route"), h("span", { class: "code" }, letter.routeId)],
      [t("dead.attempts"), count(letter.attempts)],
      [t("dead.first"), moment(letter.firstAt)],
      [t("dead.last"), moment(letter.lastAt)],
      letter.requestIds.length > 0 && [t("dead.requests"), h("span", { class: "code" }, letter.requestIds.join(", "))],
      letter.mappingVersion && [t("overview.mapping"), h("span", { class: "code" }, letter.mappingVersion.slice(0, 12))],
    ].filter(Boolean);
  }

  async function discard(letter) {
    const reason = h("textarea", { class: "input", rows: "3", id: "discard-reason", maxlength: "1000" });
    const dialog = openDialog({
      title: t("dead.discard-of", { name: letter.productNo }),
      body: [h("p", {}, t("dead.discard-text")), h("label", { for: "discard-reason" }, t("dead.discard-reason")), reason],
      actions: [
        button(t("cancel"), { on: { click: () => dialog.close() } }),
        button(t("dead.discard"), {
          look: "danger",
          on: {
            click: () => {
              if (reason.value.trim()) {
                dialog.close(reason.value.trim());
              } else {
                reason.setAttribute("aria-invalid", "true");
                reason.focus();
              }
            },
          },
        }),
      ],
    });
    reason.focus();
    const given = await dialog.closed;
    if (!given) {
      return;
    }
    try {
      await api.discard(letter.id, given);
      tell(t("dead.discarded"));
    } catch (failure) {
      complain(failure);
    }
    load();
  }

  // ---- replay and its progress ----

  async function replay(choice, number) {
    let found = null;
    try {
      found = await api.forecast(choice);
    } catch (failure) {
      complain(failure);
      return;
    }
    const sure = await confirmed({
      title: t("dead.replay-title", { n: count(number) }),
      body: [h("p", { class: "outlook" }, forecastLines(found)), t("dead.replay-text")],
      yes: t("dead.replay"),
    });
    if (!sure) {
      return;
    }
    try {
      const started = await api.replay(choice);
      ticked.clear();
      replaying = { total: started.replaying, open: started.replaying, still: 0 };
      watch();
    } catch (failure) {
      complain(failure);
    }
    load();
  }

  /** Follows the letters under way until none is left. */
  async function watch() {
    clearTimeout(timer);
    if (left || !replaying) {
      return;
    }
    try {
      const under = await api.deadLetters({ status: "replaying", size: 1 });
      replaying.open = Math.min(replaying.total, under.total);
      if (under.total === 0) {
        const parked = await api.deadLetterGroups({ status: "parked" });
        tell(t("dead.replayed", { n: count(replaying.total), left: count(parked.total) }));
        replaying = null;
        await load();
        return;
      }
    } catch {
      // Asked again below.
    }
    drawProgress();
    timer = setTimeout(watch, WATCHING);
  }

  function drawProgress() {
    fill(
      progress,
      replaying &&
        h(
          "div",
          { class: "callout" },
          h("p", { role: "status" }, t("dead.replaying", { done: count(replaying.total - replaying.open), total: count(replaying.total) })),
          h("progress", { "aria-label": t("dead.replay"), max: Math.max(1, replaying.total), value: replaying.total - replaying.open }),
        ),
    );
  }

  async function resumeWatching() {
    try {
      const under = await api.deadLetters({ status: "replaying", size: 1 });
      if (under.total > 0) {
        replaying = { total: under.total, open: under.total };
        watch();
      }
    } catch {
      // The list itself tells what is wrong.
    }
  }

  load();
  resumeWatching();
  return {
    update: (next) => {
      filter = new URLSearchParams(next);
      ticked.clear();
      load();
    },
    leave: () => {
      left = true;
      clearTimeout(timer);
    },
  };
}

const KIND_LOOK = { refused: "warn", mapping: "warn", misconfigured: "bad", unexpected: "bad", "unknown-outcome": "odd" };

function kindWord(kind) {
  return known(`kind.${kind}`) ? t(`kind.${kind}`) : kind;
}
