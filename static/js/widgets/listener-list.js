/** Lists everybody in the bot's channel, with what the server's rules make of them. */

import { follow, part, setText, stamp } from "../lib/dom.js";
import { showFace } from "../lib/pictures.js";
import { guild, me, store } from "../lib/player.js";
import { t } from "../lib/words.js";

const DJ = t("DJ");
const NEUTRAL = t("Neutral DJ");
const LISTENER = t("Listener");

class ListenerList extends HTMLElement {
  connectedCallback() {
    store.watch(["listeners", "connection", "you"], (snapshot) => this.#show(snapshot));
    part(this, "find").addEventListener("click", () => document.dispatchEvent(new Event("find")));
  }

  /** @param {import("../lib/snapshot.js").Snapshot} snapshot */
  #show({ listeners, connection: { channel }, you }) {
    part(this, "place").hidden = !listeners.length || !channel;
    setText(part(this, "channel"), channel?.name ?? "");
    part(this, "empty").hidden = listeners.length > 0;
    setText(part(this, "lesson"), lesson(you));
    follow(part(this, "list"), listeners, (person) => person.id, () => stamp(this), draw);
  }
}

/** @param {import("../lib/snapshot.js").You} you */
function lesson({ channel }) {
  return channel
    ? t("You are in {channel}. Press Play something, and the bot comes to you.", { channel: channel.name })
    : t("Join a voice channel in {server} and press Play something.", { server: guild.name });
}

/** @param {HTMLElement} row @param {import("../lib/snapshot.js").Listener} person */
function draw(row, person) {
  setText(part(row, "name"), person.name);
  part(row, "you").hidden = person.id !== me.id;
  setText(part(row, "standing"), person.dj === true ? DJ : person.dj ? NEUTRAL : LISTENER);
  part(row, "deafened").hidden = !person.deafened;
  showFace(row, person);
}

customElements.define("listener-list", ListenerList);
