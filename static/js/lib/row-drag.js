/** Lets people drag a row of a list to another place, with a mouse, a pen or a finger. */

import { countOf, edgesOf, makeRoom, placeOf, scrollerOf, settle } from "./row-places.js";

const SLACK_PX = 5;
const EDGE_PX = 56;
const SPEED_PER_MS = 0.015;
const LONGEST_FRAME_MS = 100;

/**
 * @typedef {{row: HTMLElement, from: number, to: number, top: number, height: number,
 *   pointer: number, startY: number, startScroll: number, pointerY: number, lifted: boolean}} Drag
 */

export class RowDrag {
  /**
   * @param {HTMLElement} list its rows are all of one height
   * @param {(target: Element, event: PointerEvent) => boolean} mayStart whether this begins a drag
   * @param {(row: HTMLElement, to: number) => Promise<unknown>} drop
   */
  constructor(list, mayStart, drop) {
    this.list = list;
    this.mayStart = mayStart;
    this.drop = drop;
    /** @type {Drag | null} */
    this.drag = null;
    this.frame = 0;
    list.addEventListener("pointerdown", (event) => this.#start(event));
    list.addEventListener("pointermove", (event) => this.#move(event));
    list.addEventListener("pointerup", () => this.#finish());
    list.addEventListener("pointercancel", () => this.cancel());
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.drag) return;
      event.preventDefault();
      this.cancel();
    });
  }

  /** The row that is being dragged; it must stay in the page. */
  get row() {
    return this.drag?.row ?? null;
  }

  /** The rows have been drawn anew; go on with the drag among them, if its row is still there. */
  refresh() {
    const { drag } = this;
    if (!drag) return settle(this.list);
    if (!drag.row.isConnected) return this.cancel();
    const top = drag.row.offsetTop;
    drag.startY += top - drag.top;
    drag.top = top;
    drag.from = placeOf(drag.row);
    this.#place();
  }

  cancel() {
    const { drag } = this;
    this.#release();
    if (drag) settle(this.list);
  }

  /** @param {PointerEvent} event */
  #start(event) {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLElement | null} */
    const row = target.closest("[data-id]");
    if (!row || this.drag || event.button !== 0 || !this.mayStart(target, event)) return;
    const from = placeOf(row);
    this.drag = {
      row,
      from,
      to: from,
      top: row.offsetTop,
      height: row.offsetHeight,
      pointer: event.pointerId,
      startY: event.clientY,
      startScroll: scrollerOf(this.list).scrollTop,
      pointerY: event.clientY,
      lifted: false,
    };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.pointerY = event.clientY;
    if (!drag.lifted && event.buttons === 0) return this.cancel();
    if (!drag.lifted && Math.abs(event.clientY - drag.startY) < SLACK_PX) return;
    if (!drag.lifted) this.#lift(drag);
    this.#place();
  }

  /** @param {Drag} drag */
  #lift(drag) {
    drag.lifted = true;
    drag.row.dataset.lifted = "";
    this.list.dataset.dragging = "";
    // Not before: a captured pointer takes the click away from the control under it.
    this.list.setPointerCapture(drag.pointer);
    this.#scrollAlong();
  }

  #place() {
    const { drag } = this;
    if (!drag?.lifted) return;
    const scrolled = scrollerOf(this.list).scrollTop - drag.startScroll;
    const by = drag.pointerY - drag.startY + scrolled;
    drag.row.style.translate = `0 ${by}px`;
    const to = Math.round(drag.from + by / drag.height);
    drag.to = Math.min(countOf(this.list) - 1, Math.max(0, to));
    makeRoom(this.list, drag.row, drag.from, drag.to);
  }

  /** Scrolls on while the pointer rests near an edge, as fast on a slow machine. @param {number} before */
  #scrollAlong(before = performance.now()) {
    this.frame = requestAnimationFrame((now) => {
      const { drag } = this;
      if (!drag) return;
      const elapsed = Math.min(LONGEST_FRAME_MS, Math.max(0, now - before));
      const scroller = scrollerOf(this.list);
      const { top, bottom } = edgesOf(scroller);
      const above = Math.max(0, top + EDGE_PX - drag.pointerY);
      const below = Math.max(0, drag.pointerY - (bottom - EDGE_PX));
      if (above || below) {
        scroller.scrollTop += (below - above) * SPEED_PER_MS * elapsed;
        this.#place();
      }
      this.#scrollAlong(now);
    });
  }

  async #finish() {
    const { drag } = this;
    this.#release();
    if (!drag?.lifted) return;
    const { row, from, to, height } = drag;
    row.style.translate = `0 ${(to - from) * height}px`;
    // The rows rest where they were dropped until the stream redraws them.
    if (to !== from) await this.drop(row, to);
    else settle(this.list);
  }

  #release() {
    cancelAnimationFrame(this.frame);
    if (this.drag) delete this.drag.row.dataset.lifted;
    delete this.list.dataset.dragging;
    this.drag = null;
  }
}
