/** Stop, and eject after a second thought. */

import { part } from "../lib/dom.js";
import { RIGHTS, leave, remote, store } from "../lib/player.js";
import { hold, isHeld, onPress, permit, press } from "../lib/press.js";
import { t } from "../lib/words.js";

const WORDS = {
  silent: t("Nothing is playing."),
  empty: t("The bot is in no channel and the queue is empty."),
};

class LeaveControls extends HTMLElement {
  connectedCallback() {
    const [stop, eject] = [part(this, "stop"), part(this, "eject")];
    onPress(stop, () => remote.stop());
    eject.addEventListener("click", () => isHeld(eject) || this.#eject(eject));
    store.watch(["playback", "queue", ...RIGHTS], ({ playback, connection, queue }) => {
      if (playback.entry) permit(stop, leave());
      else hold(stop, WORDS.silent);
      if (connection.channel || playback.entry || queue.count) permit(eject, leave());
      else hold(eject, WORDS.empty);
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
