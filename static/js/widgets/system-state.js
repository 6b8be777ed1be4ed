/** Keeps the system's page true while somebody looks at it, with times as their clock has them. */

import { keepFresh } from "../lib/freshness.js";
import { showMoment } from "../lib/moments.js";

const EVERY_MS = 5_000;

class SystemState extends HTMLElement {
  connectedCallback() {
    keepFresh(this, EVERY_MS, () => this.#tellTimes());
    this.#tellTimes();
  }

  #tellTimes() {
    for (const time of this.querySelectorAll("time")) showMoment(time, Date.parse(time.dateTime), Date.now());
  }
}

customElements.define("system-state", SystemState);
