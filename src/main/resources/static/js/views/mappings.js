/**
 * The rules that make listings, as 概況 shows them: the version in force, why changed files are not used, what another
 * version would change in the whole catalogue, and for the operator putting it in force or back.
 */

import * as api from "../api.js";
import { button, fill, freshId, h, icon } from "../dom.js";
import { fieldLabel } from "../fields.js";
import { count, moment } from "../format.js";
import { confirmed, openDialog } from "../parts/dialog.js";
import { complain, tell } from "../parts/toast.js";
import { write } from "../router.js";
import { said, t } from "../words.js";

const SHORT = 12;
const LONGEST_VALUE = 400;
const LONGEST_FINDINGS = 50;

/** The card for 概況; `update` takes the version of the newest status. */
export function mappingsCard(person) {
  const element = h("section", { class: "card" });
  let list = null;
  let version = null;
  let failure = null;

  async function load() {
    try {
      list = await api.mappings();
      failure = null;
    } catch (problem) {
      failure = problem;
    }
    draw();
  }

  function draw() {
    const current = list?.items.find((each) => each.inForce);
    fill(
      element,
      h("h2", {}, t("overview.rules")),
      h(
        "dl",
        { class: "facts" },
        h("dt", {}, t("overview.mapping")),
        h("dd", {}, code(list?.inForce ?? version)),
        current?.activatedAt && [h("dt", {}, t("mapping.since")), h("dd", {}, since(current))],
      ),
      failure && h("p", { class: "bad-text" }, failure.message),
      list?.refused.length > 0 &&
        h("div", { class: "callout bad" }, h("p", {}, h("strong", {}, t("mapping.refused", { version: short(list.inForce) }))), findings(list.refused)),
      list?.emptyTables &&
        h(
          "div",
          { class: "callout warn" },
          h("p", {}, said(list.emptyTables.sentence)),
          h(
            "ul",
            { class: "findings" },
            list.emptyTables.tables.map((table) => h("li", {}, h("span", { class: "code" }, table.file), h("p", { class: "code" }, table.columns.join(", ")))),
          ),
        ),
      list && list.ofFiles && list.ofFiles !== list.inForce && h("p", { class: "callout warn" }, t("mapping.files-differ", { version: short(list.ofFiles) })),
      button(t("mapping.open"), { on: { click: () => versions(person, load) } }),
    );
  }

  draw();
  load();
  return {
    element,
    update(newest) {
      if (version !== null && newest !== version) {
        load();
      }
      version = newest;
    },
    reload: load,
  };
}

const short = (version) => (version ?? "").slice(0, SHORT);
const code = (version) => h("span", { class: "code", title: version }, short(version));
const since = (item) => t("mapping.by", { at: moment(item.activatedAt), who: item.activatedBy === "files" ? t("mapping.by-files") : item.activatedBy });

/** What is wrong, each with its place and what to do. */
export function findings(list) {
  return h(
    "ul",
    { class: "findings" },
    list.slice(0, LONGEST_FINDINGS).map((finding) =>
      h(
        "li",
        {},
        h("span", { class: "code" }, `${finding.file}:${finding.line}:${finding.column}`),
        finding.level === "warning" && [" ", h("span", { class: "mark warn" }, t("mapping.warning"))],
        h("p", { class: "as-written" }, said(finding.sentence)),
        h("p", {}, said(finding.remedy)),
      ),
    ),
    list.length > LONGEST_FINDINGS && h("li", {}, t("mapping.more", { n: count(list.length - LONGEST_FINDINGS) })),
  );
}

