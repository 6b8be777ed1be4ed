/** What can be done with the track that plays besides playing it: like it, copy its link. */

import { part } from "../lib/dom.js";
import { favourites } from "../lib/favourites.js";
import { copyLink } from "../lib/links.js";
import { likedAtFirst, store } from "../lib/player.js";
import { hold, isHeld } from "../lib/press.js";
import { t } from "../lib/words.js";
import "./favourite-button.js";

class NowActions extends HTMLElement {
  connectedCallback() {
    this.heart = /** @type {import("./favourite-button.js").FavouriteButton} */ (
      this.querySelector("favourite-button")
    );
    const { entry } = store.snapshot.playback;
    if (entry) favourites.learn(entry, likedAtFirst);
    store.watch(["playback"], ({ playback }) => this.#show(playback.entry));
    favourites.addEventListener("forgotten", () => this.#look());
    const copy = part(this, "copy");
    copy.addEventListener("click", () => {
      if (!isHeld(copy)) copyLink(copy, store.snapshot.playback.entry?.url ?? "");
    });
  }

  /** @param {import("../lib/snapshot.js").Entry | null} entry */
  #show(entry) {
    this.hidden = !entry;
    this.heart.show(entry);
    hold(part(this, "copy"), entry?.url ? null : t("This track has no link."));
    this.#look();
  }

  #look() {
    const { entry } = store.snapshot.playback;
    if (entry) favourites.look(entry);
  }
}

customElements.define("now-actions", NowActions);
