/**
 * The page's words in the person's language. Sentences from the server arrive in both languages and are chosen here too.
 */

import { ja } from "./words/ja.js";
import { en } from "./words/en.js";

const DICTIONARIES = { ja, en };

export function language() {
  return document.documentElement.lang === "en" ? "en" : "ja";
}

/** Remembers the choice; the caller draws the page anew. */
export function chooseLanguage(wanted) {
  document.documentElement.lang = wanted === "en" ? "en" : "ja";
  try {
    localStorage.setItem("language", document.documentElement.lang);
  } catch {
    // The choice then holds until the page is closed.
  }
}

/** The text under `key`, its `{names}` replaced; a key nobody wrote is shown as it is, so that it is noticed. */
export function t(key, values = {}) {
  const text = DICTIONARIES[language()][key] ?? ja[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Whether there is a text under `key`. */
export function known(key) {
  return key in ja;
}

/** A server's `{ja, en}` sentence. */
export function said(sentence) {
  if (!sentence) {
    return "";
  }
  return (language() === "en" ? sentence.en : sentence.ja) || sentence.ja || sentence.en || "";
}
