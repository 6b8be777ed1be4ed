/** Keeps a now-playing overlay at what plays. It stands alone: nobody is signed in where it is shown. */

import { ServerClock } from "./lib/clock.js";
import { isNewer } from "./lib/cursor.js";
import { part, setText } from "./lib/dom.js";
import { hideBrokenPictures, showCover } from "./lib/pictures.js";
import { isMoving, positionAt } from "./lib/playhead.js";
import { Stream } from "./lib/stream.js";

const DRAW_EVERY_MS = 250;

/** @type {{stream: string, playback: import("./lib/snapshot.js").Playback, cursor: string, now: number}} */
const first = JSON.parse(document.getElementById("overlay-data")?.textContent ?? "null");

class NowOverlay extends HTMLElement {
  connectedCallback() {
    this.clock = new ServerClock(first.now);
    this.seen = first.cursor;
    this.stream = new Stream(first.stream, first.cursor, diagnose, ["reset", "patch", "beat"]);
    this.clock.onDoubt = () => this.stream?.doubt();
    this.stream.addEventListener("frame", (event) => this.#take(/** @type {CustomEvent} */ (event).detail));
    this.stream.addEventListener("state", (event) => {
      const state = /** @type {CustomEvent} */ (event).detail;
      document.documentElement.dataset.stream = state;
      if (state === "no_access") this.dataset.state = "ended";
    });
    this.#show(first.playback);
    setInterval(() => this.#move(), DRAW_EVERY_MS);
    this.stream.start();
  }

  /** @param {import("./lib/stream.js").Frame} frame */
  #take({ kind, data, cursor }) {
    if (kind === "beat") this.clock?.learn(data);
    else if (kind === "reset" || isNewer(this.seen, cursor)) this.#show(data);
    this.seen = cursor ?? this.seen;
  }

  /** @param {import("./lib/snapshot.js").Playback} playback */
  #show(playback) {
    this.playback = playback;
    const { entry, paused } = playback;
    this.dataset.state = !entry ? "empty" : paused ? "paused" : "playing";
    this.toggleAttribute("data-live", Boolean(entry?.stream));
    if (!entry) return;
    setText(part(this, "title"), entry.title);
    setText(part(this, "author"), entry.author);
    showCover(this, entry);
    this.#move();
  }

  #move() {
    const { playback, clock } = this;
    if (!playback?.entry?.length || !clock) return;
    const share = positionAt(playback, clock.now()) / playback.entry.length;
    part(this, "line").style.setProperty("--share", Math.min(1, share).toFixed(4));
    this.toggleAttribute("data-moving", isMoving(playback));
  }
}

/** @returns {Promise<"no_access" | null>} */
async function diagnose() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    return answer.status === 404 ? "no_access" : null;
  } catch {
    return null;
  }
}

hideBrokenPictures();
customElements.define("now-overlay", NowOverlay);
