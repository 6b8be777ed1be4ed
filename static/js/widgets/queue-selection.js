/** The bar that appears while tracks of the queue are selected, and acts on all of them at once. */

import { part, setText } from "../lib/dom.js";
import { leave, RIGHTS, store } from "../lib/player.js";
import { isHeld, permit } from "../lib/press.js";
import { leaveToRemove, moveEntries, removeEntries, selection } from "../lib/queue-edits.js";
import { say } from "../lib/speak.js";
import { tn } from "../lib/words.js";

const OPEN = "dialog[open], [popover]:not([popover='manual']):popover-open";

class QueueSelection extends HTMLElement {
  connectedCallback() {
    const [remove, top, clear] = [part(this, "remove"), part(this, "top"), part(this, "clear")];
    remove.addEventListener("click", () => isHeld(remove) || removeEntries(remove, [...selection.ids]));
    top.addEventListener("click", () => isHeld(top) || moveEntries(top, [...selection.ids], 0));
    clear.addEventListener("click", () => selection.clear());
    // Last of all: whatever else Escape means at the moment has been heard before.
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(OPEN)) selection.clear();
    });
    selection.addEventListener("change", () => this.#show());
    store.watch(["queue", ...RIGHTS], () => this.#permit(top, remove));
    selection.addEventListener("change", () => this.#permit(top, remove));
  }

  /** @param {HTMLElement} top @param {HTMLElement} remove */
  #permit(top, remove) {
    permit(top, leave());
    permit(remove, leaveToRemove(selection.ids));
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
