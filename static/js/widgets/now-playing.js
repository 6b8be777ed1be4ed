/** Shows the track that plays: its picture, its names, and who asked for it. */

import { paintAccent } from "../lib/accent.js";
import { part, setAttribute, setText } from "../lib/dom.js";
import { showCover, showFace } from "../lib/pictures.js";
import { guild, store } from "../lib/player.js";
import { say } from "../lib/speak.js";
import { sourceName } from "../lib/sources.js";
import { t } from "../lib/words.js";

const WORDS = {
  /** @param {string} channel */
  addHere: (channel) => t("Add something, and it plays in {channel}.", { channel }),
  joinFirst: t("Join a voice channel in {name}, then add something. The bot comes to you.", { name: guild.name }),
  paused: t("Paused"),
  stalled: t("Waiting for sound"),
  /** @param {string} title @param {string} author */
  playing: (title, author) =>
    author ? t("Now playing: {title}, by {author}", { title, author }) : t("Now playing: {title}", { title }),
};

class NowPlaying extends HTMLElement {
  connectedCallback() {
    store.watch(["playback"], ({ playback }) => this.#show(playback));
    store.watch(["connection"], ({ connection }) => {
      const words = connection.channel ? WORDS.addHere(connection.channel.name) : WORDS.joinFirst;
      setText(part(this, "empty-words"), words);
    });
    part(this, "find").addEventListener("click", () => document.dispatchEvent(new Event("find")));
  }

  /** @param {import("../lib/snapshot.js").Playback} playback */
  #show({ entry, paused, stalled }) {
    this.dataset.state = !entry ? "empty" : paused ? "paused" : stalled ? "stalled" : "playing";
    part(this, "playing").hidden = !entry;
    part(this, "empty").hidden = Boolean(entry);
    const state = part(this, "state");
    state.hidden = !entry || !(paused || stalled);
    setText(state, paused ? WORDS.paused : WORDS.stalled);
    if (entry?.id !== this.entryId) this.#change(entry);
  }

  /** @param {import("../lib/snapshot.js").Entry | null} entry */
  #change(entry) {
    const first = this.entryId === undefined;
    this.entryId = entry?.id ?? null;
    paintAccent(entry);
    if (!entry) return;
    this.#describe(entry);
    if (!first) say(WORDS.playing(entry.title, entry.author));
  }

  /** @param {import("../lib/snapshot.js").Entry} entry */
  #describe(entry) {
    const playing = part(this, "playing");
    showCover(playing, entry);
    const title = part(this, "title");
    setText(title, entry.title);
    setAttribute(title, "href", /^https?:/iu.test(entry.url ?? "") ? entry.url : null);
    setText(part(this, "author"), entry.author);
    setText(part(this, "source"), sourceName(entry.platform));
    const requester = part(this, "requester");
    requester.hidden = !entry.requester;
    setText(part(this, "requester-name"), entry.requester?.name ?? "");
    showFace(requester, entry.requester);
  }
}

customElements.define("now-playing", NowPlaying);
