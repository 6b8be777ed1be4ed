/** Shows one of several panels; arrow keys lead from tab to tab. */

import { part, parts, setText } from "../lib/dom.js";
import { store } from "../lib/player.js";

class TabSet extends HTMLElement {
  connectedCallback() {
    this.tabs = parts(this, "tab");
    this.tabs.forEach((tab) => tab.addEventListener("click", () => this.#select(tab)));
    this.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("open-tab", (event) => {
      const name = /** @type {CustomEvent<string>} */ (event).detail;
      const tab = this.tabs.find((one) => one.getAttribute("aria-controls") === name);
      if (tab) this.#select(tab);
      tab?.focus();
    });
    this.#select(this.tabs[0]);
    this.dataset.ready = "";
    store.watch(["listeners"], ({ listeners }) => {
      setText(part(this, "people-count"), String(listeners.length));
    });
  }

  /** @param {HTMLElement} chosen */
  #select(chosen) {
    for (const tab of this.tabs) {
      const selected = tab === chosen;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      if (panel) panel.hidden = !selected;
      if (selected) panel?.dispatchEvent(new Event("shown"));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = this.tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    if (at < 0) return;
    const last = this.tabs.length - 1;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = this.tabs[(to + this.tabs.length) % this.tabs.length];
    this.#select(tab);
    tab.focus();
  }
}

customElements.define("tab-set", TabSet);
