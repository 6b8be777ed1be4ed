/** The one player that this page shows: its store, the server's clock, its stream, its commands. */

import { ServerClock } from "./clock.js";
import { Follower } from "./follower.js";
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

const follower = new Follower(store, clock, data.cursor, () => stream.startOver());

stream.addEventListener("frame", (event) => {
  follower.take(/** @type {CustomEvent<import("./stream.js").Frame>} */ (event).detail);
});

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