/** The window with every kept version, and a place to try files. */
async function versions(person, reload) {
  const host = h("div");
  const inputId = freshId("mapping-files");
  const chosen = h("input", { type: "file", id: inputId, multiple: true, accept: ".csv,.yaml,.json", class: "input" });
  const answer = h("div", { "aria-live": "polite" });
  openDialog({
    title: t("mapping.title"),
    look: "wide",
    body: [
      h("p", {}, t("mapping.text")),
      h(
        "section",
        { class: "callout" },
        h("label", { for: inputId }, h("strong", {}, t("mapping.try"))),
        h("p", { class: "muted" }, t("mapping.try-text")),
        chosen,
        h("p", {}, button(t("mapping.try-do"), { look: "primary", on: { click: tryFiles } })),
        answer,
      ),
      host,
    ],
  });
  await draw();

  async function draw() {
    fill(host, h("p", { class: "muted" }, t("loading")));
    try {
      const list = await api.mappings();
      fill(host, table(list));
    } catch (failure) {
      fill(host, h("p", { class: "bad-text" }, failure.message));
    }
  }

  function table(list) {
    return h(
      "div",
      { class: "table-frame" },
      h(
        "table",
        { class: "plain" },
        h("caption", { class: "unseen" }, t("mapping.title")),
        h(
          "thead",
          {},
          h("tr", {}, ["mapping.version", "mapping.kept", "mapping.last-used", "mapping.effect"].map((key) => h("th", { scope: "col" }, t(key)))),
        ),
        h(
          "tbody",
          {},
          list.items.map((item) =>
            h(
              "tr",
              {},
              h(
                "td",
                {},
                code(item.version),
                h("div", { class: "marks" }, item.inForce && h("span", { class: "mark" }, t("mapping.in-force")), item.ofFiles && h("span", { class: "mark" }, t("mapping.of-files"))),
              ),
              h("td", {}, moment(item.storedAt)),
              h("td", {}, item.activatedAt ? since(item) : "—"),
              h(
                "td",
                {},
                !item.inForce &&
                  button(t("mapping.look"), { look: "small", "aria-label": `${short(item.version)} ${t("mapping.look")}`, on: { click: (event) => look(event.currentTarget, { version: item.version }, item.version) } }),
              ),
            ),
          ),
        ),
      ),
    );
  }

  async function tryFiles(event) {
    const pressed = event.currentTarget;
    if (chosen.files.length === 0) {
      fill(answer, h("p", { class: "bad-text" }, t("mapping.none-chosen")));
      chosen.focus();
      return;
    }
    const files = {};
    for (const file of chosen.files) {
      files[pathOf(file.name)] = await contentOf(file);
    }
    await look(pressed, { files }, null);
  }

  /** Asks for the effect and shows it; `version` is null as long as nobody keeps the files. */
  async function look(pressed, wanted, version) {
    pressed.disabled = true;
    fill(answer, h("p", { class: "muted" }, t("mapping.comparing")));
    try {
      const report = await api.previewMapping(wanted);
      fill(answer);
      if (await effect(report, person.operator)) {
        await use(wanted, version, report.brake);
      }
    } catch (failure) {
      if (failure.body?.findings) {
        fill(answer, h("div", { class: "callout bad" }, h("p", {}, t("mapping.not-usable")), findings(failure.body.findings)));
      } else {
        fill(answer, h("p", { class: "bad-text" }, failure.message));
      }
    } finally {
      pressed.disabled = false;
    }
  }

  async function use(wanted, version, brake) {
    try {
      const wantedVersion = version ?? (await api.keepMapping(wanted.files)).version;
      await api.activateMapping(wantedVersion, brake?.excess ? { listings: brake.listings, prices: brake.prices } : undefined);
      tell(t("mapping.activated", { version: short(wantedVersion) }));
    } catch (failure) {
      complain(failure);
    }
    await Promise.all([draw(), reload()]);
  }
}

/** Where a file of that name belongs below mappings/. */
function pathOf(name) {
  if (name.endsWith(".csv")) {
    return `lookups/${name}`;
  }
  return name.endsWith(".schema.json") ? `shapes/${name}` : name;
}

/** UTF-8 as text, everything else (Shift_JIS) byte for byte. */
async function contentOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
  }
}

/** The window with the effect; true when the operator wants the version used. */
async function effect(report, operator) {
  const dialog = openDialog({
    title: t("mapping.effect-title", { version: short(report.versionAfter) }),
    look: "wide",
    body: [...notUsable(report), ...effectOf(report)],
    actions: [
      button(t("close"), { on: { click: () => dialog.close(false) } }),
      report.usable &&
        (operator
          ? button(t("mapping.use"), { look: "primary", on: { click: async () => (await sure(report)) && dialog.close(true) } })
          : h("p", { class: "muted" }, t("mapping.ask-operator"))),
    ].filter(Boolean),
  });
  return (await dialog.closed) === true;
}

/** Why the version cannot be used as it is; nothing when it can. */
export function notUsable(report) {
  return report.usable
    ? []
    : [h("div", { class: "callout bad" }, h("p", {}, h("strong", {}, t("mapping.cases-fail"))), findings(report.findings.filter((each) => each.level === "error")))];
}

/** The effect of a version: in the listings and in what is sent of them, then product by product. */
export function effectOf(report) {
  const requests = report.further;
  return [
    sums(report),
    byField(report),
    requests && h("h3", {}, t("mapping.requests")),
    requests && h("p", { class: "muted" }, t("mapping.requests-text")),
    requests && sums(requests),
    requests && byField(requests),
    examples("mapping.each", report, true),
    requests && examples("mapping.each-request", requests, false),
  ].filter(Boolean);
}

