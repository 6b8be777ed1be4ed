/** Lets people choose whether this device keeps a page for when the network is gone. */

import { part } from "../lib/dom.js";
import { isKept, keep } from "../lib/shell.js";

class OfflineChoice extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    const choice = part(this, "choice");
    this.hidden = !("serviceWorker" in navigator);
    choice.checked = isKept();
    choice.addEventListener("change", () => keep(choice.checked));
  }
}

customElements.define("offline-choice", OfflineChoice);
