/** Finds tracks and puts them into the playlist; a pasted link goes in by Enter. */

import { read } from "../lib/api.js";
import { part, setText, stamp } from "../lib/dom.js";
import { clockTime } from "../lib/format.js";
import { isLink } from "../lib/links.js";
import { showCover } from "../lib/pictures.js";
import { playlist } from "../lib/playlist.js";
import { press } from "../lib/press.js";
import { say, toast } from "../lib/speak.js";
import { t, tn } from "../lib/words.js";

const TYPING_MS = 350;
const SHORTEST = 2;
const DONE_MS = 2_000;

class PlaylistAdd extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    this.input = part(this, "input");
    this.turn = 0;
    this.input.addEventListener("input", () => this.#typed());
    this.addEventListener("keydown", (event) => this.#key(event));
    part(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      const button = event.submitter ?? part(this, "form").querySelector("button");
      press(/** @type {HTMLElement} */ (button), () => this.#addBest());
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.contains(/** @type {Node} */ (event.target))) this.#open(false);
    });
  }

  get #query() {
    return this.input.value.trim();
  }

  #typed() {
    clearTimeout(this.timer);
    part(this, "reason").hidden = true;
    if (isLink(this.#query)) this.#tell(t("Press Enter to add this link."));
    else if (this.#query.length < SHORTEST) this.#forget();
    else this.timer = setTimeout(() => this.#search(this.#query), TYPING_MS);
  }

  /** @param {string} query */
  async #search(query) {
    const turn = ++this.turn;
    this.dataset.pending = "";
    this.#tell(t("Searching…"));
    try {
      const { tracks = [] } = await read(`/tracks/search?${new URLSearchParams({ query })}`);
      if (turn === this.turn) this.#list(tracks, query);
    } catch (refusal) {
      if (turn === this.turn) this.#miss(/** @type {import("../lib/api.js").Refused} */ (refusal), query);
    } finally {
      if (turn === this.turn) delete this.dataset.pending;
    }
  }

  /** @param {any[]} tracks @param {string} query */
  #list(tracks, query) {
    part(this, "results").replaceChildren(...tracks.map((track) => this.#draw(track)));
    const none = t("Nothing was found for “{query}”. Try fewer words, or paste a link.", { query });
    const words = tracks.length ? tn("{n} result", "{n} results", tracks.length) : none;
    this.#tell(words);
    say(tracks.length ? `${words}. ${t("Arrow down leads to them.")}` : words);
  }

  /** @param {import("../lib/api.js").Refused} refusal @param {string} query */
  #miss(refusal, query) {
    if (refusal.status === 404) return this.#list([], query);
    part(this, "results").replaceChildren();
    this.#tell(refusal.message);
    say(refusal.message);
  }

  /** @param {any} track */
  #draw(track) {
    const hit = stamp(this);
    setText(part(hit, "title"), track.title);
    setText(part(hit, "author"), track.author);
    setText(part(hit, "length"), track.stream ? t("Live") : clockTime(track.length));
    showCover(hit, track);
    const button = part(hit, "add");
    const label = t("Add {title} to the playlist", { title: track.title });
    button.setAttribute("aria-label", label);
    button.title = label;
    button.addEventListener("click", () => {
      press(button, () => this.#add(track.url ?? `${track.author} ${track.title}`, button));
    });
    return hit;
  }

  async #addBest() {
    clearTimeout(this.timer);
    await this.#add(this.#query);
    this.input.value = "";
    this.#forget();
  }

  /** @param {string} query @param {HTMLElement} [button] */
  async #add(query, button) {
    const { tracks } = await playlist.add(query);
    const [{ title }] = tracks;
    toast(tracks.length === 1 ? t("Added {title}.", { title }) : tn("Added {n} track.", "Added {n} tracks.", tracks.length));
    if (!button) return;
    button.dataset.done = "";
    setTimeout(() => delete button.dataset.done, DONE_MS);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" && !part(this, "panel").hidden) {
      event.preventDefault();
      this.input.focus();
      this.#open(false);
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || part(this, "panel").hidden) return;
    event.preventDefault();
    const buttons = [...part(this, "results").querySelectorAll("button")];
    const next = buttons[buttons.indexOf(/** @type {any} */ (document.activeElement)) + by];
    if (next) next.focus();
    else if (by < 0) this.input.focus();
  }

  /** @param {string} words */
  #tell(words) {
    setText(part(this, "words"), words);
    this.#open(true);
  }

  #forget() {
    this.turn += 1;
    delete this.dataset.pending;
    part(this, "results").replaceChildren();
    this.#open(false);
  }

  /** @param {boolean} open */
  #open(open) {
    part(this, "panel").hidden = !open;
  }
}

customElements.define("playlist-add", PlaylistAdd);
