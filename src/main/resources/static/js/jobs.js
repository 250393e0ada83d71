/**
 * What goes on in the background, shown in a strip under the menu: an intake or a publishing run with its progress, stages
 * that stand still, an authorization that ends.
 * It is asked of the server, so it survives a reload and shows what others have started.
 */

import * as api from "./api.js";
import { button, fill, h, icon } from "./dom.js";
import { count, duration, moment } from "./format.js";
import { reasonLink } from "./links.js";
import { complain, tell } from "./parts/toast.js";
import { write } from "./router.js";
import { daysLeft, WARN_DAYS } from "./views/authorization.js";
import { said, t } from "./words.js";

const QUIET = 15000;
const LIVELY = 4000;
const BUSY = 1000;

/** Why stages stand still once TikTok Shop is no longer authorised. */
const AUTHORIZATION_ENDED = new Set(["TIKTOK_NOT_AUTHORIZED", "TIKTOK_AUTHORIZATION_REVOKED"]);
/** No answer at all, or one of a proxy that got none. */
const UNREACHED = new Set([0, 502, 503, 504]);

let timer = 0;
let reader = { operator: false };
let latest = null;
let answeredAt = null;
let unreachable = false;
let followed = null;
let dismissed = null;
let asking = null;
let publishing = null;
let publishingTimer = 0;

/** Starts asking; tells the views by the events `status` (the newest status) and `intake-finished`. */
export function watch(person) {
  reader = person;
  document.addEventListener("visibilitychange", () => !document.hidden && ask());
  addEventListener("words", draw);
  addEventListener("offline", ask);
  addEventListener("online", ask);
  resumePublishing();
  return ask();
}

/** The newest status of the shop in view; null until the first answer. */
export function currentStatus() {
  return latest;
}

/** Asks for the status now, after something was changed. */
export function ask() {
  clearTimeout(timer);
  asking ??= once().finally(() => {
    asking = null;
    if (!document.hidden) {
      timer = setTimeout(ask, latest?.intake?.run?.status === "running" ? BUSY : unreachable || moving() ? LIVELY : QUIET);
    }
  });
  return asking;
}

/** Whether products are on their way, so that the list changes without anybody here doing anything. */
function moving() {
  return latest !== null && (latest.waiting > 0 || latest.inReview > 0 || latest.unknown > 0);
}

async function once() {
  try {
    const status = await api.status();
    latest = status.shops.find((shop) => shop.shop === api.chosenShop()) ?? status.shops[0] ?? null;
    if (latest) {
      latest.routeFiles = status.routeFiles;
    }
    answeredAt = new Date();
    connection(true);
  } catch (failure) {
    // Views show their own failures; that nothing answers concerns them all.
    if (UNREACHED.has(failure.status)) {
      connection(false);
    }
    return;
  }
  const run = latest?.intake?.run;
  if (run?.status === "running") {
    followed = run.id;
  } else if (run && followed === run.id) {
    followed = null;
    dispatchEvent(new CustomEvent("intake-finished", { detail: run }));
  }
  draw();
  dispatchEvent(new CustomEvent("status", { detail: latest }));
}

/** Tells the views, by the event `connection`, when the server stops or begins to answer. */
function connection(reached) {
  if (reached !== unreachable) {
    return;
  }
  unreachable = !reached;
  if (reached) {
    tell(t("offline.over"));
  }
  draw();
  dispatchEvent(new CustomEvent("connection", { detail: reached }));
}

function offline() {
  return (
    unreachable &&
    h(
      "div",
      { class: "notice bad", role: "alert" },
      icon("warn"),
      h("p", {}, h("strong", {}, t("offline.title")), " ", t("offline.text"), answeredAt && ` ${t("offline.since", { at: moment(answeredAt) })}`),
      button(t("offline.again"), { look: "small", on: { click: ask } }),
    )
  );
}

/** [情報を更新する]: starts a run or joins the one that is under way. */
export async function refreshFromShop() {
  const already = latest?.intake?.run?.status === "running" ? latest.intake.run.id : null;
  try {
    const run = await api.startIntake();
    followed = run.id;
    dismissed = null;
    tell(run.id === already ? t("intake.joined") : t("intake.started"));
    await ask();
  } catch (failure) {
    complain(failure);
  }
}

function draw() {
  fill(document.getElementById("notices"), offline(), authorization(), pauses(), intake(), sending());
}

function authorization() {
  const state = latest?.authorization;
  if (!state) {
    return null;
  }
  const days = daysLeft(state);
  if (state.authorized && (days === null || days > WARN_DAYS)) {
    return null;
  }
  return h(
    "div",
    { class: `notice ${state.authorized ? "warn" : "bad"}`, role: "status" },
    icon("warn"),
    h("p", {}, state.authorized ? t("auth.expires-soon", { n: Math.max(0, days) }) : t(state.revoked ? "auth.revoked" : "auth.none")),
    h("a", { class: "button small", href: write("authorization") }, t("menu.authorization")),
  );
}

/** Pauses of one cause are one banner; what the end of the authorization stopped is told by the banner of that. */
function causesOfPauses() {
  const causes = new Map();
  for (const pause of latest?.pauses ?? []) {
    if (latest.authorization && !latest.authorization.authorized && AUTHORIZATION_ENDED.has(pause.code)) {
      continue;
    }
    const cause = JSON.stringify([pause.code, pause.reason]);
    causes.set(cause, [...(causes.get(cause) ?? []), pause]);
  }
  return [...causes.values()];
}

