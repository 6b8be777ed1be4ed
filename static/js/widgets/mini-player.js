/** Names the track in the bar at the bottom, and leads back to it. */

import { part, setText } from "../lib/dom.js";
import { showCover } from "../lib/pictures.js";
import { store } from "../lib/player.js";
import { t } from "../lib/words.js";

const WORDS = { nothing: t("Nothing is playing") };

class MiniPlayer extends HTMLElement {
  connectedCallback() {
    store.watch(["playback"], ({ playback: { entry } }) => {
      setText(part(this, "title"), entry?.title ?? WORDS.nothing);
      setText(part(this, "author"), entry?.author ?? "");
      showCover(this, entry ?? { title: "auxcord", thumbnail: null });
    });
  }
}

customElements.define("mini-player", MiniPlayer);
