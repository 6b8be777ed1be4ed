/**
 * Holds the connection to one guild's live stream open, through drops, sleep and server restarts.
 *
 * @typedef {string} FrameKind the name of an event, such as "reset", "patch" or "beat"
 * @typedef {{kind: FrameKind, data: any, cursor: string | null}} Frame
 * @typedef {"connecting" | "live" | "reconnecting" | "offline" | "signed_out" | "no_access"} StreamState
 */

import { waitMs } from "./backoff.js";

const OF_A_GUILD = ["reset", "patch", "beat", "you"];
const WITHOUT_ID = ["beat", "you"];
const FINAL = ["signed_out", "no_access"];
const LOOK_EVERY_MS = 5_000;
const NAP_MS = 12_000;
const STALE_AFTER_NAP_MS = 25_000;
const SILENT_MS = 45_000;

export class Stream extends EventTarget {
  /**
   * Frames arrive as "frame" events, changes of the connection as "state" events.
   *
   * @param {string} url
   * @param {string | null} cursor the last place already seen
   * @param {() => Promise<StreamState | null>} diagnose says why no stream may be opened, if so
   * @param {FrameKind[]} kinds the events to listen for
   */
  constructor(url, cursor, diagnose, kinds = OF_A_GUILD) {
    super();
    this.url = url;
    this.cursor = cursor;
    this.diagnose = diagnose;
    this.kinds = kinds;
    /** @type {StreamState} */
    this.state = "connecting";
    /** @type {EventSource | null} */
    this.source = null;
    this.failures = 0;
    this.heardAt = Date.now();
    this.lookedAt = Date.now();
    this.retry = 0;
  }

  start() {
    this.#open();
    setInterval(() => this.#look(), LOOK_EVERY_MS);
    addEventListener("online", () => this.#reopen());
    addEventListener("offline", () => this.#become("offline"));
    addEventListener("pageshow", (event) => event.persisted && this.#reopen());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.wake();
    });
  }

  /** What we have cannot be trusted: ask for a full snapshot. */
  startOver() {
    this.cursor = null;
    this.#becomeCurrent();
  }

  /** The clocks disagree: a fresh connection begins with the server's. */
  doubt() {
    if (this.state === "live") this.#open();
  }

  /** The machine or the tab may have slept: if so, connect again at once. */
  wake() {
    const age = Date.now() - this.heardAt;
    if (!this.source || age < 0 || age > STALE_AFTER_NAP_MS) this.#becomeCurrent();
  }

  #open() {
    clearTimeout(this.retry);
    this.source?.close();
    this.heardAt = Date.now();
    const sign = this.url.includes("?") ? "&" : "?";
    const after = this.cursor ? `${sign}after=${encodeURIComponent(this.cursor)}` : "";
    const source = new EventSource(this.url + after);
    this.source = source;
    for (const kind of this.kinds) {
      source.addEventListener(kind, (event) => this.#take(source, kind, event));
    }
    source.addEventListener("end", (event) => this.#end(source, JSON.parse(event.data).reason));
    source.addEventListener("error", () => this.#lose(source));
  }

  /** What is shown may be old news: says so until the first frame of a new connection. */
  #becomeCurrent() {
    this.#become(navigator.onLine ? "reconnecting" : "offline");
    this.#reopen();
  }

  #reopen() {
    if (!FINAL.includes(this.state)) this.#open();
  }

  /** @param {EventSource} source @param {FrameKind} kind @param {MessageEvent} event */
  #take(source, kind, event) {
    if (source !== this.source) return;
    this.heardAt = Date.now();
    this.failures = 0;
    // Some bear no id; what `lastEventId` says then is the id of the frame before it.
    const cursor = WITHOUT_ID.includes(kind) ? null : event.lastEventId;
    if (cursor) this.cursor = cursor;
    this.#become("live");
    const detail = { kind, data: JSON.parse(event.data), cursor };
    this.dispatchEvent(new CustomEvent("frame", { detail }));
  }

  /** @param {EventSource} source @param {string} reason */
  #end(source, reason) {
    if (source !== this.source) return;
    if (FINAL.includes(reason)) this.#finish(/** @type {StreamState} */ (reason));
    else this.#lose(source);
  }

  /** @param {EventSource} source */
  #lose(source) {
    if (source !== this.source) return;
    // The browser's own retry gives up for good on an answer such as 502; ours does not.
    source.close();
    this.source = null;
    this.failures += 1;
    this.#become(navigator.onLine ? "reconnecting" : "offline");
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.#tryAgain(), waitMs(this.failures));
  }

  async #tryAgain() {
    const reason = this.failures > 1 ? await this.diagnose() : null;
    if (reason) this.#finish(reason);
    else if (!this.source) this.#open();
  }

  /** @param {StreamState} reason */
  #finish(reason) {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
    this.#become(reason);
  }

  /** Notices that the machine slept, and a connection that has silently died. */
  #look() {
    const now = Date.now();
    const napped = Math.abs(now - this.lookedAt) > NAP_MS;
    this.lookedAt = now;
    if (napped) this.wake();
    else if (this.source && now - this.heardAt > SILENT_MS) this.#becomeCurrent();
  }

  /** @param {StreamState} state */
  #become(state) {
    if (state === this.state || FINAL.includes(this.state)) return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}
