/** CSVの取り込み: what the file would change and what is wrong with it, line by line, and then the import. */

import * as api from "../../api.js";
import { button, fill, freshId, h } from "../../dom.js";
import { fieldLabel } from "../../fields.js";
import { count } from "../../format.js";
import { openDialog } from "../../parts/dialog.js";
import { complain } from "../../parts/toast.js";
import { said, t } from "../../words.js";
import { short, table } from "./changes.js";

const SHOWN_CHANGES = 50;
const SHOWN_FINDINGS = 200;

/** Opens the window; `done` is called when something was imported. */
export function importSheet({ done }) {
  const outcome = h("div", { class: "outcome", role: "status" });
  const foot = h("div", { class: "actions" });
  const fileId = freshId("file");
  let file = null;
  let foretold = null;
  let skip = false;
  let busy = false;

  const input = h("input", { type: "file", id: fileId, class: "input", accept: ".csv,text/csv", on: { change: () => choose(input.files[0] ?? null) } });
  const chooser = h(
    "div",
    { class: "bulk-edit" },
    h("div", { class: "bulk-line" }, h("label", { for: fileId }, t("sheet.file")), input),
    h("p", { class: "muted" }, t("sheet.rules")),
  );
  const dialog = openDialog({
    title: t("sheet.import"),
    look: "wide",
    body: [chooser, outcome],
    actions: [foot],
    mayClose: async () => !busy,
  });

  function drawFoot() {
    const wrong = foretold?.wrongLines ?? 0;
    const may = foretold && foretold.changed > 0 && (wrong === 0 || skip);
    fill(
      foot,
      button(t("cancel"), { disabled: busy, on: { click: () => dialog.close() } }),
      foretold && foretold.changed > 0 && button(t("sheet.do", { n: count(foretold.changed) }), { look: "primary", iconName: "check", disabled: busy || !may, on: { click: apply } }),
    );
  }

  async function ask(dryRun, waiting) {
    busy = true;
    fill(outcome, h("p", { class: "muted" }, waiting));
    drawFoot();
    try {
      return await api.importSheet(file, { dryRun, skipErrors: skip });
    } catch (failure) {
      fill(outcome);
      complain(failure);
      return null;
    } finally {
      busy = false;
      drawFoot();
    }
  }

  async function choose(chosen) {
    file = chosen;
    foretold = null;
    skip = false;
    if (file === null) {
      fill(outcome);
      drawFoot();
      return;
    }
    foretold = await ask(true, t("sheet.looking"));
    if (foretold) {
      drawForetold();
      drawFoot();
    }
  }

  function drawForetold() {
    const skipId = freshId("skip");
    const box = h("input", { type: "checkbox", id: skipId, on: { change: () => ((skip = box.checked), drawFoot()) } });
    fill(
      outcome,
      h("h3", {}, t("bulk-edit.foretold")),
      sums(foretold),
      foretold.wrongLines > 0 &&
        h(
          "div",
          { class: "callout bad" },
          h("p", {}, t("sheet.wrong", { n: count(foretold.wrongLines) })),
          foretold.changed > 0 && h("div", { class: "choice" }, box, h("label", { for: skipId }, t("sheet.skip"))),
        ),
      foretold.wrongLines === 0 && foretold.changed === 0 && h("p", {}, t("sheet.nothing")),
      findings(foretold),
      changes(foretold),
    );
  }

  async function apply() {
    const answer = await ask(false, t("sheet.doing"));
    if (answer) {
      done();
      fill(chooser);
      fill(outcome, h("h3", {}, t("sheet.done", { n: count(answer.changed) })), sums(answer), findings(answer));
      fill(foot, button(t("close"), { look: "primary", on: { click: () => dialog.close() } }));
      foot.querySelector("button").focus();
    } else {
      drawForetold();
    }
  }

  drawFoot();
  input.focus();
}

function sums(result) {
  const all = [
    ["lines", result.lines],
    ["changed", result.changed],
    ["changedValues", result.changedValues],
    ["wrongLines", result.wrongLines],
    ["lacking", result.lacking],
    ["completed", result.completed],
  ];
  return [
    h(
      "ul",
      { class: "tally" },
      all.map(([name, n]) => h("li", { class: `tally-${name === "wrongLines" ? "refused" : name}${n ? "" : " none"}` }, h("span", { class: "sum-number" }, count(n)), h("span", {}, t(`sheet.sum-${name}`)))),
    ),
    h("p", { class: "muted" }, t("sheet.charset", { charset: result.charset })),
  ];
}

function findings(result) {
  return (
    result.findings.length > 0 &&
    table(
      t("sheet.findings", { n: count(result.totalFindings) }),
      [t("sheet.line"), t("sheet.column"), t("list.product-no"), t("sheet.cell"), t("changes.outcome"), t("publish.reason")],
      result.findings.slice(0, SHOWN_FINDINGS).map((finding) =>
        h(
          "tr",
          {},
          h("td", { class: "num" }, finding.line > 0 ? count(finding.line) : "—"),
          h("td", {}, finding.letter && h("span", { class: "code" }, finding.letter, " "), finding.column ?? "—"),
          h("td", { class: "code" }, finding.productNo ?? "—"),
          h("td", {}, finding.cell === null ? "—" : short(finding.cell)),
          h("td", {}, h("span", { class: `mark ${finding.level === "error" ? "bad" : "warn"}` }, t(`sheet.${finding.level}`))),
          h("td", {}, said(finding.reason)),
        ),
      ),
    )
  );
}

function changes(result) {
  return (
    result.changes.length > 0 &&
    table(
      t("changes.table", { n: count(Math.min(SHOWN_CHANGES, result.changes.length)) }),
      [t("sheet.line"), t("list.product-no"), t("list.title"), t("changes.field"), t("changes.before"), t("changes.after")],
      result.changes.slice(0, SHOWN_CHANGES).map((change) =>
        h(
          "tr",
          {},
          h("td", { class: "num" }, count(change.line)),
          h("td", { class: "code" }, change.productNo, change.skuNo && [" / ", change.skuNo]),
          h("td", {}, change.title || t("list.untitled")),
          h("td", {}, fieldLabel(change.column)),
          h("td", {}, short(change.before)),
          h("td", {}, short(change.after), change.reverts && [" ", h("span", { class: "muted" }, t("changes.reverts"))]),
        ),
      ),
    )
  );
}
