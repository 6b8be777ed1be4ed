/** Sends a list to be imported without leaving the page, and takes files that are dropped on it. */

import { part, setText } from "../lib/dom.js";
import { postForm } from "../lib/pages.js";
import { press } from "../lib/press.js";
import { say } from "../lib/speak.js";

class PlaylistImport extends HTMLElement {
  connectedCallback() {
    part(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const button = /** @type {HTMLElement} */ (event.submitter ?? this.querySelector("button"));
      press(button, () => this.#send(button));
    });
  }

  /** @param {HTMLElement} button */
  async #send(button) {
    /** @type {HTMLFormElement} */
    const form = part(this, "form");
    const { url, page } = await postForm(form, button);
    const refused = [...page.querySelectorAll(".field-problem:not([hidden])")].find((one) => one.textContent?.trim());
    if (refused) return this.#tell(refused.textContent?.trim() ?? "");
    if (new URL(url).pathname !== location.pathname) return location.assign(url);
    this.#tell("");
    form.reset();
    this.closest("details")?.removeAttribute("open");
    document.dispatchEvent(new Event("imports-changed"));
  }

  /** @param {string} words */
  #tell(words) {
    const reason = part(this, "reason");
    setText(reason, words);
    reason.hidden = !words;
    if (words) say(words);
  }
}

class PlaylistDrop extends HTMLElement {
  connectedCallback() {
    for (const name of ["dragenter", "dragover"]) {
      this.addEventListener(name, (event) => this.#hover(/** @type {DragEvent} */ (event)));
    }
    this.addEventListener("dragleave", () => delete this.dataset.over);
    this.addEventListener("drop", (event) => this.#take(event));
  }

  /** @param {DragEvent} event */
  #hover(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dataset.over = "";
  }

  /** @param {DragEvent} event */
  #take(event) {
    delete this.dataset.over;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    /** @type {HTMLInputElement} */
    const input = part(this, "file");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  }
}

customElements.define("playlist-import", PlaylistImport);
customElements.define("playlist-drop", PlaylistDrop);
