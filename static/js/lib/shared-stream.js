/**
 * Lets all tabs that show the same guild live on one stream: a browser has few connections to spare.
 *
 * One tab holds a lock and the stream; the others hear its frames over a broadcast channel. When it
 * goes, the next one takes over where it is. A tab that hears nothing opens a stream of its own.
 *
 * @typedef {import("./stream.js").Stream} Stream
 * @typedef {import("./stream.js").Frame} Frame
 * @typedef {import("./stream.js").StreamState} StreamState
 * @typedef {{snapshot: import("./snapshot.js").Snapshot | null, serverNow: number}} Known
 */

import { isNewer } from "./cursor.js";

const WELCOME_MS = 1_500;
const LOOK_EVERY_MS = 5_000;
const QUIET_MS = 25_000;
const ANSWER_MS = 2_000;

export class SharedStream extends EventTarget {
  /**
   * @param {string} name names the stream among all tabs of this browser
   * @param {(cursor: string | null) => Stream} open
   * @param {string | null} cursor
   * @param {() => Known} known what this tab knows at the moment
   */
  constructor(name, open, cursor, known) {
    super();
    this.name = name;
    this.open = open;
    this.cursor = cursor;
    this.known = known;
    this.channel = new BroadcastChannel(name);
    /** @type {Stream | null} */
    this.stream = null;
    this.leads = false;
    this.welcomed = false;
    this.heardAt = Date.now();
  }

  start() {
    this.channel.addEventListener("message", (event) => this.#hear(event.data));
    navigator.locks.request(this.name, () => this.#lead());
    this.#say("hello");
    setTimeout(() => this.welcomed || this.#goAlone(), WELCOME_MS);
    setInterval(() => this.#look(), LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#look();
    });
  }

  startOver() {
    this.#goAlone();
    this.stream?.startOver();
  }

  /** Has whoever holds the stream ask for the server's time. */
  doubt() {
    if (this.stream) this.stream.doubt();
    else this.#say("doubt");
  }

  /** Holds the lock for as long as the page lives. */
  #lead() {
    this.leads = true;
    this.#goAlone();
    return new Promise(() => {});
  }

  #goAlone() {
    if (this.stream) return;
    this.stream = this.open(this.cursor);
    this.stream.addEventListener("frame", (event) => {
      this.#pass("frame", /** @type {CustomEvent} */ (event).detail);
    });
    this.stream.addEventListener("state", (event) => {
      this.#pass("state", /** @type {CustomEvent} */ (event).detail);
    });
    this.stream.start();
  }

  /** @param {{say: string, detail?: any}} message */
  #hear({ say, detail }) {
    if (this.leads) this.#answer(say);
    if (this.stream || !["welcome", "frame", "state"].includes(say)) return;
    this.heardAt = Date.now();
    if (say === "welcome") this.#join(detail);
    else if (this.welcomed) this.#pass(say, detail);
  }

  /** @param {string} say */
  #answer(say) {
    if (say === "wake") this.stream?.wake();
    if (say === "doubt") this.stream?.doubt();
    if (say === "hello" && this.stream?.state === "live") {
      this.#say("welcome", { ...this.known(), cursor: this.cursor });
    }
  }

  /** @param {Known & {cursor: string | null}} welcome */
  #join({ snapshot, serverNow, cursor }) {
    if (this.welcomed) return;
    this.welcomed = true;
    this.#pass("state", "live");
    this.#pass("frame", { kind: "beat", data: serverNow, cursor: null });
    if (snapshot) this.#pass("frame", { kind: "you", data: snapshot.you, cursor: null });
    if (isNewer(this.cursor, cursor)) this.#pass("frame", { kind: "copy", data: snapshot, cursor });
  }

  /** @param {string} say @param {any} detail */
  #pass(say, detail) {
    if (say === "frame" && detail.cursor) this.cursor = detail.cursor;
    this.dispatchEvent(new CustomEvent(say, { detail }));
    if (this.leads) this.#say(say, detail);
  }

  /** @param {string} say @param {any} [detail] */
  #say(say, detail) {
    this.channel.postMessage({ say, detail });
  }

  /** Wakes a leader that has fallen silent, and does without it when it stays so. */
  #look() {
    if (this.stream || Date.now() - this.heardAt < QUIET_MS) return;
    this.#say("wake");
    const heardAt = this.heardAt;
    setTimeout(() => this.heardAt === heardAt && this.#goAlone(), ANSWER_MS);
  }
}
