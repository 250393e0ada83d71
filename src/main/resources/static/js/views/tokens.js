/** APIトークン, for the operator: what programs may come in by, made, shown once, and ended. */

import * as api from "../api.js";
import { button, fill, freshId, h, icon } from "../dom.js";
import { count, moment } from "../format.js";
import { confirmed, openDialog } from "../parts/dialog.js";
import { pager } from "../parts/pager.js";
import { complain, tell } from "../parts/toast.js";
import { t } from "../words.js";
import { table } from "./products/changes.js";

const SCOPES = ["read", "edit", "publish"];
const DAYS = [30, 90, 180, 365, 730];

export function open(root, query, { person }) {
  const host = h("div", { class: "tokens" }, h("p", { class: "muted" }, t("loading")));
  let page = 0;
  fill(
    root,
    h(
      "div",
      { class: "view-head" },
      h("h1", {}, t("menu.tokens")),
      person.operator && h("div", { class: "actions" }, button(t("tokens.make"), { look: "primary", on: { click: make } })),
    ),
    h("p", { class: "muted" }, t("tokens.text")),
    host,
  );

  async function load() {
    try {
      draw(await api.tokens({ page }));
    } catch (failure) {
      fill(host, h("p", { class: "callout bad" }, failure.message));
    }
  }

  function draw(list) {
    if (list.total === 0) {
      fill(host, h("p", { class: "callout" }, t("tokens.none")));
      return;
    }
    fill(
      host,
      table(
        t("tokens.table", { n: count(list.total) }),
        ["name", "scope", "shops", "state", "used", "made-at", "do"].map((name) => t(`tokens.${name}`)),
        list.items.map(row),
      ),
      pager(list, (to) => {
        page = to;
        load();
      }),
    );
  }

  function row(token) {
    return h(
      "tr",
      { dataset: { token: token.id } },
      h("th", { scope: "row" }, token.name),
      h("td", {}, t(`tokens.scope.${token.scope}`)),
      h("td", {}, token.shops ? token.shops.join(t("tokens.and")) : t("tokens.every-shop")),
      h("td", {}, state(token)),
      h("td", {}, token.usedAt ? moment(token.usedAt) : t("tokens.never")),
      h("td", {}, moment(token.madeAt), h("br"), h("span", { class: "muted" }, token.madeBy)),
      h(
        "td",
        {},
        token.valid &&
          button(t("tokens.end"), { look: "small", "aria-label": t("tokens.end-one", { name: token.name }), on: { click: () => end(token) } }),
      ),
    );
  }

  function state(token) {
    if (token.endedAt) {
      return [h("span", { class: "mark bad" }, t("tokens.ended")), h("br"), h("span", { class: "muted" }, t("tokens.ended-by", { at: moment(token.endedAt), who: token.endedBy }))];
    }
    return [
      token.valid ? h("span", { class: "mark good" }, t("tokens.valid")) : h("span", { class: "mark warn" }, t("tokens.expired")),
      h("br"),
      h("span", { class: "muted" }, t("tokens.until", { at: moment(token.expiresAt) })),
    ];
  }

  async function end(token) {
    if (!(await confirmed({ title: t("tokens.end-one", { name: token.name }), body: [t("tokens.end-text")], yes: t("tokens.end"), look: "danger" }))) {
      return;
    }
    try {
      await api.endToken(token.id);
      tell(t("tokens.end-done", { name: token.name }));
    } catch (failure) {
      complain(failure);
    }
    load();
  }

  async function make() {
    const wanted = await form(person.shops);
    if (wanted) {
      page = 0;
      load();
      await showOnce(wanted);
    }
  }

  load();
  return { update: () => {} };
}

/** Asks what the token is for; answers the made token, or nothing when the person thought better of it. */
async function form(shops) {
  const ids = Object.fromEntries(["name", "days", "refused"].map((part) => [part, freshId(`token-${part}`)]));
  const name = h("input", { class: "input", id: ids.name, required: true, maxlength: "100", autocomplete: "off", "aria-describedby": ids.refused });
  const days = h("select", { class: "select", id: ids.days }, DAYS.map((each) => h("option", { value: each, selected: each === 365 }, t("tokens.days", { n: each }))));
  const scopes = SCOPES.map((scope, index) => h("input", { type: "radio", name: "scope", value: scope, ".checked": index === 0 }));
  const chosen = shops.map((shop) => h("input", { type: "checkbox", value: shop, ".checked": true }));
  const refused = h("p", { id: ids.refused, class: "bad-text", role: "alert" });
  const submit = async (event) => {
    event.preventDefault();
    const marked = chosen.filter((box) => box.checked).map((box) => box.value);
    fill(refused);
    if (shops.length > 1 && marked.length === 0) {
      fill(refused, t("tokens.no-shop"));
      return;
    }
    try {
      dialog.close(
        await api.makeToken({
          name: name.value,
          scope: scopes.find((scope) => scope.checked).value,
          expiresInDays: Number(days.value),
          ...(marked.length < shops.length && { shops: marked }),
        }),
      );
    } catch (failure) {
      fill(refused, failure.message);
      name.focus();
    }
  };
  const formId = freshId("token-form");
  const dialog = openDialog({
    title: t("tokens.make"),
    body: [
      h(
        "form",
        { id: formId, class: "token-form", on: { submit } },
        h("label", { for: ids.name }, t("tokens.name-label")),
        name,
        h("p", { class: "muted" }, t("tokens.name-hint")),
        h(
          "fieldset",
          {},
          h("legend", {}, t("tokens.scope")),
          SCOPES.map((scope, index) => h("label", { class: "choice" }, scopes[index], h("span", {}, h("strong", {}, t(`tokens.scope.${scope}`)), " ", t(`tokens.scope-text.${scope}`)))),
        ),
        h("label", { for: ids.days }, t("tokens.days-label")),
        days,
        shops.length > 1 &&
          h("fieldset", {}, h("legend", {}, t("tokens.shops")), shops.map((shop, index) => h("label", { class: "choice" }, chosen[index], h("span", {}, shop)))),
        refused,
      ),
    ],
    actions: [button(t("cancel"), { on: { click: () => dialog.close() } }), h("button", { type: "submit", form: formId, class: "button primary" }, t("tokens.make-do"))],
  });
  name.focus();
  return dialog.closed;
}

/** The secret, which nobody can ask for again. */
async function showOnce({ token, secret }) {
  const id = freshId("token-secret");
  const field = h("input", { class: "input code", id, readonly: true, value: secret, on: { focus: (event) => event.target.select() } });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      fill(copied, icon("check"), " ", t("tokens.copied"));
    } catch {
      field.focus();
      fill(copied, t("tokens.copy-by-hand"));
    }
  };
  const copied = h("p", { role: "status" });
  const dialog = openDialog({
    title: t("tokens.made", { name: token.name }),
    body: [
      h("p", { class: "callout warn" }, h("strong", {}, t("tokens.once"))),
      h("label", { for: id }, t("tokens.secret")),
      field,
      copied,
      h("p", { class: "muted" }, t("tokens.use")),
      h("pre", { class: "code" }, "Authorization: Bearer fstb_…"),
    ],
    actions: [button(t("tokens.copy"), { look: "primary", on: { click: copy } }), button(t("close"), { on: { click: () => dialog.close() } })],
  });
  await dialog.closed;
}
