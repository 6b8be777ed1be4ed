/** What somebody hears in another place, as long as it plays there. */

import { renew } from "../lib/freshness.js";
import { followPersonal, personal } from "../lib/personal.js";

const LONGEST_MS = 2 ** 31 - 1;

class PlayingElsewhere extends HTMLElement {
  connectedCallback() {
    personal.addEventListener("elsewhere", (event) => this.#take(/** @type {CustomEvent} */ (event).detail?.until));
    personal.addEventListener("reset", (event) => {
      this.#take(/** @type {CustomEvent} */ (event).detail.elsewhere?.until);
    });
    this.#endAt(Number(this.dataset.until));
    followPersonal(this.dataset.me ?? "", Date.now);
  }

  /** @param {number | undefined} until in Unix milliseconds; undefined where nothing plays */
  #take(until) {
    this.#endAt(until);
    renew(this);
  }

  /** @param {number | undefined} until */
  #endAt(until) {
    clearTimeout(this.timer);
    const left = (until || 0) - Date.now();
    if (left > 0) this.timer = setTimeout(() => renew(this), Math.min(left, LONGEST_MS));
  }
}

customElements.define("playing-elsewhere", PlayingElsewhere);
