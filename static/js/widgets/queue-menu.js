/** The small menu of one queue entry. */

import { part, parts, setText } from "../lib/dom.js";
import { favourites } from "../lib/favourites.js";
import { leave, store } from "../lib/player.js";
import { putBeside, walk } from "../lib/popover-menu.js";
import { hold, isHeld, permit } from "../lib/press.js";
import { jumpTo, leaveToRemove, moveEntries, removeEntries, selection, titleOf } from "../lib/queue-edits.js";
import { t } from "../lib/words.js";
import "./favourite-button.js";

/** @typedef {"jump" | "top" | "up" | "down" | "select" | "remove"} Action */

export class QueueMenu extends HTMLElement {
  connectedCallback() {
    for (const button of parts(this, "action")) {
      const action = /** @type {Action} */ (button.dataset.action);
      button.addEventListener("click", () => isHeld(button) || this.#choose(action));
    }
    this.addEventListener("toggle", (event) => {
      const open = /** @type {ToggleEvent} */ (event).newState === "open";
      this.control?.setAttribute("aria-expanded", String(open));
    });
    this.addEventListener("keydown", (event) => walk(event, [...this.querySelectorAll("button")]));
  }

  /** @param {HTMLElement} control the button that it belongs to @param {number} id */
  open(control, id) {
    const { ids, count } = store.snapshot.queue;
    const place = ids.indexOf(id);
    if (place < 0) return;
    this.control = control;
    this.entryId = id;
    setText(part(this, "title"), titleOf(id));
    this.#offerHeart(id);
    for (const button of parts(this, "action")) {
      const action = button.dataset.action ?? "";
      const first = place === 0 && ["top", "up"].includes(action);
      const last = place === count - 1 && action === "down";
      if (first) hold(button, t("It is first already."));
      else if (last) hold(button, t("It is last already."));
      else if (action === "select") hold(button, null);
      else permit(button, action === "remove" ? leaveToRemove([id]) : leave());
    }
    this.showPopover();
    putBeside(this, control);
    parts(this, "action")[0].focus();
  }

  /** @param {number} id */
  #offerHeart(id) {
    const entry = store.snapshot.queue.known.get(id) ?? null;
    const heart = /** @type {import("./favourite-button.js").FavouriteButton} */ (
      this.querySelector("favourite-button")
    );
    heart.hidden = !entry;
    heart.show(entry);
    if (entry) favourites.look(entry);
  }

  /** @param {Action} action */
  #choose(action) {
    const { control, entryId: id } = this;
    this.hidePopover();
    control?.focus();
    if (control && id !== undefined) act(action, control, id);
  }
}

/** @param {Action} action @param {HTMLElement} control @param {number} id */
function act(action, control, id) {
  const place = store.snapshot.queue.ids.indexOf(id);
  if (action === "jump") jumpTo(control, id);
  else if (action === "remove") removeEntries(control, [id]);
  else if (action === "select") selection.toggle(id);
  else moveEntries(control, [id], { top: 0, up: place - 1, down: place + 1 }[action]);
}

customElements.define("queue-menu", QueueMenu);