function pauses() {
  return causesOfPauses().map((together) => {
    const pause = together[0];
    return h(
      "div",
      { class: "notice warn", role: "status" },
      icon("warn"),
      h(
        "p",
        {},
        h("strong", {}, t("pause.stands", { stage: together.map(({ stage }) => t(`stage.${stage}`)).join("・") })),
        " ",
        said(pause.reason),
        pause.until && ` ${t("pause.until", { at: moment(pause.until) })}`,
      ),
      reasonLink(pause.code),
      reader.operator
        ? button(t("pause.resume"), { look: "small", on: { click: () => together.forEach(({ stage }) => resume(stage)) } })
        : h("span", { class: "muted" }, t("pause.ask-operator")),
    );
  });
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

function intake() {
  const run = latest?.intake?.run;
  if (!run || run.id === dismissed) {
    return null;
  }
  if (run.status === "running") {
    return h(
      "section",
      { class: "notice job", "aria-label": t("intake.title") },
      icon("refresh"),
      h(
        "div",
        { class: "job-text" },
        h("strong", {}, t("intake.running")),
        h("span", { class: "job-counts" }, counts(run)),
        h(
          "span",
          { class: "muted" },
          run.remainingSeconds === null ? t(`intake.phase.${run.phase}`) : t("intake.remaining", { time: duration(run.remainingSeconds) }),
        ),
        run.message && h("span", { class: "bad-text" }, said(run.message)),
      ),
      h("progress", { "aria-label": t("intake.title"), max: run.percent === null ? null : 100, value: run.percent }),
    );
  }
  const recent = run.finishedAt && Date.now() - new Date(run.finishedAt).getTime() < 120000;
  if (run.status === "failed" || (recent && run.requestedBy !== "schedule")) {
    return h(
      "section",
      { class: `notice ${run.status === "failed" ? "bad" : "good"}`, "aria-label": t("intake.title") },
      icon(run.status === "failed" ? "warn" : "check"),
      h(
        "p",
        {},
        h("strong", {}, t(`intake.${run.status}`)),
        " ",
        run.status === "failed" ? said(run.message) : counts(run),
        run.failed > 0 && [" ", h("a", { href: write("dead-letters") }, t("intake.see-failed"))],
      ),
      button(t("close"), { look: "plain small", on: { click: () => ((dismissed = run.id), draw()) } }),
    );
  }
  return null;
}

function counts(run) {
  return t("intake.counts", {
    pages: count(run.pages),
    products: count(run.products),
    changed: count(run.changed),
    failed: count(run.failed),
  });
}

// ---- a publishing run; its number is remembered, so that a reload goes on following it ----

const REMEMBERED = "publishing-run";

function remembered(value) {
  try {
    if (value === undefined) {
      return JSON.parse(sessionStorage.getItem(REMEMBERED));
    }
    sessionStorage.setItem(REMEMBERED, JSON.stringify(value));
  } catch {
    // Without storage the run is followed until the page is left.
  }
  return null;
}

/** Follows a publishing run until it is over. */
export function followPublishing(run) {
  publishing = run;
  remembered({ shop: run.shop, id: run.id });
  draw();
  clearTimeout(publishingTimer);
  publishingTimer = setTimeout(askPublishing, BUSY);
}

function resumePublishing() {
  const known = remembered();
  if (known?.id) {
    publishing = { ...known, status: "unknown" };
    askPublishing();
  }
}

async function askPublishing() {
  const id = publishing?.id;
  if (!id) {
    return;
  }
  try {
    const run = await api.publishingRun(id);
    if (publishing?.id !== id) {
      return;
    }
    publishing = run;
    draw();
    dispatchEvent(new CustomEvent("publishing-progress", { detail: run }));
  } catch (failure) {
    if (failure.status === 404) {
      publishing = null;
      remembered(null);
      draw();
      return;
    }
  }
  if (publishing?.status !== "done") {
    publishingTimer = setTimeout(askPublishing, 2 * BUSY);
  }
}

function sending() {
  const run = publishing;
  if (!run || run.total === undefined) {
    return null;
  }
  const done = run.status === "done";
  const text = t("publish.counts", { sent: count(run.sent), waiting: count(run.waiting), refused: count(run.refused), unknown: count(run.unknown) });
  return h(
    "section",
    { class: `notice job${done ? (run.refused > 0 ? " warn" : " good") : ""}`, "aria-label": t("publish.title") },
    icon(done ? (run.refused > 0 ? "warn" : "check") : "send"),
    h(
      "div",
      { class: "job-text" },
      h("strong", {}, t(done ? "publish.done" : "publish.running", { total: count(run.total) })),
      h("span", { class: "job-counts" }, text),
      run.refused > 0 && h("a", { href: write("products", { selected: "true", only: "attention" }) }, t("publish.see-refused")),
    ),
    done
      ? button(t("close"), {
          look: "plain small",
          on: {
            click: () => {
              publishing = null;
              remembered(null);
              draw();
            },
          },
        })
      : h("progress", { "aria-label": t("publish.title"), max: 100, value: run.percent }),
  );
}
