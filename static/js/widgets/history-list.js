/** Lists what this session has played, the latest first, to be added again, singly or several. */

import { follow, part, parts, setText, stamp } from "../lib/dom.js";
import { showMoment } from "../lib/moments.js";
import { showCover, showFace } from "../lib/pictures.js";
import { RIGHTS, clock, leave, remote, store } from "../lib/player.js";
import { isHeld, onPress, permit, press } from "../lib/press.js";
import { toast } from "../lib/speak.js";
import { t, tn } from "../lib/words.js";

const PAGE = 50;

/** @typedef {any} Played a track as the API draws those that had their turn */

class HistoryList extends HTMLElement {
  connectedCallback() {
    /** @type {Played[]} */
    this.tracks = [];
    /** @type {number | null} */
    this.next = null;
    /** @type {Set<number>} */
    this.chosen = new Set();
    this.addEventListener("shown", () => this.#load());
    store.watch(["playback"], ({ playback }) => this.#follow(playback.entry?.id));
    store.watch([...RIGHTS], () => this.#permit());
    onPress(part(this, "more"), () => this.#loadMore());
    onPress(part(this, "add-chosen"), () => this.#add([...this.chosen]));
    part(this, "choose-none").addEventListener("click", () => this.#choose([]));
    this.addEventListener("click", (event) => this.#press(event));
    this.addEventListener("change", () => this.#count());
  }

  /** @param {number | undefined} entryId when another track plays, one more has had its turn */
  #follow(entryId) {
    if (entryId === this.entryId) return;
    this.entryId = entryId;
    if (!this.hidden && this.loaded) this.#load();
  }

  async #load() {
    this.loaded = true;
    try {
      const { tracks, next } = await remote.history(Math.max(PAGE, Math.min(100, this.tracks.length)));
      this.tracks = tracks;
      this.next = next;
      this.#say("");
    } catch (refusal) {
      this.#say(/** @type {Error} */ (refusal).message);
    }
    this.#draw();
  }

  async #loadMore() {
    const { tracks, next } = await remote.history(PAGE, this.next);
    this.tracks.push(...tracks);
    this.next = next;
    this.#draw();
  }

  /** @param {string} words */
  #say(words) {
    part(this, "words").hidden = !words;
    setText(part(this, "words"), words);
  }

  #draw() {
    part(this, "empty").hidden = this.tracks.length > 0 || !part(this, "words").hidden;
    part(this, "more").hidden = this.next === null;
    const now = clock.now();
    const rows = part(this, "rows");
    follow(rows, this.tracks, ({ play }) => String(play), () => stamp(this), (row, track) => draw(row, track, now));
    this.#permit();
    this.#count();
  }

  #permit() {
    const granted = leave({ harmless: true });
    for (const control of [...parts(this, "add"), part(this, "add-chosen")]) permit(control, granted);
  }

  #count() {
    const boxes = parts(this, "choice").filter((box) => /** @type {HTMLInputElement} */ (box).checked);
    this.chosen = new Set(boxes.map(playOf));
    const count = this.chosen.size;
    part(this, "chosen").hidden = count === 0;
    setText(part(this, "chosen-words"), tn("Add {n} track again", "Add {n} tracks again", count));
  }

  /** @param {number[]} plays */
  #choose(plays) {
    for (const box of parts(this, "choice")) {
      /** @type {HTMLInputElement} */ (box).checked = plays.includes(playOf(box));
    }
    this.#count();
  }

  /** @param {Event} event */
  #press({ target }) {
    const control = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (target).closest('[data-part="add"]')
    );
    if (control && !isHeld(control)) press(control, () => this.#add([playOf(control)]));
  }

  /** @param {number[]} plays the latest first; what was heard first is to be heard first again */
  async #add(plays) {
    const { tracks } = await remote.again(plays.toReversed());
    this.#choose([]);
    const only = tracks.length === 1 ? tracks[0].title : null;
    toast(
      only
        ? t("Added “{title}” again.", { title: only })
        : tn("Added {n} track again.", "Added {n} tracks again.", tracks.length),
    );
  }
}

/** @param {Element} control */
function playOf(control) {
  return Number(control.closest("[data-id]")?.getAttribute("data-id"));
}

/** @param {HTMLElement} row @param {Played} track @param {number} now */
function draw(row, track, now) {
  const { title, author, added_by: person } = track;
  setText(part(row, "title"), title);
  setText(part(row, "author"), author);
  setText(part(row, "choice-words"), t("Choose {title}", { title }));
  part(row, "add").setAttribute("aria-label", t("Add {title} again", { title }));
  part(row, "add").title = t("Add again");
  part(row, "requester").hidden = !person;
  setText(part(row, "requester-words"), person ? t("Added by {name}", { name: person.name }) : "");
  part(row, "requester").title = person ? t("Added by {name}", { name: person.name }) : "";
  showFace(row, person);
  showCover(row, track);
  showMoment(part(row, "time"), Date.parse(track.ended), now);
}

customElements.define("history-list", HistoryList);
