/** What comes next: read, select, reorder, remove, jump; only the rows in sight are in the page. */

import { follow, part, stamp } from "../lib/dom.js";
import { MissingEntries } from "../lib/missing-entries.js";
import { leave, remote, RIGHTS, store } from "../lib/player.js";
import { isHeld } from "../lib/press.js";
import { jumpTo, moveEntries, removeEntries, selection, titleOf } from "../lib/queue-edits.js";
import { QueueKeys } from "../lib/queue-keys.js";
import { commonShift } from "../lib/queue-shift.js";
import { RowDrag } from "../lib/row-drag.js";
import { RowGrab } from "../lib/row-grab.js";
import { placeOf, rowsOf, settle } from "../lib/row-places.js";
import { RowPress } from "../lib/row-press.js";
import { RowWindow } from "../lib/row-window.js";
import { say } from "../lib/speak.js";
import { t } from "../lib/words.js";
import { drawRow, isFresh, makeReachable } from "./queue-row.js";
import "./queue-menu.js";

/** @typedef {import("../lib/queue.js").Queue} Queue */
/** @typedef {import("../lib/snapshot.js").Patch} Patch */

class QueueList extends HTMLElement {
  connectedCallback() {
    this.rows = part(this, "rows");
    /** @type {number[]} */
    this.ids = [];
    /** @type {number | null} the entry whose row the Tab key leads to */
    this.current = null;
    this.dropped = false;
    this.window = new RowWindow(this.rows, () => this.#draw(store.snapshot.queue, null));
    this.missing = new MissingEntries(
      (range, signal) => remote.queue(range, signal),
      (found) => store.learn(found),
    );
    this.drag = new RowDrag(this.rows, mayDrag, (row, to) => this.#drop(row, to));
    this.grab = new RowGrab(this.rows, this.#carrier());
    this.#listen();
    store.watch(["queue"], ({ queue }, patch) => this.#follow(queue, patch));
    store.watch([...RIGHTS], ({ queue }) => this.#draw(queue, null));
  }

  #listen() {
    part(this, "find").addEventListener("click", () => document.dispatchEvent(new Event("find")));
    selection.addEventListener("change", () => this.#draw(store.snapshot.queue, null));
    new RowPress(this.rows, selection, () => this.ids, (control, id) => this.#pressed(control, id));
    new QueueKeys(this.rows, this.grab, {
      order: () => this.ids,
      go: (place, name) => this.#go(place, name),
      page: () => this.window.page(),
      remove: removeEntries,
    });
    this.rows.addEventListener("focusin", (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest("li");
      this.current = row ? Number(row.dataset.id) : null;
      makeReachable(this.rows, this.current);
    });
  }

  /** @returns {import("../lib/row-grab.js").Carrier} */
  #carrier() {
    return {
      reveal: (place) => this.window.reveal(place),
      page: () => this.window.page(),
      drop: (row, to) => this.#drop(row, to),
      tell: (what, row, place) => say(carryingWords(what, Number(row.dataset.id), place, this.ids.length)),
    };
  }

  /** @param {Queue} queue @param {Patch | null} patch */
  #follow(queue, patch) {
    const before = this.ids;
    const focused = this.#focused();
    this.ids = queue.ids;
    if (before !== queue.ids) this.#rearrange(before, queue.ids);
    part(this, "empty").hidden = queue.count > 0;
    this.#draw(queue, patch);
    this.#keepFocus(focused, before);
  }

  /**
   * Keeps in sight what was in sight, unless the rows lie as they were dropped here already.
   *
   * @param {number[]} before
   * @param {number[]} now
   */
  #rearrange(before, now) {
    const shift = this.dropped ? 0 : commonShift(before, now, this.window.inSight());
    this.dropped = false;
    settle(this.rows);
    this.window.range(now.length);
    this.window.shift(shift);
    selection.prune(now);
  }

  /** @param {Queue} queue @param {Patch | null} patch */
  #draw(queue, patch) {
    const held = [this.#focused()?.id, this.current, this.drag?.row?.dataset.id, this.grab?.row?.dataset.id];
    const places = placesIn(this.window.range(queue.count), held.map((id) => queue.ids.indexOf(Number(id ?? -1))));
    const ids = places.map((place) => queue.ids[place]);
    const look = { chosen: selection.ids, leave: leave() };
    follow(this.rows, ids, String, () => stamp(this), (row, id, index) => {
      drawRow(row, queue, places[index], look);
      row.toggleAttribute("data-fresh", isFresh(patch, id));
    });
    this.rows.toggleAttribute("data-selecting", selection.size > 0);
    makeReachable(this.rows, this.current);
    if (this.drag?.row) this.drag.refresh();
    this.grab?.refresh();
    this.missing.want(queue, this.window.inSight());
  }

  /** Where the focus is: the entry, the place of its row, and the part of it. */
  #focused() {
    const control = /** @type {HTMLElement | null} */ (document.activeElement);
    const row = control?.closest("li");
    if (!control || !row || row.parentElement !== this.rows) return null;
    return { id: row.dataset.id, place: placeOf(row), name: control.dataset.part ?? "grip" };
  }

  /**
   * Leads the focus to what came after the row that is gone.
   *
   * @param {{place: number, name: string} | null} focused where the focus was
   * @param {number[]} before the ids then
   */
  #keepFocus(focused, before) {
    if (!focused || this.rows.contains(document.activeElement)) return;
    if (!this.ids.length) return part(this, "find").focus();
    const here = new Set(this.ids);
    const next = before.slice(focused.place).find((id) => here.has(id));
    this.#go(next === undefined ? this.ids.length - 1 : this.ids.indexOf(next), focused.name);
  }

  /** Leads the focus to a part of a row. @param {number} wanted @param {string} name */
  #go(wanted, name) {
    const place = Math.min(this.ids.length - 1, Math.max(0, wanted));
    this.current = this.ids[place];
    this.window.reveal(place);
    this.#draw(store.snapshot.queue, null);
    const row = rowsOf(this.rows).find((one) => placeOf(one) === place);
    if (row) part(row, name).focus({ preventScroll: true });
  }

