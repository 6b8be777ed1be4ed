/** How the values of a filter's parameters are worded. Pure. */

import { language, t } from "./words.js";

/** @type {Record<string, (value: number) => string>} */
const UNITS = {
  times: (value) => t("{value}×", { value: rounded(value, 2) }),
  hertz: (value) => t("{value} Hz", { value: rounded(value, value < 20 ? 1 : 0) }),
  share: (value) => t("{value} %", { value: rounded(value * 100, 0) }),
  turn: (value) => (value > 0 ? t("in {value} s", { value: rounded(1 / value, 1) }) : t("never")),
  plain: (value) => rounded(value, 2),
};

/** @param {number} value @param {string} unit */
export function knobWords(value, unit) {
  return (UNITS[unit] ?? UNITS.plain)(value);
}

/** @param {number} value @param {number} digits */
function rounded(value, digits) {
  return value.toLocaleString(language, { maximumFractionDigits: digits });
}
