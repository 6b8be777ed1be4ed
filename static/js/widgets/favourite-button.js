/** A heart that makes a track a favourite; it may be told of another track at any time. */

import { part, setText } from "../lib/dom.js";
import { favourites } from "../lib/favourites.js";
import { hold, onPress } from "../lib/press.js";
import { t } from "../lib/words.js";

/** @typedef {import("../lib/favourites.js").Likable} Likable */

export class FavouriteButton extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    /** @type {Likable | null} */
    this.track ??= null;
    this.button = part(this, "heart");
    this.words = this.querySelector('[data-part="heart-words"]');
    onPress(this.button, async () => {
      if (this.track) await favourites.toggle(this.track);
    });
    this.draw = () => this.#draw();
    favourites.addEventListener("change", this.draw);
    this.#draw();
  }

  disconnectedCallback() {
    if (this.draw) favourites.removeEventListener("change", this.draw);
    this.button = undefined;
  }

  /** @param {Likable | null} track */
  show(track) {
    this.track = track;
    if (this.button) this.#draw();
  }

  #draw() {
    const { button, track } = this;
    if (!button || !track) return;
    const liked = Boolean(favourites.has(track));
    button.setAttribute("aria-pressed", String(liked));
    hold(button, track.url ? null : t("This track has no link to remember it by."));
    if (this.words) {
      setText(this.words, liked ? t("Remove from favourites") : t("Add to favourites"));
    } else {
      button.setAttribute("aria-label", t("Favourite: {title}", { title: track.title }));
      button.title = liked ? t("Remove from favourites") : t("Add to favourites");
    }
  }
}

customElements.define("favourite-button", FavouriteButton);
