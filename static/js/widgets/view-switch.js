/** On a phone, shows one view at a time; the address remembers which, so that Back works. */

import { parts } from "../lib/dom.js";

const VIEWS = ["now", "queue", "search"];

class ViewSwitch extends HTMLElement {
  connectedCallback() {
    this.player = /** @type {HTMLElement} */ (document.querySelector(".player"));
    addEventListener("hashchange", () => this.#show());
    document.addEventListener("find", () => this.#go("search"));
    document.addEventListener("open-tab", () => this.#go("queue"));
    this.#show();
  }

  /** @param {string} view */
  #go(view) {
    if (isPhone()) location.hash = view;
  }

  #show() {
    const asked = location.hash.slice(1);
    const view = VIEWS.includes(asked) ? asked : "now";
    this.player.dataset.view = view;
    for (const link of parts(this, "view")) {
      const here = link.dataset.view === view;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!isPhone()) return;
    scrollTo(0, 0);
    if (view === "search") document.getElementById("search-input")?.focus();
  }
}

function isPhone() {
  return matchMedia("(max-width: 45rem), (max-height: 32rem)").matches;
}

customElements.define("view-switch", ViewSwitch);
