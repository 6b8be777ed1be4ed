/** Tells as it happens who did what with the player, and to those who may read it what was before. */

import { read } from "../lib/api.js";
import { follow, part, setText, stamp } from "../lib/dom.js";
import { showMoment } from "../lib/moments.js";
import { showFace } from "../lib/pictures.js";
import { clock, guild, store } from "../lib/player.js";
import { t } from "../lib/words.js";

const MOST = 200;

const WORDS = {
  sinceThen: t("Since you opened this page. Who manages the server can read further back."),
  noOlder: t("Older lines cannot be read at the moment."),
};

/** @typedef {{at: number, text: string, person: import("../lib/snapshot.js").Person | null}} Line */

class LogLines extends HTMLElement {
  connectedCallback() {
    /** @type {Line[]} */
    this.live = [];
    /** @type {Line[]} */
    this.older = [];
    store.addEventListener("change", (event) => {
      const { patch } = /** @type {CustomEvent} */ (event).detail;
      if (patch?.log) this.#add({ at: patch.at, text: patch.log, person: patch.by ?? null });
    });
    this.addEventListener("shown", () => this.#open(), { once: true });
  }

  /** @param {Line} line */
  #add(line) {
    this.live.unshift(line);
    this.live.splice(MOST);
    this.#draw();
  }

  async #open() {
    if (!store.snapshot.you.manages) return this.#note(WORDS.sinceThen);
    try {
      const lines = await read(`/guild/${guild.id}/log`);
      this.older = lines.map(lineOf);
    } catch {
      this.#note(WORDS.noOlder);
    }
    this.#draw();
  }

  /** @param {string} words */
  #note(words) {
    part(this, "words").hidden = false;
    setText(part(this, "words"), words);
  }

  #draw() {
    // What we have seen happen is in the log, too.
    const first = this.live.at(-1)?.at ?? Infinity;
    const lines = [...this.live, ...this.older.filter(({ at }) => at < first)].slice(0, MOST);
    part(this, "empty").hidden = lines.length > 0;
    const now = clock.now();
    follow(part(this, "rows"), lines, keyOf, () => stamp(this), (row, line) => draw(row, line, now));
  }
}

/** @param {any} line as the API draws it @returns {Line} */
function lineOf({ at, text, user }) {
  return { at: Date.parse(at), text, person: user };
}

/** @param {Line} line */
function keyOf({ at, text }) {
  return `${at} ${text}`;
}

/** @param {HTMLElement} row @param {Line} line @param {number} now */
function draw(row, { at, text, person }, now) {
  setText(part(row, "text"), text);
  showMoment(part(row, "time"), at, now);
  showFace(row, person);
}

customElements.define("log-lines", LogLines);
