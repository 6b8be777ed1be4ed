/** Keeps the list of servers true while somebody looks at it. */

import { keepFresh } from "../lib/freshness.js";

const EVERY_MS = 15_000;

class ServerList extends HTMLElement {
  connectedCallback() {
    keepFresh(this, EVERY_MS);
  }
}

customElements.define("server-list", ServerList);
