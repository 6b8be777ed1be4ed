/** Adds to the queue what a control offers, and says what has come of it. */

import { remote, store } from "./player.js";
import { press } from "./press.js";
import { offerUndo } from "./queue-edits.js";
import { toast } from "./speak.js";
import { t, tn } from "./words.js";

/** @typedef {import("./remote.js").Placement} Placement */
/** @typedef {import("./hits.js").Hit} Hit */

/**
 * @param {HTMLElement} control where a refusal is explained
 * @param {Hit} hit
 * @param {Placement} placement
 * @returns {Promise<boolean>} whether it was added
 */
export async function add(control, hit, placement) {
  const waited = Boolean(store.snapshot.playback.entry);
  const added = await press(control, () => ask(hit, placement));
  if (!added) return false;
  const undoable = placement !== "now" && (waited || hit.count > 1);
  const said = words(added, hit, placement);
  if (undoable) offerUndo(said);
  else toast(said);
  return true;
}

/** @param {Hit} hit @param {Placement} placement */
function ask(hit, placement) {
  if (hit.list) return remote.playList(hit.list, placement);
  return remote.add(hit.query ?? "", placement);
}

/** @param {any} added what the API says was added @param {Hit} hit @param {Placement} placement */
function words(added, hit, placement) {
  const count = added.tracks?.length ?? added.added;
  if (hit.count) return listWords(count, added.playlist?.length ?? hit.count, hit.title);
  const title = added.tracks[0]?.title ?? hit.title;
  if (placement === "now") return t("Playing {title}.", { title });
  if (placement === "next") return t("{title} plays next.", { title });
  return t("Added {title}.", { title });
}

/** @param {number} count @param {number} offered @param {string} title */
function listWords(count, offered, title) {
  const said = tn("Added {n} track of {title}.", "Added {n} tracks of {title}.", count, { title });
  if (count >= offered) return said;
  return `${said} ${t("The server's rules kept the others out.")}`;
}
