/** Draws a hit of the search into its row, and marks what plays or waits already. */

import { anatomy, setAttribute, setText } from "./dom.js";
import { favourites } from "./favourites.js";
import { showCover } from "./pictures.js";
import { store } from "./player.js";
import { t } from "./words.js";

/** @typedef {import("./hits.js").Hit} Hit */

/** @type {WeakMap<Element, Hit>} */
const drawn = new WeakMap();

/** @param {Element} row @returns {Hit | undefined} */
export function hitOf(row) {
  return drawn.get(row);
}

/** @param {HTMLElement} row @param {Hit} hit */
export function dressHit(row, hit) {
  const { title, author, length, source, heart, copy } = anatomy(row);
  drawn.set(row, hit);
  row.toggleAttribute("data-open", false);
  row.dataset.kind = hit.count ? "list" : "track";
  setText(title, hit.title);
  setText(author, hit.author);
  setText(length, hit.length);
  setText(source, hit.source);
  showCover(row, hit);
  label(row, hit);
  copy.hidden = !hit.url;
  const liking = /** @type {any} */ (heart.parentElement);
  heart.tabIndex = -1;
  liking.hidden = !hit.track;
  if (hit.track) {
    favourites.learn(hit.track, favourites.has(hit.track) ?? hit.track.favorite);
    liking.show(hit.track);
  }
  markHit(row);
}

/** @param {HTMLElement} row */
export function markHit(row) {
  const hit = drawn.get(row);
  if (!hit) return;
  const mark = hit.track ? markOf(hit.track) : "";
  setText(anatomy(row).mark, mark);
  const said = [hit.title, hit.author, hit.length, hit.source, mark].filter(Boolean);
  setAttribute(row, "aria-label", said.join(", "));
}

/** @param {import("./hits.js").Track} track */
function markOf({ platform, identifier }) {
  /** @param {import("./snapshot.js").Entry | null} entry */
  const is = (entry) => entry?.platform === platform && entry.identifier === identifier;
  const { playback, queue } = store.snapshot;
  if (is(playback.entry)) return t("Playing now");
  return [...queue.known.values()].some(is) ? t("In the queue") : "";
}

/** @param {HTMLElement} row @param {Hit} hit */
function label(row, hit) {
  const { title, count } = hit;
  const { "add-now": now, "add-next": next, "add-end": end, copy, more } = anatomy(row);
  name(now, t("Play {title} now", { title }));
  name(next, t("Play {title} next", { title }));
  name(end, count ? t("Add all of {title}", { title }) : t("Add {title} to the end of the queue", { title }));
  name(copy, t("Copy the link of {title}", { title }));
  name(more, t("More for {title}", { title }));
}

/** @param {HTMLElement} button @param {string} words */
function name(button, words) {
  button.setAttribute("aria-label", words);
  button.title = words;
}

/**
 * Moves the focus among the buttons of a row.
 *
 * @param {HTMLElement} row
 * @param {HTMLElement | null} from null enters the row
 * @param {number} by
 * @returns {boolean} whether there was a button to go to
 */
export function walkButtons(row, from, by) {
  const buttons = [...row.querySelectorAll("button")].filter((one) => one.checkVisibility());
  const to = buttons[from ? buttons.indexOf(/** @type {HTMLButtonElement} */ (from)) + by : 0];
  to?.focus();
  return Boolean(to);
}
