/** Keeps a log's lines fresh while somebody reads them, with times as the clock on their wall has them. */

import { keepFresh } from "../lib/freshness.js";

const EVERY_MS = 10_000;

class ActivityLog extends HTMLElement {
  connectedCallback() {
    keepFresh(this, EVERY_MS, () => this.#tellTimes());
    this.#tellTimes();
  }

  #tellTimes() {
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    for (const time of this.querySelectorAll("time")) {
      time.title = time.textContent;
      time.textContent = words.format(new Date(time.dateTime));
    }
  }
}

customElements.define("activity-log", ActivityLog);
