/**
 * Presses on the rows of a list: with Ctrl or Shift, by the checkbox, or held with a finger they
 * select; otherwise they belong to the control that was pressed.
 */

const HELD_MS = 500;
const SLACK_PX = 10;

export class RowPress {
  /**
   * @param {HTMLElement} list
   * @param {import("./selection.js").Selection} selection
   * @param {() => number[]} order
   * @param {(control: HTMLElement, id: number) => void} pressed
   */
  constructor(list, selection, order, pressed) {
    this.selection = selection;
    this.order = order;
    this.pressed = pressed;
    this.held = 0;
    this.wasHeld = false;
    this.startY = 0;
    list.addEventListener("click", (event) => this.#click(event));
    list.addEventListener("pointerdown", (event) => this.#hold(event));
    list.addEventListener("pointermove", (event) => this.#moved(event));
    for (const end of ["pointerup", "pointercancel"]) list.addEventListener(end, () => clearTimeout(this.held));
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest("[data-id]"));
    const id = Number(row?.dataset.id);
    if (!row || this.wasHeld) return this.#endHold(event);
    const control = /** @type {HTMLElement | null} */ (target.closest("button"));
    if (event.shiftKey) this.selection.extend(this.order(), id);
    else if (event.ctrlKey || event.metaKey || target.matches("input")) this.selection.toggle(id);
    else if (control) this.pressed(control, id);
    else if (this.selection.size) this.selection.toggle(id);
  }

  /** @param {MouseEvent} event */
  #endHold(event) {
    this.wasHeld = false;
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #hold(event) {
    this.wasHeld = false;
    clearTimeout(this.held);
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest("[data-id]"));
    if (event.pointerType !== "touch" || !row || target.closest('[data-part="grip"]')) return;
    this.startY = event.clientY;
    this.held = setTimeout(() => {
      this.wasHeld = true;
      this.selection.toggle(Number(row.dataset.id));
    }, HELD_MS);
  }

  /** @param {PointerEvent} event */
  #moved(event) {
    if (Math.abs(event.clientY - this.startY) > SLACK_PX) clearTimeout(this.held);
  }
}
