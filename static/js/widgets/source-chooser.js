/** Chooses where words are searched for; sources that no node has cannot be chosen. */

import { part } from "../lib/dom.js";
import { isLink } from "../lib/links.js";
import { remote, store } from "../lib/player.js";
import { t } from "../lib/words.js";

const PREFIXED = /^\s*[a-z]{2}\s*:/iu;

export class SourceChooser extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLSelectElement} */
    this.select = part(this, "source");
    this.hadNode = store.snapshot.connection.node;
    store.watch(["connection"], ({ connection }) => {
      if (connection.node !== this.hadNode) this.#refresh();
      this.hadNode = connection.node;
    });
  }

  /** @param {string} words @returns {string} the same with the chosen source's prefix */
  question(words) {
    const { value } = /** @type {HTMLSelectElement} */ (this.select);
    return !value || isLink(words) || PREFIXED.test(words) ? words : `${value}:${words}`;
  }

  async #refresh() {
    try {
      const { sources } = await remote.sources();
      for (const { prefix, title, available } of sources) this.#show(prefix, title, available);
    } catch {
      // A search that cannot be done says so itself.
    }
  }

  /** @param {string} prefix @param {string} title @param {boolean} available */
  #show(prefix, title, available) {
    const option = this.querySelector(`option[data-prefix="${prefix}"]`);
    if (!(option instanceof HTMLOptionElement)) return;
    option.disabled = !available;
    option.textContent = available ? title : t("{source} (not available here)", { source: title });
  }
}

customElements.define("source-chooser", SourceChooser);
