/** Shows the faces of the people who hear the same thing right now. */

import { follow, part, setText, stamp } from "../lib/dom.js";
import { showFace } from "../lib/pictures.js";
import { me, store } from "../lib/player.js";

const SHOWN = 8;

const WORDS = {
  nobody: "Nobody is listening",
  /** @param {number} count @param {string | undefined} channel */
  listening: (count, channel) => (channel ? `${count} listening in ${channel}` : `${count} listening`),
  /** @param {number} count */
  show: (count) => (count === 1 ? "Show who is listening" : `Show the ${count} people who are listening`),
  /** @param {string} channel */
  outside: (channel) => `You are not in ${channel}. Join it in Discord to control the player.`,
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
