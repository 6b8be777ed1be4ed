/**
 * What concerns the signed-in person on whichever server, shared by all tabs: every event of their
 * own stream is dispatched here under its name, its data as the detail.
 */

import { SharedStream } from "./shared-stream.js";
import { Stream } from "./stream.js";

const KINDS = [
  "reset",
  "connection",
  "settings",
  "job",
  "batch",
  "wish",
  "scan",
  "playlist",
  "favorite",
  "elsewhere",
  "forwarding",
  "webhook",
  "beat",
];

export const personal = new EventTarget();

/** @param {string} me the id of whoever is signed in @param {() => number} serverNow */
export function followPersonal(me, serverNow) {
  const stream = openStream(me, serverNow);
  stream.addEventListener("frame", (event) => {
    const { kind, data } = /** @type {CustomEvent<import("./stream.js").Frame>} */ (event).detail;
    personal.dispatchEvent(new CustomEvent(kind, { detail: data }));
  });
  stream.start();
}

/** @param {string} me @param {() => number} serverNow */
function openStream(me, serverNow) {
  /** @param {string | null} from */
  const open = (from) => new Stream("/events", from, async () => null, KINDS);
  if (!navigator.locks) return open(null);
  const known = () => ({ snapshot: null, serverNow: serverNow() });
  return new SharedStream(`auxcord-person-${me}`, open, null, known);
}
