/** The tracks of a playlist: read, reordered, chosen and removed, by several people at once. */

import { Choice } from "../lib/choice.js";
import { anatomy, follow, part, setText, stamp } from "../lib/dom.js";
import { clockTime } from "../lib/format.js";
import { showCover } from "../lib/pictures.js";
import { playlist } from "../lib/playlist.js";
import { press } from "../lib/press.js";
import { RowDrag } from "../lib/row-drag.js";
import { RowWindow } from "../lib/row-window.js";
import { say, toast } from "../lib/speak.js";
import { t, tn } from "../lib/words.js";

/** @typedef {import("../lib/playlist.js").Track} Track */
/** @typedef {{place: number, track: Track | undefined}} Place */

const MOST_AT_ONCE = 1_000;
const KEYS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

class PlaylistRows extends HTMLElement {
  connectedCallback() {
    this.rows = part(this, "rows");
    this.choice = new Choice();
    this.drawnRange = { first: 0, last: 0 };
    this.window = new RowWindow(this.rows, () => this.#draw());
    this.drag = new RowDrag(this.rows, mayDrag, (row, to) => this.#dropped(row, to));
    this.#listen();
    this.#draw();
  }

  #listen() {
    playlist.addEventListener("change", (event) => {
      this.#draw(/** @type {CustomEvent} */ (event).detail.fresh);
    });
    this.rows.addEventListener("click", (event) => this.#click(event));
    this.rows.addEventListener("keydown", (event) => this.#key(event));
    part(this, "none").addEventListener("click", () => this.#chooseNone());
    part(this, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      const { submitter } = event;
      if (submitter?.dataset.part === "remove-chosen") this.#remove(submitter, [...this.choice.ids]);
    });
  }

  /** @param {Set<number>} [fresh] the entries that have just come */
  #draw(fresh = new Set()) {
    const { tracks } = playlist;
    // Where it was drawn: by now its track may be gone.
    const focusedAt = Number(this.#focusedRow()?.ariaPosInSet ?? 0) - 1;
    const range = this.#range(tracks.length);
    playlist.want(range.first, range.last);
    follow(this.rows, this.#places(range), keyOf, () => stamp(this), (row, place) => {
      this.#drawRow(row, place);
      row.toggleAttribute("data-fresh", fresh.has(place.track?.id ?? 0));
    });
    this.drawnRange = range;
    this.drag?.refresh();
    part(this, "empty").hidden = tracks.length > 0;
    this.#count();
    this.#keepFocus(focusedAt);
  }

  /** While a row is dragged, rows come but none goes: it is measured by its neighbours. */
  #range(/** @type {number} */ length) {
    const range = this.window.range(length);
    if (!this.drag?.drag) return range;
    const { first, last } = this.drawnRange;
    return { first: Math.min(first, range.first), last: Math.min(length, Math.max(last, range.last)) };
  }

  /** @param {import("../lib/row-window.js").Range} range @returns {Place[]} */
  #places({ first, last }) {
    const { tracks } = playlist;
    const near = Array.from({ length: last - first }, (_, offset) => first + offset);
    const focused = tracks.placeOf(Number(this.#focusedRow()?.dataset.id));
    // Whoever scrolls on with the focus in a row can still come back to it by a key.
    if (focused >= 0 && focused < first) near.unshift(focused);
    if (focused >= last && focused < tracks.length) near.push(focused);
    return near.map((place) => ({ place, track: tracks.at(place) }));
  }

  #focusedRow() {
    /** @type {HTMLElement | null} */
    const row = document.activeElement?.closest('[data-part="row"]') ?? null;
    return row && this.rows.contains(row) ? row : null;
  }

  /** @param {HTMLElement} row @param {Place} place */
  #drawRow(row, { place, track }) {
    row.style.setProperty("--place", String(place));
    row.setAttribute("aria-posinset", String(place + 1));
    row.setAttribute("aria-setsize", String(playlist.tracks.length));
    row.toggleAttribute("data-empty", !track);
    const { tick } = anatomy(row);
    tick.checked = Boolean(track && this.choice.ids.has(track.id));
    if (track) drawTrack(row, track);
  }

