/**
 * The public REST API, as the page uses it. A request that is not done throws a {@link Problem}.
 */

import { known, language, t } from "./words.js";

/** How long an answer may take, in milliseconds; what changes much at once may take as long as the server lets it. */
const PATIENCE = 60_000;
const LONG_PATIENCE = 660_000;

/** Why a request was not done; `message` is a sentence for the person. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? withoutWords(status));
    this.status = status;
    this.code = body.code ?? `HTTP_${status}`;
    this.field = body.field ?? null;
    this.body = body;
  }
}

/** What a status means where no sentence came with it, as from a proxy before the server. */
function withoutWords(status) {
  const key = `answer.${status}`;
  return t(known(key) ? key : status >= 500 ? "answer.failed" : "answer.refused", { status });
}

let shop = null;
let leaving = false;

/** Says that the person is signing out, so that the end of the session is no surprise. */
export function leave() {
  leaving = true;
}

/** Names the shop in every later request; needed only where several are configured. */
export function useShop(key) {
  shop = key;
}

export function chosenShop() {
  return shop;
}

/** The session's token, which every change has to carry; by https the cookie's name has a prefix. */
export function token() {
  const cookies = document.cookie.split("; ");
  const cookie = ["__Host-XSRF-TOKEN=", "XSRF-TOKEN="].map((name) => cookies.find((part) => part.startsWith(name))).find(Boolean);
  return cookie ? decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1)) : "";
}

/** The address of an operation, for links and downloads. */
export function address(path, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, shop })) {
    if (value !== null && value !== undefined && value !== "") {
      parameters.set(name, value);
    }
  }
  const text = parameters.toString();
  return `/api/${path}${text ? `?${text}` : ""}`;
}

async function read(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.includes("json")) {
    // An empty answer names no type; a page where an answer should be is somebody else's.
    return response.ok && type !== "" ? Promise.reject(new Problem(0, { code: "PAGE_NO_ANSWER", detail: t("answer.unreadable") })) : null;
  }
  try {
    return await response.json();
  } catch (failure) {
    if (response.ok) {
      throw failure.name === "AbortError" ? failure : new Problem(0, { code: "PAGE_NO_ANSWER", detail: t("answer.unreadable") });
    }
    return null;
  }
}

/**
 * One exchange.
 *
 * @returns {Promise<{body: any, etag: string|null, status: number}>}
 */
export async function send(method, path, { query, json, body, type, etag, known, signal } = {}) {
  const headers = { Accept: "application/json", "Accept-Language": language() };
  if (json !== undefined) {
    headers["Content-Type"] = type ?? "application/json";
  } else if (type) {
    headers["Content-Type"] = type;
  }
  if (etag) {
    headers["If-Match"] = etag;
  }
  if (known) {
    headers["If-None-Match"] = known;
  }
  if (method !== "GET") {
    headers["X-XSRF-TOKEN"] = token();
  }
  const waiting = new AbortController();
  const leave = () => waiting.abort();
  signal?.addEventListener("abort", leave);
  let late = false;
  const timer = setTimeout(() => ((late = true), waiting.abort()), method === "POST" ? LONG_PATIENCE : PATIENCE);
  try {
    const response = await fetch(address(path, query), {
      method,
      headers,
      body: json === undefined ? body : JSON.stringify(json),
      signal: waiting.signal,
      credentials: "same-origin",
      cache: "no-store",
    });
    if (response.status === 401 && leaving) {
    return new Promise(() => {});
  }
  if (response.status === 401) {
      remember(location.hash);
      location.assign("/login.html?ended");
      return new Promise(() => {});
    }
    if (response.status === 304) {
      return { body: null, etag: response.headers.get("ETag"), status: 304 };
    }
    const answer = await read(response);
    if (!response.ok) {
      throw new Problem(response.status, answer ?? {});
    }
    return { body: answer, etag: response.headers.get("ETag"), status: response.status };
  } catch (failure) {
    if (failure instanceof Problem || (failure.name === "AbortError" && !late)) {
      throw failure;
    }
    throw new Problem(0, late ? { code: "PAGE_TIMEOUT", detail: t(method === "GET" ? "answer.late" : "answer.late-change") } : { code: "PAGE_NO_CONNECTION", detail: t("answer.none") });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
  }
}

function remember(hash) {
  try {
    sessionStorage.setItem("return-to", hash);
  } catch {
    // Without storage the person starts at the list, nothing else is lost.
  }
}

/** The address in the page that was open when the session ended; told once. */
export function rememberedHash() {
  try {
    const hash = sessionStorage.getItem("return-to");
    sessionStorage.removeItem("return-to");
    return hash;
  } catch {
    return null;
  }
}

const get = async (path, options) => (await send("GET", path, options)).body;
/**
 * The address of a product's operation. Browsers and firewalls rewrite or refuse `/`, `;`, `%`, `\\` and `..` in a path even
 * when they are percent-encoded, so every byte that needs it is written with `~` instead, which no product number holds.
 */
export const product = (productNo, rest = "") =>
  `products/${encodeURIComponent(productNo.replaceAll("~", "~7E")).replaceAll("%", "~").replace(/^\./, "~2E")}${rest}`;

