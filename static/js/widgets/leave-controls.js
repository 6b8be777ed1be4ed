/** Stop, and eject after a second thought. */

import { part } from "../lib/dom.js";
import { remote, store } from "../lib/player.js";
import { hold, isHeld, onPress, press } from "../lib/press.js";

const WORDS = {
  silent: "Nothing is playing.",
  empty: "The bot is in no channel and the queue is empty.",
};

class LeaveControls extends HTMLElement {
  connectedCallback() {
    const [stop, eject] = [part(this, "stop"), part(this, "eject")];
    onPress(stop, () => remote.stop());
    eject.addEventListener("click", () => isHeld(eject) || this.#eject(eject));
    store.watch(["playback", "connection", "queue"], ({ playback, connection, queue }) => {
      hold(stop, playback.entry ? null : WORDS.silent);
      hold(eject, connection.channel || playback.entry || queue.length ? null : WORDS.empty);
    });
  }

  /** @param {HTMLElement} control */
  async #eject(control) {
    const dialog = /** @type {import("./eject-dialog.js").EjectDialog} */ (
      document.querySelector("eject-dialog")
    );
    if (await dialog.agreed()) press(control, () => remote.eject());
  }
}

customElements.define("leave-controls", LeaveControls);
