/**
 * Reads whole numbers as people type and paste them: full-width digits, separators in their places, and the field's own unit are
 * understood; whatever else stands there is refused with the reason, so that nobody's text becomes another number or none.
 */

import { count } from "./format.js";
import { t } from "./words.js";

const MINUS = /^[-−‐‑–—―ー▲△]/;
const WHOLE = /^¥?(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/;
const FRACTION = /^¥?[\d,]*\.\d+$/;

/** Full-width signs as the plain ones; nothing else, since ② or ² is not a 2. */
function plain(text) {
  return text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[￥\\]/g, "¥")
    .replace(/[　\s]+/g, " ")
    .trim();
}

/**
 * @param {string} text as typed
 * @param {{least: number, most: number, units?: string[]}} limits with the units that may stand behind the number
 * @returns {{empty: true}|{value: number, plain: boolean}|{problem: string}} `plain` when it was typed as it was read
 */
export function readWhole(text, { least, most, units = [] }) {
  const typed = plain(text);
  if (typed === "") {
    return { empty: true };
  }
  const unit = units.find((each) => typed.length > each.length && typed.toLowerCase().endsWith(each));
  const number = unit ? typed.slice(0, -unit.length).trim() : typed;
  const found = WHOLE.exec(number.replace(/^¥ /, "¥"));
  const shown = { text: text.trim(), from: count(least), to: count(most) };
  if (!found) {
    return { problem: t(MINUS.test(number) ? "number.negative" : FRACTION.test(number) ? "number.fraction" : "number.text", shown) };
  }
  const value = Number(found[1].replaceAll(",", ""));
  return value < least || value > most ? { problem: t("number.range", shown) } : { value, plain: text.trim() === String(value) };
}
