/** Draws what is in it anew when the person's stream tells of one of its events. */

import { renew } from "../lib/freshness.js";
import { followPersonal, personal } from "../lib/personal.js";

const AT_MOST_EVERY_MS = 300;
const { me } = JSON.parse(document.getElementById("library-data")?.textContent ?? "{}");
/** @type {number | undefined} */
let waiting;

class LibraryLive extends HTMLElement {
  connectedCallback() {
    this.left = new AbortController();
    const kinds = (this.dataset.events ?? "").split(" ");
    for (const kind of ["reset", ...kinds]) {
      personal.addEventListener(kind, renewSoon, { signal: this.left.signal });
    }
    // A form has brought us, and what came while its answer was under way was told to another.
    if (document.readyState === "complete") renewSoon();
  }

  disconnectedCallback() {
    this.left?.abort();
  }
}

/** A list of a thousand wishes changes more often than anybody can look. */
function renewSoon() {
  waiting ??= setTimeout(() => {
    waiting = undefined;
    const shown = /** @type {HTMLElement | null} */ (document.querySelector("library-live"));
    if (shown) renew(shown);
  }, AT_MOST_EVERY_MS);
}

customElements.define("library-live", LibraryLive);
followPersonal(me, () => Date.now());
