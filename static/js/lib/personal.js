/**
 * What concerns the signed-in person on whichever server, shared by all tabs: every event of their
 * own stream is dispatched here under its name, its data as the detail.
 */

import { clock, me } from "./player.js";
import { SharedStream } from "./shared-stream.js";
import { Stream } from "./stream.js";

const KINDS = ["reset", "connection", "settings", "job", "playlist", "favorite", "beat"];

export const personal = new EventTarget();

/** @param {string | null} from */
const open = (from) => new Stream("/events", from, async () => null, KINDS);

const stream = navigator.locks
  ? new SharedStream(`auxcord-person-${me.id}`, open, null, () => ({
      snapshot: null,
      serverNow: clock.now(),
    }))
  : open(null);

stream.addEventListener("frame", (event) => {
  const { kind, data } = /** @type {CustomEvent<import("./stream.js").Frame>} */ (event).detail;
  personal.dispatchEvent(new CustomEvent(kind, { detail: data }));
});

export function followPersonal() {
  stream.start();
}
