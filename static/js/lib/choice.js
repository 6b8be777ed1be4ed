/** Which rows of a list are chosen, one by one or, with Shift, all from the last one on. Pure. */

export class Choice {
  constructor() {
    /** @type {Set<number>} */
    this.ids = new Set();
    /** @type {number | null} */
    this.anchor = null;
  }

  /**
   * @param {number} id
   * @param {boolean} on
   * @param {(id: number) => number} placeOf
   * @param {(place: number) => {id: number} | undefined} at
   * @param {boolean} far all between this one and the one before it
   */
  set(id, on, placeOf, at, far) {
    const places = far && this.anchor !== null ? [placeOf(this.anchor), placeOf(id)] : [placeOf(id)];
    const [from, to] = [Math.min(...places), Math.max(...places)];
    for (let place = Math.max(0, from); place <= to; place += 1) {
      const item = at(place);
      if (item) this.#put(item.id, on);
    }
    this.#put(id, on);
    this.anchor = id;
  }

  clear() {
    this.ids.clear();
    this.anchor = null;
  }

  /** @param {number} id @param {boolean} on */
  #put(id, on) {
    if (on) this.ids.add(id);
    else this.ids.delete(id);
  }
}
