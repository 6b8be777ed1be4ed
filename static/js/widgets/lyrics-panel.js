/** The words of what plays; the line being sung is marked and kept in view, and a press seeks there. */

import { read } from "../lib/api.js";
import { part, parts, setText, stamp } from "../lib/dom.js";
import { clock, leave, remote, store } from "../lib/player.js";
import { isMoving, positionAt } from "../lib/playhead.js";
import { recall, remember } from "../lib/preferences.js";
import { press } from "../lib/press.js";
import { showReason } from "../lib/reasons.js";
import { lineAt, untilNextLine } from "../lib/sung.js";
import { t } from "../lib/words.js";

/** @typedef {{id: number, provider: string, text: string, lines: {at: number, text: string}[]}} Sung */
/** @typedef {import("../lib/api.js").Refused} Refused */

const REMEMBERED = "lyrics";
const UNSUPPORTED = 501;
const HANDS_OFF_MS = 4_000;
const LONGEST_WAIT_MS = 60_000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

class LyricsPanel extends HTMLElement {
  connectedCallback() {
    this.toggle = /** @type {HTMLElement} */ (document.getElementById("lyrics-toggle"));
    this.list = part(this, "lines");
    /** @type {Sung | null} */
    this.sung = null;
    this.open = recall(REMEMBERED) === "open";
    this.supported = true;
    this.scrolledAt = -HANDS_OFF_MS;
    /** @type {number | null} */
    this.at = null;
    this.#listen();
    store.watch(["playback"], ({ playback }) => this.#take(playback.entry));
    store.watch(["connection"], ({ connection }) => this.#reconnected(connection.node));
  }

  #listen() {
    this.toggle?.addEventListener("click", () => {
      this.open = !this.open;
      remember(REMEMBERED, this.open ? "open" : "closed");
      this.#show();
    });
    this.list?.addEventListener("click", (event) => this.#press(/** @type {Element} */ (event.target)));
    this.list?.addEventListener("keydown", (event) => this.#walk(event));
    // Whoever reads ahead is left alone for a while.
    for (const hand of ["wheel", "touchmove", "pointerdown"]) {
      this.list?.addEventListener(hand, () => (this.scrolledAt = performance.now()), { passive: true });
    }
    document.addEventListener("visibilitychange", () => this.#follow());
  }

  /** @param {import("../lib/snapshot.js").Entry | null} entry */
  #take(entry) {
    if (entry?.id !== this.entryId) this.#change(entry);
    this.#follow();
  }

  /** @param {import("../lib/snapshot.js").Entry | null} entry */
  #change(entry) {
    this.entryId = entry?.id;
    this.sung = null;
    this.#draw();
    if (entry && !entry.stream && this.supported) this.#fetch(entry.id);
  }

  /** @param {boolean} node whether a node is there, perhaps another one than before */
  #reconnected(node) {
    if (node && this.hadNode === false) {
      this.supported = true;
      if (!this.sung) this.#change(store.snapshot.playback.entry);
    }
    this.hadNode = node;
  }

  /** @param {number} id */
  async #fetch(id) {
    try {
      const sung = await read(remote.path("/tracks/lyrics"));
      // What plays by now is asked for by itself.
      if (sung.id !== this.entryId) return;
      this.sung = sung;
      this.#draw();
    } catch (refusal) {
      const { status } = /** @type {Refused} */ (refusal);
      if (status === UNSUPPORTED) this.supported = false;
    }
    if (id === this.entryId) this.#follow();
  }

  #draw() {
    const { lines, text, provider } = this.sung ?? { lines: [], text: "", provider: "" };
    this.at = null;
    this.list?.replaceChildren(...lines.map((line) => this.#line(line.text)));
    /** @type {HTMLElement} */ (this.list).hidden = !lines.length;
    const plain = part(this, "plain");
    plain.hidden = Boolean(lines.length);
    setText(plain, lines.length ? "" : text);
    setText(part(this, "provider"), provider ? t("from {provider}", { provider }) : "");
    this.#show();
  }

  /** @param {string} text */
  #line(text) {
    const row = stamp(this);
    setText(part(row, "line"), text || "♪");
    return row;
  }

  #show() {
    const there = Boolean(this.sung);
    this.hidden = !there || !this.open;
    this.toggle?.toggleAttribute("data-there", there);
    this.toggle?.setAttribute("aria-expanded", String(!this.hidden));
    this.at = null;
    this.#follow();
  }

  /** Marks the line of this moment, and comes back when the next one begins. */
  #follow() {
    clearTimeout(this.timer);
    const lines = this.sung?.lines ?? [];
    if (!lines.length || this.hidden || document.hidden) return;
    const { playback } = store.snapshot;
    const position = positionAt(playback, clock.now());
    this.#mark(lineAt(lines, position));
    const wait = isMoving(playback) ? untilNextLine(lines, position, playback.rate) : null;
    if (wait !== null) this.timer = setTimeout(() => this.#follow(), Math.min(wait + 1, LONGEST_WAIT_MS));
  }

  /** @param {number} at */
  #mark(at) {
    if (at === this.at) return;
    const rows = parts(/** @type {HTMLElement} */ (this.list), "line");
    rows[this.at ?? -1]?.removeAttribute("aria-current");
    this.at = at;
    const sung = rows[at];
    sung?.setAttribute("aria-current", "true");
    const reading = this.list?.querySelector(":focus-visible");
    if (!reading) rows.forEach((row, index) => (row.tabIndex = index === Math.max(0, at) ? 0 : -1));
    if (!reading && performance.now() - this.scrolledAt > HANDS_OFF_MS) this.#centre(sung ?? rows[0]);
  }

  /** @param {HTMLElement} row */
  #centre(row) {
    const list = /** @type {HTMLElement} */ (this.list);
    const top = row.offsetTop - (list.clientHeight - row.offsetHeight) / 2;
    list.scrollTo({ top, behavior: calm.matches ? "instant" : "smooth" });
  }

  /** @param {Element} target */
  #press(target) {
    const row = /** @type {HTMLElement | null} */ (target.closest('[data-part="line"]'));
    const line = row && this.sung?.lines[parts(/** @type {HTMLElement} */ (this.list), "line").indexOf(row)];
    if (!row || !line) return;
    this.scrolledAt = -HANDS_OFF_MS;
    const { grant, reason } = leave();
    if (grant === "no") showReason(row, reason ?? "");
    else press(row, () => remote.seek(line.at));
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const rows = parts(/** @type {HTMLElement} */ (this.list), "line");
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (at < 0 || to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[at].tabIndex = -1;
    rows[to].tabIndex = 0;
    rows[to].focus();
  }
}

customElements.define("lyrics-panel", LyricsPanel);
