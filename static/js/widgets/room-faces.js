/** Shows the faces of the people who hear the same thing right now. */

import { follow, part, setText, stamp } from "../lib/dom.js";
import { showFace } from "../lib/pictures.js";
import { me, store } from "../lib/player.js";
import { t, tn } from "../lib/words.js";

const SHOWN = 8;

const WORDS = {
  nobody: t("Nobody is listening"),
  /** @param {number} count @param {string | undefined} channel */
  listening: (count, channel) =>
    channel
      ? tn("{n} listens in {channel}", "{n} listen in {channel}", count, { channel })
      : tn("{n} listens", "{n} listen", count),
  /** @param {number} count */
  show: (count) => tn("Show who is listening", "Show the {n} people who are listening", count),
  /** @param {string} channel */
  outside: (channel) => t("You are not in {channel}. Join it in Discord to control the player.", { channel }),
};

class RoomFaces extends HTMLElement {
  connectedCallback() {
    store.watch(["listeners", "connection"], (snapshot) => this.#show(snapshot));
    part(this, "open").addEventListener("click", () => {
      document.dispatchEvent(new CustomEvent("open-tab", { detail: "people" }));
    });
  }

  /** @param {import("../lib/snapshot.js").Snapshot} snapshot */
  #show({ listeners, connection: { channel, voice } }) {
    const count = listeners.length;
    setText(part(this, "words"), count ? WORDS.listening(count, channel?.name) : WORDS.nobody);
    const open = part(this, "open");
    open.hidden = count === 0;
    open.setAttribute("aria-label", WORDS.show(count));
    const rest = part(this, "rest");
    rest.hidden = count <= SHOWN;
    setText(rest, `+${count - SHOWN}`);
    const row = part(this, "row");
    follow(row, listeners.slice(0, SHOWN), (person) => person.id, () => stamp(this), showFace);
    const outside = channel && voice && !listeners.some((person) => person.id === me.id);
    part(this, "outside").hidden = !outside;
    setText(part(this, "outside"), outside ? WORDS.outside(channel.name) : "");
  }
}

customElements.define("room-faces", RoomFaces);
