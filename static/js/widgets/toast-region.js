/** Shows short messages at the edge of the page, and reads messages out without showing them. */

import { part, parts, stamp } from "../lib/dom.js";

const SHOWN_MS = 6_000;
const PROBLEM_SHOWN_MS = 12_000;
const MOST = 4;
const RENEW_MS = 60;

class ToastRegion extends HTMLElement {
  connectedCallback() {
    this.list = part(this, "toasts");
    this.heard = part(this, "heard");
    /** @type {string[]} */
    this.unheard = [];
    document.addEventListener("toast", (event) => {
      const { text, tone, action } = /** @type {CustomEvent} */ (event).detail;
      this.#show(text, tone, action);
    });
    document.addEventListener("say", (event) => this.#say(/** @type {CustomEvent} */ (event).detail));
  }

  /**
   * @param {string} text
   * @param {import("../lib/speak.js").Tone} tone
   * @param {import("../lib/speak.js").ToastAction} [action]
   */
  #show(text, tone, action) {
    const toast = stamp(this);
    toast.dataset.tone = tone;
    part(toast, "text").textContent = text;
    part(toast, "dismiss").addEventListener("click", () => toast.remove());
    if (action) {
      // Only the latest edit can be taken back.
      for (const old of parts(this.list, "action")) if (!old.hidden) old.closest(".toast")?.remove();
      offer(toast, action);
    }
    this.list.append(toast);
    while (this.list.children.length > MOST) this.list.firstElementChild?.remove();
    this.#dismissLater(toast, tone === "problem" ? PROBLEM_SHOWN_MS : SHOWN_MS);
    this.#say(text);
  }

  /** @param {HTMLElement} toast @param {number} after */
  #dismissLater(toast, after) {
    setTimeout(() => {
      if (toast.matches(":hover, :focus-within")) this.#dismissLater(toast, after);
      else toast.remove();
    }, after);
  }

  /** @param {string} text */
  #say(text) {
    // Emptied first, so that the same sentence is read out a second time; what comes at the same
    // moment is read out together.
    this.heard.textContent = "";
    this.unheard.push(text);
    clearTimeout(this.renewing);
    this.renewing = setTimeout(() => {
      this.heard.textContent = this.unheard.splice(0).join(" ");
    }, RENEW_MS);
  }
}

/** @param {HTMLElement} toast @param {import("../lib/speak.js").ToastAction} action */
function offer(toast, { word, act }) {
  const button = part(toast, "action");
  button.hidden = false;
  button.textContent = word;
  button.addEventListener("click", async () => {
    await act(button);
    toast.remove();
  });
}

customElements.define("toast-region", ToastRegion);