function examples(title, report, open) {
  return (
    report.examples.length > 0 &&
    h(
      "details",
      { open },
      h("summary", {}, t(title)),
      report.examples.map(example),
      report.changed > report.examples.length && h("p", { class: "muted" }, t("mapping.more", { n: count(report.changed - report.examples.length) })),
    )
  );
}

function sure(report) {
  return confirmed({
    title: t("mapping.use"),
    body: [t("mapping.sure", { changed: count(report.changed), products: count(report.products) }), (report.becomeIncomplete > 0 || report.failing > 0) && h("p", { class: "callout warn" }, t("mapping.sure-incomplete", { n: count(report.becomeIncomplete + report.failing) })), report.brake?.excess && h("p", { class: "callout bad" }, said(report.brake.excess))].filter(Boolean),
    yes: report.brake?.excess ? t("mapping.use-much", { listings: count(report.brake.listings), prices: count(report.brake.prices) }) : t("mapping.use"),
  });
}

function sums(report) {
  const line = (key, number, bad) => [h("dt", {}, t(`mapping.${key}`)), h("dd", { class: bad && number > 0 ? "bad-text" : null }, t("mapping.n", { n: count(number) }))];
  return h(
    "div",
    {},
    report.changed === 0 && h("p", { class: "callout good" }, t("mapping.nothing-changes")),
    h(
      "dl",
      { class: "facts" },
      line("products", report.products),
      line("changed", report.changed),
      line("become-incomplete", report.becomeIncomplete, true),
      report.becomeSkipped > 0 && line("become-skipped", report.becomeSkipped, true),
      line("become-complete", report.becomeComplete),
      report.failing > 0 && line("failing", report.failing, true),
      report.mendedFailures > 0 && line("mended", report.mendedFailures),
    ),
  );
}

function byField(report) {
  const fields = Object.entries(report.changedByField).sort((a, b) => b[1] - a[1]);
  return (
    fields.length > 0 &&
    h(
      "table",
      { class: "plain" },
      h("caption", {}, t("mapping.by-field")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("mapping.field")), h("th", { scope: "col", class: "num" }, t("mapping.products")))),
      h(
        "tbody",
        {},
        fields.map(([field, number]) => h("tr", {}, h("td", {}, label(field)), h("td", { class: "num" }, count(number)))),
      ),
    )
  );
}

function example(change) {
  const before = new Set(change.lacksBefore.map((lack) => lack.ja));
  const after = new Set(change.lacksAfter.map((lack) => lack.ja));
  const gained = change.lacksAfter.filter((lack) => !before.has(lack.ja));
  const lost = change.lacksBefore.filter((lack) => !after.has(lack.ja));
  return h(
    "section",
    {},
    h("h3", {}, h("a", { class: "roomy", href: write("products", { q: change.key }), target: "_blank" }, change.key)),
    change.changes.length > 0 &&
      h(
        "table",
        { class: "plain" },
        h("caption", { class: "unseen" }, change.key),
        h("thead", {}, h("tr", {}, ["mapping.field", "mapping.before", "mapping.after"].map((key) => h("th", { scope: "col" }, t(key))))),
        h(
          "tbody",
          {},
          change.changes.map((field) => h("tr", {}, h("td", {}, label(field.field)), h("td", {}, value(field.before)), h("td", {}, value(field.after)))),
        ),
      ),
    change.failsAfter && h("p", { class: "bad-text" }, icon("warn"), " ", said(change.failsAfter)),
    gained.map((lack) => h("p", { class: "bad-text" }, icon("warn"), " ", said(lack))),
    lost.map((lack) => h("p", { class: "muted" }, icon("check"), " ", t("mapping.mended-lack", { lack: said(lack) }))),
  );
}

/** A field's path in the reader's words, `skus[0].price` as SKU 1 › 価格. */
function label(path) {
  const words = [];
  for (const part of path.split(/[.[]/)) {
    if (/^\d+\]$/.test(part)) {
      words[words.length - 1] += ` ${Number.parseInt(part, 10) + 1}`;
    } else if (part !== "]") {
      words.push(fieldLabel(part));
    }
  }
  return h("span", { title: path }, words.join(" › "));
}

function value(given) {
  if (given === undefined || given === null || given === "") {
    return h("span", { class: "muted" }, t("mapping.no-value"));
  }
  const text = typeof given === "object" ? JSON.stringify(given) : String(given);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
