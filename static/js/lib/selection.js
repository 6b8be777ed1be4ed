/** Which entries of a list are selected; a range goes from the one that was chosen last. */

export class Selection extends EventTarget {
  constructor() {
    super();
    /** @type {Set<number>} */
    this.ids = new Set();
    /** @type {number | null} */
    this.anchor = null;
  }

  get size() {
    return this.ids.size;
  }

  /** @param {number} id */
  has(id) {
    return this.ids.has(id);
  }

  /** @param {number} id */
  toggle(id) {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.#become(ids, id);
  }

  /**
   * Selects all from the anchor to this one.
   *
   * @param {number[]} order
   * @param {number} id
   * @param {number} [from] what the range begins with if nothing was chosen before
   */
  extend(order, id, from = id) {
    const anchor = order.includes(this.anchor ?? -1) ? /** @type {number} */ (this.anchor) : from;
    const [start, end] = [order.indexOf(anchor), order.indexOf(id)].sort((one, other) => one - other);
    this.#become(new Set([...this.ids, ...order.slice(start, end + 1)]), anchor);
  }

  /** @param {number[]} order */
  all(order) {
    this.#become(new Set(order), this.anchor);
  }

  clear() {
    if (this.size) this.#become(new Set(), null);
  }

  /** Forgets what has left the list. @param {number[]} order */
  prune(order) {
    if (!this.size) return;
    const here = new Set(order);
    const ids = new Set([...this.ids].filter((id) => here.has(id)));
    if (ids.size !== this.size) this.#become(ids, this.anchor);
  }

  /** @param {Set<number>} ids @param {number | null} anchor */
  #become(ids, anchor) {
    this.ids = ids;
    this.anchor = anchor;
    this.dispatchEvent(new Event("change"));
  }
}
