/** Lets people take a row with the keyboard, carry it to another place with arrows, and drop it. */

import { countOf, makeRoom, placeOf, settle } from "./row-places.js";

/**
 * @typedef {{row: HTMLElement, from: number, to: number}} Grab
 * @typedef {{
 *   reveal: (place: number) => void,
 *   page: () => number,
 *   drop: (row: HTMLElement, to: number) => Promise<unknown>,
 *   tell: (what: "grabbed" | "carried" | "cancelled", row: HTMLElement, place: number) => void,
 * }} Carrier brings a place into sight, tells how many rows a page has, and speaks
 */

export class RowGrab {
  /** @param {HTMLElement} list @param {Carrier} carrier */
  constructor(list, carrier) {
    this.list = list;
    this.carrier = carrier;
    /** @type {Grab | null} */
    this.grab = null;
    // Not at once: drawing anew may take the focus away for a moment.
    list.addEventListener("focusout", () => setTimeout(() => this.#leave(), 0));
  }

  get row() {
    return this.grab?.row ?? null;
  }

  /**
   * @param {KeyboardEvent} event on the grip of a row
   * @param {HTMLElement} row
   * @returns {boolean} whether the key meant something here
   */
  key({ key }, row) {
    if (key === " " || key === "Enter") {
      if (this.grab) this.#drop();
      else this.#take(row);
      return true;
    }
    if (!this.grab) return false;
    if (key === "Escape") this.cancel();
    else this.#carry(key);
    return key !== "Tab";
  }

  /** The rows have been drawn anew. */
  refresh() {
    const { grab } = this;
    if (!grab) return;
    if (!grab.row.isConnected) return this.cancel();
    grab.from = placeOf(grab.row);
    grab.to = Math.min(grab.to, countOf(this.list) - 1);
    this.#place(grab);
  }

  cancel() {
    const { grab } = this;
    if (!grab) return;
    this.#release();
    settle(this.list);
    this.carrier.tell("cancelled", grab.row, grab.from);
  }

  /** The focus has gone elsewhere. */
  #leave() {
    if (this.grab && !this.grab.row.contains(document.activeElement)) this.cancel();
  }

  /** @param {HTMLElement} row */
  #take(row) {
    const from = placeOf(row);
    this.grab = { row, from, to: from };
    row.dataset.lifted = "";
    this.list.dataset.dragging = "";
    this.carrier.tell("grabbed", row, from);
  }

  /** @param {string} key */
  #carry(key) {
    const { grab } = this;
    if (!grab) return;
    const last = countOf(this.list) - 1;
    const page = this.carrier.page();
    const { to } = grab;
    const places = { ArrowUp: to - 1, ArrowDown: to + 1, PageUp: to - page, PageDown: to + page, Home: 0, End: last };
    const wanted = places[/** @type {keyof typeof places} */ (key)] ?? to;
    grab.to = Math.min(last, Math.max(0, wanted));
    if (grab.to === to) return;
    this.carrier.reveal(grab.to);
    this.#place(grab);
    this.carrier.tell("carried", grab.row, grab.to);
  }

  /** @param {Grab} grab */
  #place({ row, from, to }) {
    row.style.translate = `0 ${(to - from) * row.offsetHeight}px`;
    makeRoom(this.list, row, from, to);
  }

  async #drop() {
    const { grab } = this;
    this.#release();
    if (!grab) return;
    if (grab.to === grab.from) settle(this.list);
    else await this.carrier.drop(grab.row, grab.to);
  }

  #release() {
    if (this.grab) delete this.grab.row.dataset.lifted;
    delete this.list.dataset.dragging;
    this.grab = null;
  }
}
