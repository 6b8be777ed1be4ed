/** Tells a link from words to search for, and copies links. */

import { showReason } from "./reasons.js";
import { t } from "./words.js";

/** @param {string} text */
export function isLink(text) {
  if (!/^https?:\/\/\S+$/iu.test(text)) return false;
  return URL.canParse(text);
}

/**
 * Copies a link and says so beside the control; without the right to copy, shows it to be copied.
 *
 * @param {HTMLElement} control
 * @param {string} link
 */
export async function copyLink(control, link) {
  try {
    await navigator.clipboard.writeText(link);
    showReason(control, t("Copied."));
  } catch {
    showReason(control, t("This browser does not let pages copy. The link is {link}", { link }));
  }
}
