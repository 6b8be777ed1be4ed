/** Finds tracks and adds them; a pasted link is added at once. */

import { part, parts, setText, stamp } from "../lib/dom.js";
import { clockTime, plural } from "../lib/format.js";
import { isLink } from "../lib/links.js";
import { showCover } from "../lib/pictures.js";
import { remote } from "../lib/player.js";
import { press } from "../lib/press.js";
import { say, toast } from "../lib/speak.js";

/** @typedef {import("../lib/remote.js").Placement} Placement */
/** @typedef {import("../lib/api.js").Refused} Refused */
/**
 * @typedef {{title: string, author: string, thumbnail: string | null, length: string,
 *   query: string}} Hit what was found, and what to ask for to add it
 */

const WORDS = {
  searching: "Searching…",
  adding: "Adding the link…",
  link: "Press Enter to add this link.",
  /** @param {string} query */
  none: (query) => `Nothing was found for “${query}”. Try fewer words, or paste a link.`,
  /** @param {number} count */
  found: (count) => plural(count, "result"),
  arrows: "Arrow down leads to them.",
  /** @param {string} title */
  added: (title) => `Added ${title}.`,
  /** @param {number} count @param {string} title */
  addedAll: (count, title) => `Added ${plural(count, "track")} of ${title}.`,
  live: "Live",
  actions: {
    /** @param {string} title */
    now: (title) => `Play ${title} now`,
    /** @param {string} title */
    next: (title) => `Play ${title} next`,
    /** @param {string} title */
    end: (title) => `Add ${title} to the end of the queue`,
  },
};

const TYPING_MS = 350;
const SHORTEST = 2;
const DONE_MS = 2_000;

