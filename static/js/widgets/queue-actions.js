/** The menu of the whole queue: tidy it up, select all of it, keep it as a playlist. */

import { part, parts } from "../lib/dom.js";
import { leave, remote, store } from "../lib/player.js";
import { hold, isHeld, permit, press } from "../lib/press.js";
import { putBeside, walk } from "../lib/popover-menu.js";
import { offerUndo, selection } from "../lib/queue-edits.js";
import { toast } from "../lib/speak.js";
import { t } from "../lib/words.js";

/** @typedef {"clear" | "clear_mine" | "deduplicate" | "shuffle_queue"} Tidying */

class QueueActions extends HTMLElement {
  connectedCallback() {
    this.control = /** @type {HTMLElement} */ (document.querySelector('queue-head [data-part="menu"]'));
    this.control.addEventListener("click", () => this.#open());
    for (const button of parts(this, "action")) {
      button.addEventListener("click", () => isHeld(button) || this.#choose(button.dataset.action ?? ""));
    }
    this.addEventListener("toggle", (event) => {
      const open = /** @type {ToggleEvent} */ (event).newState === "open";
      this.control.setAttribute("aria-expanded", String(open));
    });
    this.addEventListener("keydown", (event) => walk(event, parts(this, "action")));
    part(document, "save-dialog").addEventListener("close", () => this.#save());
  }

  #open() {
    const { queue, playback } = store.snapshot;
    for (const button of parts(this, "action")) {
      const { action } = button.dataset;
      if (!queue.count && !(action === "save" && playback.entry)) hold(button, t("The queue is empty."));
      else if (action === "save" || action === "select") hold(button, null);
      else permit(button, leave({ harmless: action === "clear_mine" }));
    }
    this.showPopover();
    putBeside(this, this.control);
    parts(this, "action")[0].focus();
  }

  /** @param {string} action */
  async #choose(action) {
    this.hidePopover();
    this.control.focus();
    if (action === "select") selection.all(store.snapshot.queue.ids);
    else if (action === "save") this.#askName();
    else await this.#tidy(/** @type {Tidying} */ (action));
  }

  /** @param {Tidying} action */
  async #tidy(action) {
    const before = store.snapshot.queue.count;
    const left = await press(this.control, () => remote.tidy(action));
    if (left === undefined) return;
    if (left === before && action !== "shuffle_queue") toast(idleWords(action));
    else offerUndo(doneWords(action));
  }

  #askName() {
    const dialog = /** @type {HTMLDialogElement} */ (part(document, "save-dialog"));
    dialog.returnValue = "";
    dialog.showModal();
  }

  async #save() {
    const dialog = /** @type {HTMLDialogElement} */ (part(document, "save-dialog"));
    if (dialog.returnValue !== "save") return;
    const name = /** @type {HTMLInputElement} */ (part(dialog, "name")).value.trim();
    const saved = await press(this.control, () => remote.save(name));
    if (saved) toast(t("Saved as the playlist {name}.", { name: saved.name }));
  }
}

/** @param {Tidying} action */
function doneWords(action) {
  return {
    clear: t("The queue is cleared."),
    clear_mine: t("Your tracks are gone from the queue."),
    deduplicate: t("Doubles are gone from the queue."),
    shuffle_queue: t("The queue is shuffled."),
  }[action];
}

/** @param {Tidying} action */
function idleWords(action) {
  return {
    clear: t("The queue is empty."),
    clear_mine: t("None of the tracks in the queue is yours."),
    deduplicate: t("No track is in the queue twice."),
    shuffle_queue: t("The queue is shuffled."),
  }[action];
}

customElements.define("queue-actions", QueueActions);
