/** Keeps the list of one's playlists true while others edit them and imports go on. */

import { renew } from "../lib/freshness.js";
import { followPersonal, personal } from "../lib/personal.js";

const SOON_MS = 300;

class PlaylistShelf extends HTMLElement {
  connectedCallback() {
    const { me } = JSON.parse(document.getElementById("library-data")?.textContent ?? "{}");
    for (const name of ["playlist", "favorite", "job", "reset"]) {
      personal.addEventListener(name, () => this.#renewSoon());
    }
    followPersonal(me, Date.now);
  }

  /** An import tells of many edits in a row; one look after them is enough. */
  #renewSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => renew(this), SOON_MS);
  }
}

customElements.define("playlist-shelf", PlaylistShelf);
