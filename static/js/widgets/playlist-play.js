/** Has a playlist or the favourites played, without leaving the page. */

import { send } from "../lib/api.js";
import { part } from "../lib/dom.js";
import { press } from "../lib/press.js";
import { toast } from "../lib/speak.js";
import { t, tn } from "../lib/words.js";

class PlaylistPlay extends HTMLElement {
  connectedCallback() {
    part(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      // The forms around it are sent in another way.
      event.stopPropagation();
      const button = /** @type {HTMLButtonElement} */ (event.submitter ?? this.querySelector("button"));
      press(button, () => this.#play(button.value));
    });
  }

  /** @param {string} placement */
  async #play(placement) {
    /** @type {HTMLFormElement} */
    const form = part(this, "form");
    const guild = String(new FormData(form).get("guild_id"));
    const address = new URL(this.dataset.address ?? "", location.href);
    address.searchParams.set("guild_id", guild);
    const replace = placement === "replace";
    const wish = { placement: replace ? "now" : placement, replace };
    const { added } = await send(address.pathname + address.search, wish);
    const words = tn("Added {n} track of {title}.", "Added {n} tracks of {title}.", added, {
      title: this.dataset.title ?? "",
    });
    toast(words, "info", { word: t("Open the player"), act: () => location.assign(`/servers/${guild}`) });
    this.closest("details")?.removeAttribute("open");
  }
}

customElements.define("playlist-play", PlaylistPlay);
