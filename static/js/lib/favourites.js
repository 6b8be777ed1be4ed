/** Which tracks the signed-in person likes, in step with their other tabs and devices. */

import { read, send } from "./api.js";
import { personal } from "./personal.js";
import { remote, store } from "./player.js";

/** @typedef {{platform: string, identifier: string, url: string | null, title: string}} Likable */

class Favourites extends EventTarget {
  constructor() {
    super();
    /** @type {Map<string, boolean>} */
    this.known = new Map();
    personal.addEventListener("favorite", (event) => {
      const told = /** @type {CustomEvent} */ (event).detail;
      this.learn(told, told.favorite);
    });
    // What was toggled while the stream was cut off has to be asked for anew.
    personal.addEventListener("reset", () => this.#forget());
  }

  /**
   * @param {{platform: string, identifier: string}} track
   * @returns {boolean | undefined} undefined while nobody knows
   */
  has(track) {
    return this.known.get(keyOf(track));
  }

  /** @param {{platform: string, identifier: string}} track @param {boolean | undefined} liked */
  learn(track, liked) {
    if (this.has(track) === liked) return;
    if (liked === undefined) this.known.delete(keyOf(track));
    else this.known.set(keyOf(track), liked);
    this.dispatchEvent(new Event("change"));
  }

  /**
   * Shows the other state at once, and takes it back when it is refused.
   *
   * @param {Likable} track
   */
  async toggle(track) {
    const before = this.has(track);
    this.learn(track, !before);
    try {
      this.learn(track, (await send("/functions/favorite", track.url)).favorite);
    } catch (refusal) {
      this.learn(track, before);
      throw refusal;
    }
  }

  /**
   * Asks about an entry of this player that nobody has asked about yet.
   *
   * @param {import("./snapshot.js").Entry} entry
   */
  async look(entry) {
    if (this.has(entry) !== undefined) return;
    try {
      for (const track of await found(entry)) this.learn(track, track.favorite);
    } catch {
      // The heart stays empty; a press asks the server, which knows.
    }
  }

  #forget() {
    if (!this.known.size) return;
    this.known.clear();
    this.dispatchEvent(new Event("forgotten"));
  }
}

export const favourites = new Favourites();

/**
 * @param {import("./snapshot.js").Entry} entry
 * @returns {Promise<any[]>} tracks as the API draws them
 */
async function found(entry) {
  const { playback, queue } = store.snapshot;
  if (playback.entry?.id === entry.id) return [await read(remote.path("/tracks/current"))];
  const indexes = String(queue.ids.indexOf(entry.id));
  if (indexes === "-1") return [];
  return (await read(remote.path("/tracks/queue", { indexes }))).tracks;
}

/** @param {{platform: string, identifier: string}} track */
function keyOf({ platform, identifier }) {
  return `${platform} ${identifier}`;
}
