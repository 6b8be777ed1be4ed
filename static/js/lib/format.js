/** Times, names and hues as people see them; `web/pages/words.py` says the same on the server. Pure. */

import { t, tn } from "./words.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const HUES = 12;

/**
 * "3:05", "1:02:03".
 *
 * @param {number} ms
 */
export function clockTime(ms) {
  const whole = Math.max(0, Math.floor(ms / SECOND));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const end = String(seconds).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${end}` : `${minutes}:${end}`;
}

/**
 * "3 minutes 5 seconds", for ears.
 *
 * @param {number} ms
 */
export function spokenTime(ms) {
  const whole = Math.max(0, Math.floor(ms / SECOND));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = [
    hours && tn("{n} hour", "{n} hours", hours),
    minutes && tn("{n} minute", "{n} minutes", minutes),
    (seconds || whole === 0) && tn("{n} second", "{n} seconds", seconds),
  ];
  return parts.filter(Boolean).join(" ");
}

/**
 * "48 min", "2 h 5 min", "under a minute".
 *
 * @param {number} ms
 */
export function roughTime(ms) {
  if (ms < MINUTE) return t("under a minute");
  const minutes = Math.round((ms % HOUR) / MINUTE);
  const hours = Math.floor(ms / HOUR) + Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours && t("{n} h", { n: hours }), rest && t("{n} min", { n: rest })].filter(Boolean).join(" ");
}

/**
 * One or two letters that stand for a name.
 *
 * @param {string} name
 */
export function initials(name) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0].toLocaleUpperCase())
    .join("");
}

/**
 * One of twelve hues, always the same for the same text.
 *
 * @param {string} text
 */
export function hue(text) {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + /** @type {number} */ (letter.codePointAt(0))) % 65_521;
  return sum % HUES;
}
