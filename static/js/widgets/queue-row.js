/** One row of the queue: an entry, or a quiet place for one that is on its way. */

import { anatomy, setText } from "../lib/dom.js";
import { clockTime } from "../lib/format.js";
import { showCover, showFace } from "../lib/pictures.js";
import { permit } from "../lib/press.js";
import { rowsOf } from "../lib/row-places.js";
import { t } from "../lib/words.js";

const CONTROLS = ["grip", "check", "jump", "more"];
const MOST_FRESH = 20;

/** @typedef {import("../lib/queue.js").Entry} Entry */

/** @type {WeakMap<Element, Entry | string>} */
const drawn = new WeakMap();

/**
 * @param {HTMLElement} row
 * @param {import("../lib/queue.js").Queue} queue
 * @param {number} place
 * @param {{chosen: Set<number>, leave: import("../lib/rights.js").Leave}} look which are selected, and
 *   whether one may jump
 */
export function drawRow(row, { ids, known, count }, place, { chosen, leave }) {
  const of = anatomy(row);
  const selected = chosen.has(ids[place]);
  row.dataset.place = String(place);
  row.style.setProperty("--place", String(place));
  row.setAttribute("aria-posinset", String(place + 1));
  row.setAttribute("aria-setsize", String(count));
  row.toggleAttribute("data-selected", selected);
  row.dataset.together = selected && chosen.size > 1 ? String(chosen.size) : "";
  of.check.checked = selected;
  permit(of.jump, leave);
  const entry = known.get(ids[place]);
  const picture = entry ?? t("Track {place}", { place: place + 1 });
  if (drawn.get(row) === picture) return;
  drawn.set(row, picture);
  row.toggleAttribute("data-unknown", !entry);
  nameControls(of, typeof picture === "string" ? picture : picture.title);
  drawEntry(row, entry ?? null);
}

/**
 * Lets the Tab key lead to one row only, from where arrows lead on.
 *
 * @param {HTMLElement} list
 * @param {number | null} current the entry whose row that is; the first one in the page if none
 */
export function makeReachable(list, current) {
  const rows = rowsOf(list);
  const reachable = rows.find((row) => Number(row.dataset.id) === current) ?? rows[0];
  for (const row of rows) {
    const of = anatomy(row);
    for (const name of CONTROLS) of[name].tabIndex = row === reachable ? 0 : -1;
  }
}

/**
 * Says whether an entry has just come, as one of a few.
 *
 * @param {import("../lib/snapshot.js").Patch | null} patch
 * @param {number} id
 */
export function isFresh(patch, id) {
  const rows = patch?.queue?.ops.flatMap((op) => (op.op === "insert" ? (op.rows ?? []) : [])) ?? [];
  return rows.length <= MOST_FRESH && rows.some(([first]) => first === id);
}

/** @param {Record<string, HTMLElement>} of @param {string} title */
function nameControls(of, title) {
  of.grip.setAttribute("aria-label", t("Move {title}", { title }));
  of.check.setAttribute("aria-label", t("Select {title}", { title }));
  of.jump.setAttribute("aria-label", t("Play {title} now", { title }));
  of.more.setAttribute("aria-label", t("More for {title}", { title }));
}

/** @param {HTMLElement} row @param {Entry | null} entry */
function drawEntry(row, entry) {
  const of = anatomy(row);
  const requester = entry?.requester ?? null;
  setText(of.title, entry?.title ?? "");
  setText(of.author, entry?.author ?? "");
  setText(of.length, entry ? lengthWords(entry) : "");
  of.requester.hidden = !requester;
  of.requester.title = requester ? t("Added by {name}", { name: requester.name }) : "";
  setText(of["requester-words"], of.requester.title);
  showCover(row, entry);
  showFace(row, requester);
}

/** @param {Entry} entry */
function lengthWords({ stream, length }) {
  return stream ? t("Live") : clockTime(length);
}
