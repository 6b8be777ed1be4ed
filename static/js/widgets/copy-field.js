/** Copies the text of a field that is there to be copied. */

import { part } from "../lib/dom.js";
import { copyLink } from "../lib/links.js";

class CopyField extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    const text = part(this, "text");
    const copy = part(this, "copy");
    copy.hidden = false;
    copy.addEventListener("click", () => copyLink(copy, text.value));
    text.addEventListener("focus", () => text.select());
  }
}

customElements.define("copy-field", CopyField);
