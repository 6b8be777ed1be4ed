/** Says in a word where the bot is and whether this page hears of it; in a sentence what is wrong. */

import { part, setText } from "../lib/dom.js";
import { store, stream } from "../lib/player.js";
import { say, toast } from "../lib/speak.js";
import { standing } from "../lib/standing.js";
import { t } from "../lib/words.js";

const WORDS = { back: t("Connected again.") };

class ConnectionStatus extends HTMLElement {
  connectedCallback() {
    this.streamState = "connecting";
    /** @type {HTMLElement | null} */
    this.notice = document.querySelector(".connection-notice");
    stream.addEventListener("state", (event) => this.#hear(/** @type {CustomEvent} */ (event).detail));
    store.watch(["connection", "playback"], () => this.#draw());
  }

  /** @param {import("../lib/stream.js").StreamState} state */
  #hear(state) {
    const before = this.streamState;
    this.streamState = state;
    this.#draw();
    if (state === "live" && before !== "connecting") say(WORDS.back);
    if (state === "no_access") toast(standing(state, store.snapshot).sentence ?? "", "problem");
  }

  #draw() {
    const { mood, word, sentence } = standing(this.streamState, store.snapshot);
    this.dataset.mood = mood;
    setText(part(this, "word"), word);
    if (!this.notice) return;
    this.notice.hidden = !sentence;
    this.notice.dataset.mood = mood;
    setText(part(this.notice, "sentence"), sentence ?? "");
  }
}

customElements.define("connection-status", ConnectionStatus);
