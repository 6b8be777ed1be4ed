/** Signs out without leaving the person on the API's bare answer. */

import { part } from "../lib/dom.js";
import { read } from "../lib/api.js";
import { toast } from "../lib/speak.js";

class SignOut extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLAnchorElement} */
    const link = part(this, "link");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.#leave(link.href);
    });
  }

  /** @param {string} url */
  async #leave(url) {
    try {
      await read(url);
    } catch (refusal) {
      const { status, message } = /** @type {import("../lib/api.js").Refused} */ (refusal);
      if (status !== 401) return toast(message, "problem");
    }
    location.assign("/");
  }
}

customElements.define("sign-out", SignOut);
