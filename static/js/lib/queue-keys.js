/** The keys of the queue: go from row to row, select, remove, and carry a row that is grabbed. */

import { placeOf } from "./row-places.js";
import { removable, selection } from "./queue-edits.js";

/**
 * @typedef {{
 *   order: () => number[],
 *   go: (place: number, part: string) => void,
 *   page: () => number,
 *   remove: (control: HTMLElement, ids: number[]) => void,
 * }} Rows
 */

export class QueueKeys {
  /**
   * @param {HTMLElement} list
   * @param {import("./row-grab.js").RowGrab} grab
   * @param {Rows} rows
   */
  constructor(list, grab, rows) {
    this.grab = grab;
    this.rows = rows;
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const control = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (control.closest("[data-id]"));
    if (!row || event.altKey) return;
    if (this.#isMeant(event, control, row)) event.preventDefault();
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} control @param {HTMLElement} row */
  #isMeant(event, control, row) {
    const id = Number(row.dataset.id);
    const name = control.dataset.part ?? "grip";
    if (name === "grip" && this.grab.key(event, row)) return true;
    if (event.ctrlKey || event.metaKey) return this.#all(event);
    if (event.key === "Delete") this.rows.remove(control, removable(id));
    else if (event.key === "Escape" && selection.size) selection.clear();
    else return this.#walk(event, row, name);
    return true;
  }

  /** @param {KeyboardEvent} event */
  #all({ key }) {
    if (key.toLowerCase() !== "a") return false;
    selection.all(this.rows.order());
    return true;
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} row @param {string} name */
  #walk({ key, shiftKey }, row, name) {
    const place = placeOf(row);
    const last = this.rows.order().length - 1;
    const page = this.rows.page();
    const places = { ArrowUp: place - 1, ArrowDown: place + 1, PageUp: place - page, PageDown: place + page, Home: 0, End: last };
    const wanted = places[/** @type {keyof typeof places} */ (key)];
    if (wanted === undefined) return false;
    const to = Math.min(last, Math.max(0, wanted));
    this.rows.go(to, name);
    const order = this.rows.order();
    if (shiftKey) selection.extend(order, order[to], order[place]);
    return true;
  }
}
