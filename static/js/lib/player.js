/** The one player that this page shows: its store, the server's clock, its stream, its commands. */

import { ServerClock } from "./clock.js";
import { isNewer } from "./cursor.js";
import { OutOfStep } from "./queue.js";
import { Remote } from "./remote.js";
import { leaveFor } from "./rights.js";
import { inOurWords } from "./shared-words.js";
import { SharedStream } from "./shared-stream.js";
import { readSnapshot } from "./snapshot.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";

/**
 * @typedef {{guild: {id: string, name: string}, me: {id: string, name: string},
 *   you: import("./snapshot.js").You, snapshot: import("./snapshot.js").WireSnapshot, liked: boolean,
 *   cursor: string, now: number}} PlayerData
 */

const data = /** @type {PlayerData} */ (
  JSON.parse(document.getElementById("player-data")?.textContent ?? "null")
);

export const { guild, me, liked: likedAtFirst } = data;
export const clock = new ServerClock(data.now);
export const store = new Store({ ...readSnapshot(inOurWords(data.snapshot)), you: data.you });
export const remote = new Remote(guild.id);
export const stream = openStream(data.cursor);

/**
 * What the person in front of this page may do at the moment.
 *
 * @param {import("./rights.js").Act} [act]
 */
export function leave(act) {
  return leaveFor(store.snapshot, { me, guild }, act);
}

/** What `leave` depends on, to be watched. */
export const RIGHTS = /** @type {const} */ (["you", "listeners", "connection", "options"]);

clock.onDoubt = () => stream.doubt();

let seen = data.cursor;

stream.addEventListener("frame", (event) => {
  take(/** @type {CustomEvent<import("./stream.js").Frame>} */ (event).detail);
});

/** @param {import("./stream.js").Frame} frame */
function take({ kind, data, cursor }) {
  if (kind === "beat") clock.learn(data);
  else if (kind === "you") store.stand(data);
  else if (kind === "reset") store.reset(readSnapshot(inOurWords(data)));
  else if (kind === "copy") store.reset(data);
  else if (isNewer(seen, cursor)) patch(inOurWords(data));
  seen = cursor ?? seen;
}

/** @param {import("./snapshot.js").Patch} change */
function patch(change) {
  const { by } = change;
  // A listener's picture is not sent with everything that they do.
  const known = by && { ...store.snapshot.queue.faces.get(by.id), ...by };
  try {
    store.patch(known ? { ...change, by: known } : change);
  } catch (error) {
    if (!(error instanceof OutOfStep)) throw error;
    stream.startOver();
  }
}

/** @param {string} cursor */
function openStream(cursor) {
  /** @param {string | null} from */
  const open = (from) => new Stream(`/events/guild/${guild.id}`, from, () => remote.barred());
  if (!navigator.locks) return open(cursor);
  return new SharedStream(`auxcord-${guild.id}-${me.id}`, open, cursor, () => ({
    snapshot: store.snapshot,
    serverNow: clock.now(),
  }));
}
