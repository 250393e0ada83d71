/** 概況: the one line that adds up, and what stands behind it. */

import * as api from "../api.js";
import { arrange, button, fill, h, icon } from "../dom.js";
import { ago, count, duration, moment } from "../format.js";
import { ask, currentStatus, refreshFromShop } from "../jobs.js";
import { openDialog } from "../parts/dialog.js";
import { STANDINGS, stateMark } from "../parts/state.js";
import { complain, tell } from "../parts/toast.js";
import { write } from "../router.js";
import { said, t } from "../words.js";
import { findings, mappingsCard } from "./mappings.js";
import { rehearsalCard } from "./rehearsal.js";
import { setUpCard } from "./setup.js";
import { todayCard } from "./today.js";
import { undescribedCard } from "./undescribed.js";

const STAGES = ["intake", "publishing", "review"];

export function open(root, query, { person }) {
  const host = h("div");
  const setUp = setUpCard();
  const today = todayCard();
  const rules = mappingsCard(person);
  const rehearsal = rehearsalCard();
  const undescribed = undescribedCard();
  fill(root, h("div", { class: "view-head" }, h("h1", {}, t("menu.overview"))), host);

  function draw(status) {
    if (!status) {
      fill(host, h("p", { class: "muted" }, t("loading")));
      return;
    }
    arrange(host, [routeFiles(status), setUp.element, today.element, line(status), h("div", { class: "cards" }, states(status), intake(status), sending(status), stages(status), rules.element, rehearsal.element, undescribed.element)].filter(Boolean));
    setUp.update(status);
    today.update(status);
    rules.update(status.mappingVersion);
  }

  /** Why edited route files are not what runs; nothing when they are. */
  function routeFiles(status) {
    return (
      status.routeFiles.length > 0 &&
      h("section", { class: "callout bad" }, h("p", {}, h("strong", {}, t("overview.route-files"))), findings(status.routeFiles))
    );
  }

  /** 対象 N = 成功 a + 販売停止中 s + 待ち b + 審査中 c + 要対応 d + 不明 e, each part leading to just its products. */
  function line(status) {
    const part = (key, number, query, look) =>
      h(
        "a",
        { class: `sum-part ${look}${number === 0 ? " none" : ""}`, href: write("products", { selected: "true", ...query }) },
        h("span", { class: "sum-number" }, count(number)),
        h("span", {}, t(`sum.${key}`)),
      );
    const sign = (text) => h("span", { class: "sum-sign", "aria-hidden": "true" }, text);
    return h(
      "section",
      { class: "sum", "aria-label": said(status.summary) },
      part("selected", status.selected, {}, ""),
      sign("="),
      part("live", status.live, { state: "live", only: "on-sale" }, "state-live"),
      status.stopped > 0 && [sign("+"), part("stopped", status.stopped, { state: "live", only: "stopped" }, "state-stopped")],
      sign("+"),
      part("waiting", status.waiting, { state: "waiting" }, "state-waiting"),
      sign("+"),
      part("in-review", status.inReview, { state: "in-review" }, "state-in-review"),
      sign("+"),
      part("attention", status.refused, { only: "attention" }, "state-rejected"),
      sign("+"),
      part("unknown", status.unknown, { state: "unknown-outcome" }, "state-unknown-outcome"),
      status.excluded > 0 && [sign("+"), part("excluded", status.excluded, { state: "excluded" }, "state-excluded")],
    );
  }

  function card(title, ...children) {
    return h("section", { class: "card" }, h("h2", {}, title), children);
  }

  function states(status) {
    const known = Object.fromEntries(status.states.map((each) => [each.state, each]));
    const { products = 0, selected = 0, stopped = 0, stoppedSelected = 0 } = known.live ?? {};
    known.live = { products: products - stopped, selected: selected - stoppedSelected };
    known.stopped = { products: stopped, selected: stoppedSelected };
    return card(
      t("overview.states"),
      h(
        "table",
        { class: "plain" },
        h("caption", { class: "unseen" }, t("overview.states")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("list.state")), h("th", { scope: "col", class: "num" }, t("overview.products")), h("th", { scope: "col", class: "num" }, t("overview.selected")))),
        h(
          "tbody",
          {},
          STANDINGS.map(({ name, query }) =>
            h(
              "tr",
              {},
              h("td", {}, h("a", { class: "plain-link", href: write("products", query) }, stateMark(name))),
              h("td", { class: "num" }, count(known[name]?.products ?? 0)),
              h("td", { class: "num" }, count(known[name]?.selected ?? 0)),
            ),
          ),
          h("tr", { class: "total" }, h("td", {}, t("state.all")), h("td", { class: "num" }, count(status.products)), h("td", { class: "num" }, count(status.selected))),
        ),
      ),
    );
  }

  function facts(...lines) {
    return h(
      "dl",
      { class: "facts" },
      lines.filter(Boolean).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
    );
  }

  function when(instant) {
    return instant ? h("time", { datetime: instant, title: moment(instant) }, `${moment(instant)}（${ago(instant)}）`) : t("overview.never");
  }

  function intake(status) {
    const { run, completeUntil, lagSeconds, fullScanAt, nextAt } = status.intake;
    return card(
      t("overview.intake"),
      facts(
        [t("overview.last-run"), run ? when(run.finishedAt ?? run.startedAt) : t("overview.never")],
        run && [t("overview.result"), run.status === "running" ? t("intake.running") : [t(`run.${run.status}`), " ", t("intake.counts", { pages: count(run.pages), products: count(run.products), changed: count(run.changed), failed: count(run.failed) })]],
        run?.message && [t("overview.message"), h("span", { class: "bad-text" }, said(run.message))],
        [t("overview.complete-until"), completeUntil ? [when(completeUntil), lagSeconds !== null && lagSeconds > 7200 && h("span", { class: "mark warn" }, t("overview.lag", { time: duration(lagSeconds) }))] : t("overview.never")],
        [t("overview.full-scan"), when(fullScanAt)],
        nextAt && [t("overview.next"), when(nextAt)],
      ),
      button(t("intake.start"), { iconName: "refresh", on: { click: refreshFromShop } }),
    );
  }

  function sending(status) {
    const quota = status.quota;
    return card(
      t("overview.sending"),
      facts(
        quota && [t("overview.quota"), t("overview.quota-used", { used: count(quota.used), created: count(quota.created) })],
        [t("overview.limit"), status.listingLimitUntil ? h("span", { class: "bad-text" }, said(status.listingLimitReason), " ", t("overview.limit-reached", { at: moment(status.listingLimitUntil) })) : t("overview.limit-free")],
        status.hour && [
          t("overview.hour"),
          [
            t("overview.hour-used", { n: count(status.hour.perHour), used: count(status.hour.used) }),
            status.hour.goesOnAt && h("p", { class: "bad-text" }, t("overview.hour-spent", { at: moment(status.hour.goesOnAt) })),
            status.hour.lastAt && h("p", { class: "muted" }, t("overview.hour-last", { at: moment(status.hour.lastAt) })),
          ],
        ],
        [t("menu.dead-letters"), status.deadLetters > 0 ? h("a", { href: write("dead-letters") }, t("overview.letters", { n: count(status.deadLetters) })) : t("overview.no-letters")],
      ),
    );
  }

  function stages(status) {
    return card(
      t("overview.stages"),
      h(
        "ul",
        { class: "stages" },
        STAGES.map((stage) => {
          const pause = status.pauses.find((each) => each.stage === stage);
          return h(
            "li",
            {},
            icon(pause ? "stop" : "check"),
            h(
              "div",
              { class: pause ? "bad-text" : null },
              h("strong", {}, t(`stage.${stage}`)),
              " ",
              pause ? t("stage.stands") : t("stage.runs"),
              pause && h("p", {}, said(pause.reason)),
              pause && h("p", { class: "muted" }, t("pause.by", { who: pause.pausedBy, at: moment(pause.pausedAt) })),
            ),
            person.operator &&
              (pause
                ? button(t("pause.resume"), { look: "small primary", "aria-label": `${t(`stage.${stage}`)} ${t("pause.resume")}`, on: { click: () => resume(stage) } })
                : button(t("pause.do"), { look: "small", "aria-label": `${t(`stage.${stage}`)} ${t("pause.do")}`, on: { click: () => pauseStage(stage) } })),
          );
        }),
      ),
    );
  }

  async function resume(stage) {
    try {
      await api.resume(stage);
      tell(t("pause.resumed", { stage: t(`stage.${stage}`) }));
    } catch (failure) {
      complain(failure);
    }
    ask();
  }

  async function pauseStage(stage) {
    const reason = h("input", { class: "input", id: "pause-reason", maxlength: "1000", autocomplete: "off" });
    const dialog = openDialog({
      title: t("pause.title", { stage: t(`stage.${stage}`) }),
      body: [h("p", {}, t("pause.text")), h("label", { for: "pause-reason" }, t("pause.reason")), reason],
      actions: [
        button(t("cancel"), { on: { click: () => dialog.close() } }),
        button(t("pause.do"), {
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
      await api.pause(stage, given);
      tell(t("pause.done", { stage: t(`stage.${stage}`) }));
    } catch (failure) {
      complain(failure);
    }
    ask();
  }

  const onStatus = (event) => draw(event.detail);
  addEventListener("status", onStatus);
  draw(currentStatus());
  ask();
  return { update: () => {}, leave: () => (today.leave(), rehearsal.leave(), removeEventListener("status", onStatus)) };
}