export const session = () => get("session");
export const fields = () => get("fields");
export const status = (signal) => get("status", { signal });

export const products = (query, signal) => get("products", { query, signal });
export const showProduct = (productNo) => send("GET", product(productNo));
/** The product, unless it is still what `known` names: the status is 304 then. */
export const lookAtProduct = (productNo, known, signal) => send("GET", product(productNo), { known, signal });
export const editProduct = (productNo, patch, etag) =>
  send("PATCH", product(productNo), { json: patch, type: "application/merge-patch+json", etag });
export const selectProduct = (productNo, selected) =>
  send("PUT", product(productNo, "/selection"), { json: { selected } });
/** Stops (`deactivate`) or resumes (`activate`) the sale at TikTok Shop, lists anew (`relist`), or has it sent over what others made (`overwrite`). */
export const act = (productNo, what) => send("POST", product(productNo, `/${what}`));
export const suggestCategory = async (productNo) => (await send("POST", product(productNo, "/category-suggestion"))).body;
export const proposeFields = async (productNo) => (await send("POST", product(productNo, "/field-proposals"))).body;
export const lookForLinks = async (productNos) => (await send("POST", "links/preview", { json: { productNos } })).body;
export const linkProducts = async (links) => (await send("POST", "links", { json: { links } })).body;
export const explainProduct = (productNo) => get(product(productNo, "/explain"));
export const previewProduct = (productNo) => get(product(productNo, "/preview"));
export const versionsOf = (productNo) => get(product(productNo, "/versions"));
export const historyOf = (productNo) => get(product(productNo, "/history"));
export const selectMany = async (selected, choice) =>
  (await send("POST", "selection", { json: { selected, ...choice } })).body;

export const foretellSales = async (request) => (await send("POST", "sales", { query: { "dry-run": true }, json: request })).body;
export const changeSales = async (request) => (await send("POST", "sales", { json: request })).body;

export const foretellEdits = async (request) => (await send("POST", "edits", { query: { "dry-run": true }, json: request })).body;
export const editMany = async (request) => (await send("POST", "edits", { json: request })).body;

export const sheetAddress = (query) => address("edits.csv", { ...query, lang: language() });
export const importSheet = async (file, { dryRun, skipErrors }) =>
  (await send("POST", "edits.csv", { query: { "dry-run": dryRun, "skip-errors": skipErrors }, body: file, type: "text/csv" })).body;

export const startIntake = async (kind) => (await send("POST", "intake/runs", { json: kind ? { kind } : {} })).body;
export const intakeRun = (id) => get(`intake/runs/${id}`);

export const foretellPublishing = async (productNos) =>
  (await send("POST", "publishing/runs", { query: { "dry-run": true }, json: productNos.length > 0 ? { productNos } : {} })).body;
export const startPublishing = async (productNos) =>
  (await send("POST", "publishing/runs", { json: productNos.length > 0 ? { productNos } : {} })).body;
export const publishingRun = (id) => get(`publishing/runs/${id}`);

export const today = () => get("today");

export const setUp = () => get("setup");
export const checkSetUp = async () => (await send("POST", "setup/check")).body;

export const undescribedCodes = () => get("undescribed-codes");

export const tokens = (query) => get("tokens", { query });
export const makeToken = async (wanted) => (await send("POST", "tokens", { json: wanted })).body;
export const endToken = async (id) => (await send("DELETE", `tokens/${encodeURIComponent(id)}`)).body;

export const authorization = () => get("authorization");
export const acceptAccount = async (before, account) => (await send("POST", "authorization/account", { json: { before, account } })).body;
export const discardAccount = (account) => send("DELETE", "authorization/account", { query: { account } });
export const category = (id) => get(`categories/${encodeURIComponent(id)}`);
export const brands = (query) => get("brands", { query });
export const categories = (query) => get("categories", { query });

export const deadLetters = (query) => get("dead-letters", { query });
export const deadLetterGroups = (query) => get("dead-letters/groups", { query });
export const errorSheetAddress = (query) => address("dead-letters.csv", { ...query, lang: language() });
export const deadLetter = (id) => get(`dead-letters/${id}`);
export const forecast = async (choice) => (await send("POST", "dead-letters/forecast", { json: choice })).body;
export const replay = async (choice) => (await send("POST", "dead-letters/replay", { json: choice })).body;
export const discard = async (id, reason) =>
  (await send("POST", `dead-letters/${id}/discard`, { json: { reason } })).body;

export const pause = async (stage, reason) => (await send("PUT", `pauses/${stage}`, { json: { reason } })).body;
export const resume = async (stage) => (await send("DELETE", `pauses/${stage}`)).body;

export const rehearsal = () => get("rehearsals");
export const startRehearsal = async () => (await send("POST", "rehearsals")).body;

export const mappings = () => get("mappings");
export const previewMapping = async (wanted) => (await send("POST", "mappings/preview", { json: wanted })).body;
export const proposeRule = async (productNo, field) => (await send("POST", "mappings/proposals", { json: { productNo, field } })).body;
export const keepMapping = async (files) => (await send("POST", "mappings", { json: { files } })).body;
export const activateMapping = async (version, agreed) => (await send("PUT", "mappings/in-force", { json: { version, agreed } })).body;
