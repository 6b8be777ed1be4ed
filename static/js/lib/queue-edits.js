/** What people do to the queue from its rows, menus and bars: done, said, and offered to be undone. */

import { leave, me, remote, store } from "./player.js";
import { press } from "./press.js";
import { gathered } from "./queue.js";
import { Selection } from "./selection.js";
import { toast } from "./speak.js";
import { t, tn } from "./words.js";

/** The entries that are selected, for the list and for the bar below it. */
export const selection = new Selection();

/** @typedef {HTMLElement} Control where somebody pressed, and a refusal is shown */

/** @param {Control} control @param {number} id */
export function jumpTo(control, id) {
  return press(control, () => remote.jump(id));
}

/** @param {Control} control @param {number[]} ids */
export async function removeEntries(control, ids) {
  const words = removedWords(ids);
  if (await carryOut(control, () => remote.remove(ids))) offerUndo(words);
}

/**
 * Moves entries together, in the order they have.
 *
 * @param {Control} control
 * @param {number[]} ids
 * @param {number} to where the first of them shall stand
 * @returns {Promise<boolean>} whether anything is on its way
 */
export async function moveEntries(control, ids, to) {
  const { queue } = store.snapshot;
  const chosen = new Set(ids);
  const inOrder = queue.ids.filter((id) => chosen.has(id));
  const wanted = gathered(queue.ids, inOrder, Math.min(to, queue.count - inOrder.length));
  if (!inOrder.length || wanted.every((id, place) => id === queue.ids[place])) return false;
  const done = await carryOut(control, () => remote.move(inOrder, wanted.indexOf(inOrder[0])));
  if (done) offerUndo(movedWords(inOrder, wanted.indexOf(inOrder[0])));
  return done;
}

/**
 * What to remove when an entry is removed: all that are selected, if it is one of them.
 *
 * @param {number} id
 */
export function removable(id) {
  return selection.has(id) ? [...selection.ids] : [id];
}

/**
 * Whether one may remove these entries; what one asked for oneself one always may.
 *
 * @param {Iterable<number>} ids
 */
export function leaveToRemove(ids) {
  const { known } = store.snapshot.queue;
  return leave({ own: [...ids].every((id) => known.get(id)?.requester?.id === me.id) });
}

/** @param {Control} control */
export async function undo(control) {
  if (await carryOut(control, () => remote.undo())) toast(t("Your last edit is undone."));
}

/** @param {string} words what was done */
export function offerUndo(words) {
  toast(words, "info", { word: t("Undo"), act: undo });
}

/**
 * What an entry is called, as far as it is known here.
 *
 * @param {number} id
 */
export function titleOf(id) {
  const { known, ids } = store.snapshot.queue;
  return known.get(id)?.title ?? t("Track {place}", { place: ids.indexOf(id) + 1 });
}

/**
 * @param {Control} control
 * @param {() => Promise<unknown>} act
 */
async function carryOut(control, act) {
  return (await press(control, () => act().then(() => true))) ?? false;
}

/** @param {number[]} ids */
function removedWords(ids) {
  if (ids.length === 1) return t("Removed {title}.", { title: titleOf(ids[0]) });
  return tn("Removed {n} track.", "Removed {n} tracks.", ids.length);
}

/** @param {number[]} ids @param {number} place */
function movedWords(ids, place) {
  const { count } = store.snapshot.queue;
  if (ids.length > 1) {
    return tn("Moved {n} track to place {place}.", "Moved {n} tracks to place {place}.", ids.length, {
      place: place + 1,
    });
  }
  return t("{title} is now {place} of {count}.", { title: titleOf(ids[0]), place: place + 1, count });
}
