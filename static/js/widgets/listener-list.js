/** Lists everybody in the bot's channel by name. */

import { follow, part, setText, stamp } from "../lib/dom.js";
import { showFace } from "../lib/pictures.js";
import { me, store } from "../lib/player.js";

class ListenerList extends HTMLElement {
  connectedCallback() {
    store.watch(["listeners"], ({ listeners }) => {
      part(this, "empty").hidden = listeners.length > 0;
      follow(part(this, "list"), listeners, (person) => person.id, () => stamp(this), draw);
    });
  }
}

/** @param {HTMLElement} row @param {import("../lib/snapshot.js").Person} person */
function draw(row, person) {
  setText(part(row, "name"), person.name);
  part(row, "you").hidden = person.id !== me.id;
  showFace(row, person);
}

customElements.define("listener-list", ListenerList);