export class SearchBox extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    this.input = part(this, "input");
    this.panel = part(this, "panel");
    this.results = part(this, "results");
    this.turn = 0;
    this.#listen();
  }

  #listen() {
    const { input } = this;
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("focus", () => this.#open(this.results.children.length > 0));
    input.addEventListener("paste", (event) => this.#pasted(event));
    part(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    part(this, "clear").addEventListener("click", () => {
      this.#clear();
      input.focus();
    });
    this.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("find", () => setTimeout(() => input.focus(), 0));
    document.addEventListener("pointerdown", (event) => {
      if (!this.contains(/** @type {Node} */ (event.target))) this.#open(false);
    });
    this.addEventListener("focusout", (event) => {
      const to = /** @type {Node | null} */ (event.relatedTarget);
      if (to && !this.contains(to)) this.#open(false);
    });
  }

  get #query() {
    return this.input.value.trim();
  }

  #typed() {
    clearTimeout(this.timer);
    part(this, "clear").hidden = !this.input.value;
    if (isLink(this.#query)) this.#tell(WORDS.link);
    else if (this.#query.length < SHORTEST) this.#forget();
    else this.timer = setTimeout(() => this.#search(), TYPING_MS);
  }

  #submit() {
    clearTimeout(this.timer);
    if (isLink(this.#query)) this.#addLink(this.#query);
    else if (this.#query) this.#search();
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const text = event.clipboardData?.getData("text").trim() ?? "";
    if (!isLink(text) || this.#query) return;
    event.preventDefault();
    this.input.value = text;
    this.#typed();
    this.#addLink(text);
  }

  async #search() {
    const turn = ++this.turn;
    const query = this.#query;
    this.dataset.pending = "";
    if (!this.results.children.length) this.#tell(WORDS.searching);
    try {
      const found = await remote.search(query);
      if (turn === this.turn) this.#list(hitsOf(found), query);
    } catch (refusal) {
      if (turn === this.turn) this.#miss(/** @type {Refused} */ (refusal), query);
    } finally {
      if (turn === this.turn) delete this.dataset.pending;
    }
  }

  /** @param {Hit[]} hits @param {string} query */
  #list(hits, query) {
    this.results.replaceChildren(...hits.map((hit) => this.#draw(hit)));
    this.#tell(hits.length ? WORDS.found(hits.length) : WORDS.none(query));
    const words = part(this, "words").textContent;
    say(hits.length ? `${words}. ${WORDS.arrows}` : `${words}`);
  }

  /** @param {Refused} refusal @param {string} query */
  #miss(refusal, query) {
    if (refusal.status === 404) this.#list([], query);
    else this.#fail(refusal.message);
  }

  /** @param {Hit} found */
  #draw(found) {
    const hit = stamp(this);
    setText(part(hit, "title"), found.title);
    setText(part(hit, "author"), found.author);
    setText(part(hit, "length"), found.length);
    showCover(hit, found);
    for (const button of hit.querySelectorAll("button")) {
      const placement = /** @type {Placement} */ (button.dataset.placement);
      const label = WORDS.actions[placement](found.title);
      button.setAttribute("aria-label", label);
      button.title = label;
      button.addEventListener("click", () => this.#add(button, found.query, placement));
    }
    return hit;
  }

  /** @param {HTMLElement} button @param {string} query @param {Placement} placement */
  async #add(button, query, placement) {
    const added = await press(button, () => remote.add(query, placement));
    if (!added) return;
    button.dataset.done = "";
    setTimeout(() => delete button.dataset.done, DONE_MS);
    toast(addedWords(added));
  }

  /** @param {string} link */
  async #addLink(link) {
    if (this.dataset.pending !== undefined) return;
    this.dataset.pending = "";
    this.#tell(WORDS.adding);
    try {
      toast(addedWords(await remote.add(link, "end")));
      this.#clear();
    } catch (refusal) {
      this.#fail(/** @type {Error} */ (refusal).message);
    } finally {
      delete this.dataset.pending;
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#escape(event);
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || this.panel.hidden) return;
    event.preventDefault();
    const rows = parts(this.results, "hit");
    const focused = document.activeElement;
    const at = rows.findIndex((row) => row.contains(focused));
    const next = rows[at + by];
    const placement = /** @type {HTMLElement} */ (focused)?.dataset.placement ?? "end";
    if (next) next.querySelector(`[data-placement="${placement}"]`)?.focus();
    else if (by < 0) this.input.focus();
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (this.panel.hidden) return this.input.blur();
    event.preventDefault();
    this.#open(false);
    this.input.focus();
    this.#open(false);
  }

  /** @param {string} words */
  #tell(words) {
    delete part(this, "words").dataset.tone;
    setText(part(this, "words"), words);
    this.#open(true);
  }

  /** @param {string} reason */
  #fail(reason) {
    this.results.replaceChildren();
    this.#tell(reason);
    part(this, "words").dataset.tone = "problem";
    say(reason);
  }

  #clear() {
    this.input.value = "";
    part(this, "clear").hidden = true;
    this.#forget();
  }

  #forget() {
    this.turn += 1;
    delete this.dataset.pending;
    this.results.replaceChildren();
    this.#open(false);
  }

  /** @param {boolean} open */
  #open(open) {
    this.panel.hidden = !open;
  }
}

/**
 * @param {any} found what the API says was found: tracks, or playlists
 * @returns {Hit[]}
 */
function hitsOf({ tracks = [], playlists = [] }) {
  const ofTracks = tracks.map((/** @type {any} */ track) => ({
    title: track.title,
    author: track.author,
    thumbnail: track.thumbnail,
    length: track.stream ? WORDS.live : clockTime(track.length),
    query: track.url ?? `${track.author} ${track.title}`,
  }));
  const ofPlaylists = playlists.map((/** @type {any} */ playlist) => ({
    title: playlist.title,
    author: playlist.author ?? "",
    thumbnail: playlist.image,
    length: plural(playlist.length, "track"),
    query: playlist.url,
  }));
  return [...ofTracks, ...ofPlaylists];
}

/** @param {any} added what the API says was added */
function addedWords(added) {
  const { tracks, playlist } = added;
  if (playlist) return WORDS.addedAll(tracks.length, playlist.title);
  return WORDS.added(tracks[0]?.title ?? "");
}

customElements.define("search-box", SearchBox);
