/**
 * Finds tracks and lists while one types, and adds them by mouse, touch or keys (a combobox).
 *
 * Arrow keys choose a row; Enter adds it last, with Shift next, with Control it plays now.
 */

import { add } from "../lib/adding.js";
import { follow, part, parts, setAttribute, setText, stamp } from "../lib/dom.js";
import { playlistHit, trackHit } from "../lib/hits.js";
import { dressHit, hitOf, markHit, walkButtons } from "../lib/hit-row.js";
import { copyLink, isLink } from "../lib/links.js";
import { Lookups } from "../lib/lookups.js";
import { offers } from "../lib/offers.js";
import { remote, store } from "../lib/player.js";
import { say } from "../lib/speak.js";
import { t, tn } from "../lib/words.js";
import "./favourite-button.js";
import "./source-chooser.js";

/** @typedef {import("../lib/remote.js").Placement} Placement */
/** @typedef {import("../lib/api.js").Refused} Refused */
/** @typedef {import("../lib/hits.js").Hit} Hit */
/** @typedef {{tracks: Hit[], lists: Hit[]}} Found */

const TYPING_MS = 250;
const SHORTEST = 2;

class SearchBox extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    this.input = part(this, "input");
    /** @type {HTMLElement} */
    this.panel = part(this, "panel");
    /** @type {import("./source-chooser.js").SourceChooser} */
    this.chooser = part(this, "chooser");
    this.lookups = new Lookups(look);
    /** @type {HTMLElement | null} */
    this.active = null;
    /** What the rows answer; null while they answer nothing, or are only offered. */
    this.answered = /** @type {string | null} */ (null);
    this.#listen();
    store.watch(["playback", "queue"], () => this.#rows.forEach(markHit));
  }

  #listen() {
    const { input } = this;
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("focus", () => this.#welcome());
    input.addEventListener("click", () => this.panel.hidden && this.#welcome());
    input.addEventListener("keydown", (event) => this.#key(event));
    part(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#enter("end");
    });
    part(this, "source").addEventListener("change", () => this.#typed());
    part(this, "clear").addEventListener("click", () => this.#clear());
    this.panel.addEventListener("click", (event) => this.#click(event));
    this.panel.addEventListener("keydown", (event) => this.#walk(event));
    document.addEventListener("find", () => setTimeout(() => input.focus(), 0));
    this.#listenOutside();
  }

  #listenOutside() {
    document.addEventListener("pointerdown", (event) => {
      if (!this.contains(/** @type {Node} */ (event.target))) this.#leave();
    });
    this.addEventListener("focusout", (event) => {
      const to = /** @type {Node | null} */ (event.relatedTarget);
      if (to && !this.contains(to)) this.#leave();
    });
  }

  get #words() {
    return this.input.value.trim();
  }

  get #rows() {
    return parts(this.panel, "hit");
  }

  #typed() {
    clearTimeout(this.timer);
    this.lookups.drop();
    this.#pend(false);
    part(this, "clear").hidden = !this.input.value;
    if (!this.#words) this.#offer();
    else if (isLink(this.#words)) this.#find();
    else if (this.#words.length >= SHORTEST) this.timer = setTimeout(() => this.#find(), TYPING_MS);
  }

  #welcome() {
    if (this.#words) this.#open(this.#rows.length > 0 || part(this, "words").textContent !== "");
    else this.#offer();
  }

  async #offer() {
    this.answered = null;
    const found = await offers().catch((refusal) => (this.#words ? null : this.#fail(refusal)));
    if (found && !this.#words) this.#offered(found);
  }

  /** @param {Found} found */
  #offered(found) {
    this.#draw(found, t("You may like"), t("Your lists"));
    this.#tell(this.#rows.length ? "" : t("Type a title or an artist, or paste a link."));
  }

  async #find() {
    clearTimeout(this.timer);
    const question = this.chooser.question(this.#words);
    this.#pend(true);
    if (!this.#rows.length) this.#tell(t("Searching…"));
    const asked = this.lookups.ask(question);
    const found = await asked.catch((refusal) => this.#fail(/** @type {Refused} */ (refusal)));
    if (found) this.#found(found, question);
  }

  /** @param {Found} found @param {string} question */
  #found(found, question) {
    this.#pend(false);
    this.answered = question;
    this.#draw(found, "", "");
    const rows = this.#rows;
    const count = rows.length;
    const words = this.#words;
    this.#tell(
      count
        ? tn("{n} result", "{n} results", count)
        : t("Nothing was found for “{words}”. Try fewer words, or paste a link.", { words }),
    );
    if (isLink(words) && rows[0]) this.#choose(rows[0]);
    say(count ? t("{results}. Arrow down leads to them.", { results: this.#said }) : this.#said);
  }

  get #said() {
    return part(this, "words").textContent ?? "";
  }

  /** @param {Found} found @param {string} overTracks @param {string} overLists */
  #draw({ tracks, lists }, overTracks, overLists) {
    this.#choose(null);
    this.#fill(part(this, "tracks"), tracks, overTracks);
    this.#fill(part(this, "lists"), lists, overLists);
    part(this, "grid").hidden = !this.#rows.length;
    this.#rows.forEach((row, index) => (row.id = `hit-${index}`));
  }

  /** @param {HTMLElement} group @param {Hit[]} hits @param {string} heading */
  #fill(group, hits, heading) {
    group.hidden = !hits.length;
    setAttribute(group, "data-heading", heading || null);
    setAttribute(group, "aria-label", heading || null);
    follow(group, distinct(hits), (hit) => hit.key, () => stamp(this), dressHit);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("button"));
    const row = /** @type {HTMLElement | null} */ (target.closest('[data-part="hit"]'));
    if (!button || !row) return;
    const { placement, part: name } = button.dataset;
    if (placement) this.#add(row, button, /** @type {Placement} */ (placement));
    if (name === "copy") copyLink(button, hitOf(row)?.url ?? "");
    if (name === "more") row.toggleAttribute("data-open");
  }

  /** @param {HTMLElement} row @param {HTMLElement} button @param {Placement} placement */
  #add(row, button, placement) {
    const hit = hitOf(row);
    if (hit) add(button, hit, placement);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { input, active } = this;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) this.#step(by);
    else if (event.key === "Enter") this.#enter(placementOf(event));
    else if (event.key === "Escape") this.#escape();
    else if (event.key === "ArrowRight" && active && input.selectionEnd === input.value.length) {
      walkButtons(active, null, 1);
    } else return;
    event.preventDefault();
  }

  /** @param {number} by */
  #step(by) {
    if (this.panel.hidden) return this.#welcome();
    const rows = this.#rows;
    const at = this.active ? rows.indexOf(this.active) : by > 0 ? -1 : rows.length;
    this.#choose(rows[at + by] ?? null);
  }

  /** @param {HTMLElement | null} row */
  #choose(row) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = row;
    row?.setAttribute("aria-selected", "true");
    row?.scrollIntoView({ block: "nearest" });
    setAttribute(this.input, "aria-activedescendant", row?.id);
  }

  /** @param {Placement} placement */
  #enter(placement) {
    const { active } = this;
    if (active) {
      this.#add(active, part(active, `add-${placement}`), placement);
    } else if (this.#words && this.answered !== this.chooser.question(this.#words)) this.#find();
    else this.#step(1);
  }

  /**
   * Arrow keys among the buttons of the rows.
   *
   * @param {KeyboardEvent} event
   */
  #walk(event) {
    const button = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (button.closest('[data-part="hit"]'));
    const across = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (across && row) {
      if (!walkButtons(row, button, across)) this.input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.input.focus();
      this.#step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") this.input.focus();
    else return;
    event.preventDefault();
  }

  #escape() {
    if (this.panel.hidden) this.input.blur();
    else if (this.active) this.#choose(null);
    else this.#open(false);
  }

  /** @param {string} words */
  #tell(words) {
    delete part(this, "words").dataset.tone;
    setText(part(this, "words"), words);
    this.#open(document.activeElement === this.input || this.#rows.length > 0);
  }

  /** @param {Refused} refusal */
  #fail({ message }) {
    this.#pend(false);
    this.answered = null;
    this.#draw({ tracks: [], lists: [] }, "", "");
    this.#tell(message);
    part(this, "words").dataset.tone = "problem";
    say(message);
  }

  /** @param {boolean} pending */
  #pend(pending) {
    if (pending) this.dataset.pending = "";
    else delete this.dataset.pending;
  }

  #clear() {
    this.input.value = "";
    this.#typed();
    this.input.focus();
  }

  /** Closes the panel where it floats over the page; on a phone it is the page. */
  #leave() {
    if (getComputedStyle(this.panel).position === "absolute") this.#open(false);
  }

  /** @param {boolean} open */
  #open(open) {
    this.panel.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.#choose(null);
  }
}

/** @param {string} question @param {AbortSignal} signal @returns {Promise<Found>} */
async function look(question, signal) {
  try {
    const { tracks = [], playlists = [] } = await remote.search(question, signal);
    return { tracks: tracks.map(trackHit), lists: playlists.map(playlistHit) };
  } catch (refusal) {
    if (/** @type {Refused} */ (refusal).status === 404) return { tracks: [], lists: [] };
    throw refusal;
  }
}

/** @param {KeyboardEvent} event @returns {Placement} */
function placementOf({ ctrlKey, metaKey, shiftKey }) {
  if (ctrlKey || metaKey) return "now";
  return shiftKey ? "next" : "end";
}

/** @param {Hit[]} hits @returns {Hit[]} without those that a source gave twice */
function distinct(hits) {
  return [...new Map(hits.map((hit) => [hit.key, hit])).values()];
}

customElements.define("search-box", SearchBox);