  /** @param {number} before where the focus was, or -1 */
  #keepFocus(before) {
    if (before < 0 || this.rows.contains(document.activeElement)) return;
    const next = this.rows.children[Math.max(0, Math.min(before - this.drawnRange.first, this.rows.children.length - 1))];
    if (next) part(next, "grip").focus();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const control = /** @type {HTMLElement} */ (event.target).closest("button, input");
    const id = Number(control?.closest("li")?.dataset.id);
    if (control instanceof HTMLInputElement) {
      this.#choose(id, control.checked, event.shiftKey);
    } else if (control instanceof HTMLElement && control.dataset.part === "remove") {
      event.preventDefault();
      this.#remove(control, [id]);
    }
  }

  /** @param {number} id @param {boolean} on @param {boolean} far */
  #choose(id, on, far) {
    const { tracks } = playlist;
    this.choice.set(id, on, (one) => tracks.placeOf(one), (place) => tracks.at(place), far);
    this.#draw();
  }

  #chooseNone() {
    this.choice.clear();
    this.#draw();
  }

  #count() {
    const { size } = this.choice.ids;
    part(this, "bar").toggleAttribute("data-some", size > 0);
    part(this, "none").hidden = size === 0;
    setText(part(this, "chosen"), size ? tn("{n} track chosen", "{n} tracks chosen", size) : "");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const control = /** @type {HTMLElement} */ (event.target);
    const id = Number(control.closest("li")?.dataset.id);
    if (control.dataset.part !== "grip" || !id) return;
    const by = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
    if (by === undefined && event.key !== "Delete") return;
    event.preventDefault();
    if (event.key === "Delete") this.#remove(control, [id]);
    else this.#moveBy(control, id, by);
  }

  /** @param {HTMLElement} control @param {number} id @param {number} by */
  async #moveBy(control, id, by) {
    const { tracks } = playlist;
    const from = tracks.placeOf(id);
    const to = Math.max(0, Math.min(tracks.length - 1, from + by));
    if (to === from || this.busy) return;
    this.busy = true;
    const behind = tracks.at(to > from ? to : to - 1)?.id;
    if (await this.#move(control, id, to, behind)) this.window.reveal(to);
    this.busy = false;
  }

  /** @param {HTMLElement} row @param {number} to among the rows that are drawn */
  async #dropped(row, to) {
    const rest = [...this.rows.children].filter((other) => other !== row);
    const position = this.drawnRange.first + to;
    const above = /** @type {HTMLElement | undefined} */ (rest[to - 1]);
    const behind = above ? Number(above.dataset.id) : playlist.tracks.at(position - 1)?.id;
    const moved = await this.#move(part(row, "grip"), Number(row.dataset.id), position, behind);
    if (!moved) this.drag?.refresh();
  }

  /** @param {HTMLElement} control @param {number} id @param {number} to @param {number} [behind] */
  async #move(control, id, to, behind) {
    const title = playlist.tracks.at(playlist.tracks.placeOf(id))?.title ?? "";
    const moved = await press(control, () => playlist.move(id, to, behind));
    if (moved) say(t("{title} is now {place} of {count}.", { title, place: to + 1, count: moved.length }));
    return moved;
  }

  /** @param {HTMLElement} control @param {number[]} ids */
  async #remove(control, ids) {
    const some = ids.slice(0, MOST_AT_ONCE);
    const track = playlist.tracks.at(playlist.tracks.placeOf(some[0]));
    if (!some.length || !(await press(control, () => playlist.remove(some)))) return;
    for (const id of some) this.choice.ids.delete(id);
    this.#count();
    const words =
      some.length === 1 && track
        ? t("Removed {title}.", { title: track.title })
        : tn("Removed {n} track.", "Removed {n} tracks.", some.length);
    const undo = (/** @type {HTMLElement} */ button) => press(button, () => playlist.restore(some));
    toast(words, "info", { word: t("Undo"), act: undo });
  }
}

/** @param {Place} place */
function keyOf({ place, track }) {
  return track ? String(track.id) : `empty-${place}`;
}

/**
 * A mouse may take a row anywhere, a finger only by its grip, because elsewhere it scrolls.
 *
 * @param {Element} target
 * @param {PointerEvent} event
 */
function mayDrag(target, event) {
  if (target.closest("[data-empty]")) return false;
  if (target.closest('[data-part="grip"]')) return true;
  return event.pointerType === "mouse" && !target.closest("button, input");
}

/** @param {HTMLElement} row @param {Track} track */
function drawTrack(row, track) {
  const of = anatomy(row);
  const { title, author, stream, length, added_by: adder } = track;
  setText(of.title, title);
  setText(of.author, author);
  setText(of.length, stream ? t("Live") : clockTime(length));
  setText(of.adder, adder ? t("Added by {name}", { name: adder.name }) : "");
  of.grip.setAttribute("aria-label", t("Move {title}", { title }));
  of.tick.setAttribute("aria-label", t("Choose {title}", { title }));
  of.tick.value = of.remove.value = String(track.id);
  of.remove.setAttribute("aria-label", t("Remove {title}", { title }));
  showCover(row, track);
}

customElements.define("playlist-rows", PlaylistRows);
