/** The bar that appears while tracks of the queue are selected, and acts on all of them at once. */

import { part, setText } from "../lib/dom.js";
import { moveEntries, removeEntries, selection } from "../lib/queue-edits.js";
import { say } from "../lib/speak.js";
import { tn } from "../lib/words.js";

class QueueSelection extends HTMLElement {
  connectedCallback() {
    const [remove, top, clear] = [part(this, "remove"), part(this, "top"), part(this, "clear")];
    remove.addEventListener("click", () => removeEntries(remove, [...selection.ids]));
    top.addEventListener("click", () => moveEntries(top, [...selection.ids], 0));
    clear.addEventListener("click", () => selection.clear());
    this.addEventListener("keydown", (event) => event.key === "Escape" && selection.clear());
    selection.addEventListener("change", () => this.#show());
  }

  #show() {
    const { size } = selection;
    const words = tn("{n} track selected", "{n} tracks selected", size);
    if (size || !this.hidden) say(words);
    if (!size && this.contains(document.activeElement)) leaveTo();
    this.hidden = size === 0;
    setText(part(this, "count"), words);
  }
}

/** The bar goes; the focus returns to the queue. */
function leaveTo() {
  const list = /** @type {HTMLElement} */ (document.querySelector("queue-list"));
  /** @type {HTMLElement | null} */
  const grip = list.querySelector('[data-part="grip"][tabindex="0"]');
  (grip ?? part(list, "find")).focus();
}

customElements.define("queue-selection", QueueSelection);
