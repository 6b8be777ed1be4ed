/** Stands in for a page that could not be reached, and loads that page as soon as the server answers. */

import { waitMs } from "../lib/backoff.js";

const ALIVE = "/healthz";
const OWN_PATH = "/offline";

class OfflinePage extends HTMLElement {
  connectedCallback() {
    this.failures = 0;
    addEventListener("online", () => this.#look());
    document.addEventListener("visibilitychange", () => document.hidden || this.#look());
    this.#later();
  }

  #later() {
    clearTimeout(this.timer);
    this.failures += 1;
    this.timer = setTimeout(() => this.#look(), waitMs(this.failures));
  }

  async #look() {
    if (!(await isAlive())) this.#later();
    // Somebody may have come here on purpose, and would come back here for ever.
    else if (location.pathname === OWN_PATH) location.replace("/");
    else location.reload();
  }
}

async function isAlive() {
  try {
    return (await fetch(ALIVE, { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

customElements.define("offline-page", OfflinePage);
