/** The small menu of one queue entry; it says what was chosen and does nothing itself. */

import { part, parts, setText } from "../lib/dom.js";
import { store } from "../lib/player.js";
import { hold, isHeld } from "../lib/press.js";
import { t } from "../lib/words.js";

const WORDS = { first: t("It is first already."), last: t("It is last already.") };
const GAP_PX = 4;

export class QueueMenu extends HTMLElement {
  connectedCallback() {
    for (const button of parts(this, "action")) {
      button.addEventListener("click", () => isHeld(button) || this.#choose(button.dataset.action));
    }
    this.addEventListener("toggle", (event) => {
      const open = /** @type {ToggleEvent} */ (event).newState === "open";
      this.control?.setAttribute("aria-expanded", String(open));
    });
    this.addEventListener("keydown", (event) => this.#walk(event));
  }

  /** @param {HTMLElement} control the button that it belongs to @param {number} id */
  open(control, id) {
    const { queue } = store.snapshot;
    const index = queue.findIndex((entry) => entry.id === id);
    if (index < 0) return;
    this.control = control;
    this.entryId = id;
    setText(part(this, "title"), queue[index].title);
    for (const button of parts(this, "action")) {
      const action = button.dataset.action ?? "";
      const first = index === 0 && ["top", "up"].includes(action);
      const last = index === queue.length - 1 && action === "down";
      hold(button, first ? WORDS.first : last ? WORDS.last : null);
    }
    this.showPopover();
    this.#put(control.getBoundingClientRect());
    parts(this, "action")[0].focus();
  }

  /** @param {string | undefined} action */
  #choose(action) {
    const { control, entryId: id } = this;
    this.hidePopover();
    control?.focus();
    const detail = { id, action, control };
    document.dispatchEvent(new CustomEvent("queue-action", { detail }));
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const buttons = parts(this, "action");
    const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    buttons[(at + by + buttons.length) % buttons.length].focus();
  }

  /** @param {DOMRect} beside */
  #put(beside) {
    const { width, height } = this.getBoundingClientRect();
    const fits = beside.bottom + GAP_PX + height < innerHeight;
    this.style.setProperty("--left", `${Math.max(8, beside.right - width)}px`);
    this.style.setProperty("--top", `${fits ? beside.bottom + GAP_PX : Math.max(8, beside.top - height - GAP_PX)}px`);
  }
}

customElements.define("queue-menu", QueueMenu);
