/** Fetches pages of ours as documents, so that a part of what is shown can be renewed. */

import { Refused } from "./api.js";
import { t } from "./words.js";

/**
 * @typedef {object} Fetched
 * @property {string} url where it came from in the end
 * @property {boolean} ok false where it shows a form again that was refused
 * @property {Document} page
 */

/** @param {string} url @returns {Promise<Fetched>} */
export function fetchPage(url) {
  return ask(url, {});
}

/**
 * Sends a form as the browser would, with the button that was pressed.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 * @returns {Promise<Fetched>}
 */
export function postForm(form, button) {
  const fields = new FormData(form, button);
  const withFile = form.enctype === "multipart/form-data";
  const body = withFile ? fields : new URLSearchParams(/** @type {any} */ (fields));
  return ask(form.action, { method: "POST", body });
}

/** @param {string} url @param {RequestInit} init */
async function ask(url, init) {
  const answer = await reach(url, { ...init, headers: { Accept: "text/html" }, cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const refused = page.querySelector(".error-detail");
  if (refused || answer.status >= 500) {
    throw new Refused(refused?.textContent ?? t("That did not work. Try again in a moment."), answer.status);
  }
  return { url: answer.url, ok: answer.ok, page };
}

/** @param {string} url @param {RequestInit} init */
async function reach(url, init) {
  try {
    return await fetch(url, init);
  } catch {
    throw new Refused(t("The server cannot be reached. Check your connection and try again."), 0);
  }
}
