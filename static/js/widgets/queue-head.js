/** Above the queue: how much waits, how long it lasts, undoing one's last edit, and its menu. */

import { part, setText } from "../lib/dom.js";
import { roughTime } from "../lib/format.js";
import { clock, me, store } from "../lib/player.js";
import { positionAt } from "../lib/playhead.js";
import { isHeld } from "../lib/press.js";
import { undo } from "../lib/queue-edits.js";
import { t, tn } from "../lib/words.js";
import "./queue-actions.js";

const COUNT_EVERY_MS = 15_000;

class QueueHead extends HTMLElement {
  connectedCallback() {
    const button = part(this, "undo");
    button.addEventListener("click", () => isHeld(button) || undo(button));
    store.watch(["undo"], ({ undo: author }) => this.#offerUndo(button, author === me.id));
    store.watch(["queue", "playback"], () => this.#count());
    setInterval(() => this.#count(), COUNT_EVERY_MS);
  }

  /** @param {HTMLElement} button @param {boolean} possible */
  #offerUndo(button, possible) {
    const wasFocused = button === document.activeElement;
    button.hidden = !possible;
    if (wasFocused && !possible) part(this, "menu").focus();
  }

  #count() {
    const { queue, playback } = store.snapshot;
    part(this, "sum").hidden = queue.count === 0;
    const total = roughTime(queue.length);
    setText(part(this, "total"), `${tn("{n} track", "{n} tracks", queue.count)} · ${total}`);
    const length = playback.entry?.length ?? 0;
    const rest = length ? length - positionAt(playback, clock.now()) : 0;
    setText(part(this, "remaining"), t("{time} left in all", { time: roughTime(queue.length + rest) }));
  }
}

customElements.define("queue-head", QueueHead);
