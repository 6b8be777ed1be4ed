/** Name, picture and size of a playlist, true while others edit; says when it can be seen no more. */

import { part, setText } from "../lib/dom.js";
import { roughTime } from "../lib/format.js";
import { renew } from "../lib/freshness.js";
import { followPlaylist, playlist } from "../lib/playlist.js";
import { t, tn } from "../lib/words.js";

/** @typedef {import("../lib/playlist.js").Patch} Patch */

const COVERS = 4;
const SOON_MS = 400;

const SENTENCES = {
  gone: t("This playlist was deleted."),
  no_access: t("This link opens the playlist no more. Ask its owner for a new one."),
  signed_out: t("You are signed out. Sign in again to go on."),
  reconnecting: t("The connection to the server is gone. Trying again…"),
  offline: t("You are offline. This page goes on by itself when you are back."),
};

class PlaylistHead extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    playlist.addEventListener("change", (event) => {
      this.#draw(/** @type {CustomEvent} */ (event).detail.patch);
    });
    playlist.addEventListener("state", (event) => this.#tell(/** @type {CustomEvent} */ (event).detail));
    playlist.addEventListener("gone", () => {
      this.gone = true;
      this.#tell("gone");
    });
    followPlaylist();
  }

  /** @param {Patch | null} patch */
  #draw(patch) {
    setText(part(this, "name"), playlist.name);
    document.title = `${playlist.name} · Auxcord`;
    const sum = this.querySelector('[data-part="sum"]');
    const { length } = playlist.tracks;
    const tracks = tn("{n} track", "{n} tracks", length);
    if (sum) setText(sum, length ? `${tracks} · ${roughTime(playlist.duration)}` : tracks);
    if (!patch || !changesPicture(patch)) return;
    clearTimeout(this.renewing);
    this.renewing = setTimeout(() => this.#renew(), SOON_MS);
  }

  async #renew() {
    await renew(this);
    // What has come in the meantime is newer than the page that was asked for.
    this.#draw(null);
  }

  /** @param {string} state */
  #tell(state) {
    const sentence = SENTENCES[/** @type {keyof typeof SENTENCES} */ (this.gone ? "gone" : state)] ?? "";
    const line = part(this, "state");
    line.hidden = !sentence;
    setText(line, sentence);
  }
}

/** Says whether the cover is another one now. @param {Patch} patch */
function changesPicture({ ops, name, image, url }) {
  if ((name ?? image ?? url) !== undefined) return true;
  return ops.some((op) => op.op === "fetch" || ("at" in op ? op.at : Math.min(op.from, op.to)) < COVERS);
}

customElements.define("playlist-head", PlaylistHead);
