/** Moments as the clock on the reader's wall has them. */

import { setAttribute, setText } from "./dom.js";
import { language } from "./words.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const today = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const earlier = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short" });

/**
 * Fills a `time` element; what happened long ago gets its date, too.
 *
 * @param {HTMLElement} element
 * @param {number} at Unix time in ms
 * @param {number} now
 */
export function showMoment(element, at, now) {
  const moment = new Date(at);
  setText(element, (now - at < DAY_MS ? today : earlier).format(moment));
  setAttribute(element, "datetime", moment.toISOString());
  setAttribute(element, "title", earlier.format(moment));
}
