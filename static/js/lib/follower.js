/** Takes in what a stream tells of a player: everything once, and nothing out of step. */

import { isNewer } from "./cursor.js";
import { OutOfStep } from "./queue.js";
import { inOurWords } from "./shared-words.js";
import { readSnapshot } from "./snapshot.js";

export class Follower {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./clock.js").ServerClock} clock
   * @param {string} cursor the place in the stream that the store stands at
   * @param {() => void} startOver asks for a fresh snapshot, because something was missed
   */
  constructor(store, clock, cursor, startOver) {
    this.store = store;
    this.clock = clock;
    this.seen = cursor;
    this.startOver = startOver;
  }

  /** @param {import("./stream.js").Frame} frame */
  take({ kind, data, cursor }) {
    if (kind === "beat") this.clock.learn(data);
    else if (kind === "you") this.store.stand(data);
    else if (kind === "reset") this.store.reset(readSnapshot(inOurWords(data)));
    else if (kind === "copy") this.store.reset(data);
    else if (isNewer(this.seen, cursor)) this.#patch(inOurWords(data));
    this.seen = cursor ?? this.seen;
  }

  /** @param {import("./snapshot.js").Patch} change */
  #patch(change) {
    const { by } = change;
    // A listener's picture is not sent with everything that they do.
    const known = by && { ...this.store.snapshot.queue.faces.get(by.id), ...by };
    try {
      this.store.patch(known ? { ...change, by: known } : change);
    } catch (error) {
      if (!(error instanceof OutOfStep)) throw error;
      this.startOver();
    }
  }
}
