/** The fields that people correct, as the server's table has them: their words, what their values are, and TikTok Shop's limits. */

import * as api from "./api.js";
import { known, language, t } from "./words.js";

let rows = [];

/** Asks for the table; what is below answers from it. */
export async function loadFields() {
  rows = (await api.fields())?.items ?? [];
}

/** The product's own fields, in the table's order. */
export const productFields = () => rows.filter((row) => !row.ofSku);

/** The word for a field; that of the page where it calls it otherwise than sheets do. */
export function fieldLabel(field) {
  const key = `field.${field}`;
  return known(key) ? t(key) : (rows.find((row) => row.field === field)?.label[language()] ?? field);
}

/**
 * TikTok Shop's limit of a field.
 *
 * @param {string} field
 * @param {string} measure what is measured: characters, entries, pixels, …
 * @returns {{least: number|null, most: number|null, units: string[]}}
 */
export function limitOf(field, measure, ofSku = false) {
  const row = rows.find((each) => each.field === field && each.ofSku === ofSku);
  return row?.limits.find((limit) => limit.measure === measure) ?? { least: null, most: null, units: [] };
}

/** The ends of a field that is a whole number, as {@link readWhole} takes them. */
export function numberLimits(field, ofSku = false) {
  const { least, most, units } = limitOf(field, "number", ofSku);
  return { least: least ?? 0, most: most ?? Number.MAX_SAFE_INTEGER, units };
}
