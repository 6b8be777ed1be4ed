/** Lets people drag a row of a list to another place, with a mouse, a pen or a finger. */

const SLACK_PX = 5;
const EDGE_PX = 56;
const SPEED = 0.25;

/**
 * @typedef {{row: HTMLElement, rows: HTMLElement[], from: number, to: number, height: number,
 *   startY: number, startScroll: number, pointerY: number, lifted: boolean}} Drag
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
      if (event.key === "Escape" && this.drag) this.cancel();
    });
  }

  /** The rows have been drawn anew; go on with the drag among them, if its row is still there. */
  refresh() {
    this.#settle(this.#rows());
    const { drag } = this;
    if (!drag) return;
    drag.rows = this.#rows();
    drag.from = drag.to = drag.rows.indexOf(drag.row);
    if (drag.from < 0) this.cancel();
    else this.#place();
  }

  cancel() {
    const { drag } = this;
    this.#release();
    if (drag) this.#settle(drag.rows);
  }

  /** @param {PointerEvent} event */
  #start(event) {
    const target = /** @type {Element} */ (event.target);
    /** @type {HTMLElement | null} */
    const row = target.closest("[data-id]");
    if (!row || this.drag || event.button !== 0 || !this.mayStart(target, event)) return;
    const rows = this.#rows();
    const from = rows.indexOf(row);
    this.drag = {
      row,
      rows,
      from,
      to: from,
      height: row.offsetHeight,
      startY: event.clientY,
      startScroll: this.#scroller().scrollTop,
      pointerY: event.clientY,
      lifted: false,
    };
    this.list.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const { drag } = this;
    if (!drag) return;
    drag.pointerY = event.clientY;
    if (!drag.lifted && Math.abs(event.clientY - drag.startY) < SLACK_PX) return;
    if (!drag.lifted) this.#lift(drag);
    this.#place();
  }

  /** @param {Drag} drag */
  #lift(drag) {
    drag.lifted = true;
    drag.row.dataset.lifted = "";
    this.list.dataset.dragging = "";
    this.#scrollAlong();
  }

  #place() {
    const { drag } = this;
    if (!drag?.lifted) return;
    const scrolled = this.#scroller().scrollTop - drag.startScroll;
    const by = drag.pointerY - drag.startY + scrolled;
    drag.row.style.translate = `0 ${by}px`;
    const to = Math.round(drag.from + by / drag.height);
    drag.to = Math.min(drag.rows.length - 1, Math.max(0, to));
    this.#makeRoom(drag);
  }

  /** @param {Drag} drag */
  #makeRoom({ row, rows, from, to, height }) {
    rows.forEach((other, index) => {
      if (other === row) return;
      const back = index > from && index <= to;
      const forth = index < from && index >= to;
      const shift = back ? `0 ${-height}px` : forth ? `0 ${height}px` : "";
      if (other.style.translate !== shift) other.style.translate = shift;
    });
  }

  /** Scrolls on while the pointer rests near an edge. */
  #scrollAlong() {
    this.frame = requestAnimationFrame(() => {
      const { drag } = this;
      if (!drag) return;
      const scroller = this.#scroller();
      const { top, bottom } = edges(scroller);
      const above = Math.max(0, top + EDGE_PX - drag.pointerY);
      const below = Math.max(0, drag.pointerY - (bottom - EDGE_PX));
      if (above || below) {
        scroller.scrollTop += (below - above) * SPEED;
        this.#place();
      }
      this.#scrollAlong();
    });
  }

  async #finish() {
    const { drag } = this;
    this.#release();
    if (!drag?.lifted) return;
    const { row, rows, from, to, height } = drag;
    row.style.translate = `0 ${(to - from) * height}px`;
    // The rows rest where they were dropped until the stream redraws them.
    if (to !== from) await this.drop(row, to);
    else this.#settle(rows);
  }

  #release() {
    cancelAnimationFrame(this.frame);
    if (this.drag) delete this.drag.row.dataset.lifted;
    delete this.list.dataset.dragging;
    this.drag = null;
  }

  /** @param {HTMLElement[]} rows */
  #settle(rows) {
    for (const row of rows) if (row.style.translate) row.style.translate = "";
  }

  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.list.children]);
  }

  #scroller() {
    const box = /** @type {HTMLElement} */ (this.list.parentElement);
    const scrolls = getComputedStyle(box).overflowY === "auto";
    return scrolls ? box : /** @type {HTMLElement} */ (document.scrollingElement);
  }
}

/** @param {HTMLElement} scroller */
function edges(scroller) {
  if (scroller === document.scrollingElement) return { top: 0, bottom: innerHeight };
  return scroller.getBoundingClientRect();
}