  /** @param {HTMLElement} control @param {number} id */
  #pressed(control, id) {
    if (control.dataset.part === "jump" && !isHeld(control)) jumpTo(control, id);
    if (control.dataset.part !== "more") return;
    /** @type {import("./queue-menu.js").QueueMenu} */
    const menu = /** @type {any} */ (document.querySelector("queue-menu"));
    menu.open(control, id);
  }

  /** @param {HTMLElement} row @param {number} to the place where the row itself was dropped */
  async #drop(row, to) {
    const id = Number(row.dataset.id);
    const from = this.ids.indexOf(id);
    const together = selection.has(id) && selection.size > 1;
    const ids = together ? [...selection.ids] : [id];
    const passed = this.ids.slice(0, to > from ? to + 1 : to);
    const position = passed.filter((one) => one !== id && !(together && selection.has(one))).length;
    this.dropped = true;
    if (await moveEntries(part(row, "grip"), ids, position)) return;
    this.dropped = false;
    settle(this.rows);
  }
}

/**
 * A mouse may take a row anywhere; a finger only by its grip, because elsewhere it scrolls.
 *
 * @param {Element} target
 * @param {PointerEvent} event
 */
function mayDrag(target, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (target.closest('[data-part="grip"]')) return true;
  return event.pointerType === "mouse" && !target.closest("button");
}

/**
 * All places of a range and those that are held, in order.
 *
 * @param {import("../lib/row-window.js").Range} range
 * @param {number[]} held may contain -1
 */
function placesIn({ first, last }, held) {
  const range = Array.from({ length: last - first }, (_, offset) => first + offset);
  const places = new Set([...range, ...held.filter((place) => place >= 0)]);
  return [...places].sort((one, other) => one - other);
}

/** @param {"grabbed" | "carried" | "cancelled"} what @param {number} id @param {number} place @param {number} count */
function carryingWords(what, id, place, count) {
  const title = titleOf(id);
  if (what === "carried") return t("Place {place} of {count}.", { place: place + 1, count });
  if (what === "cancelled") return t("{title} stays at place {place}.", { title, place: place + 1 });
  return t("{title} is grabbed. Arrows carry it, Space drops it, Escape lets it stay.", { title });
}

customElements.define("queue-list", QueueList);
