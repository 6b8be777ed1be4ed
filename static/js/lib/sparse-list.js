/**
 * A long list of which only some entries are known, and how a playlist's operations change it. Pure.
 *
 * @typedef {{id: number}} Item
 * @typedef {{op: "remove", at: number, count: number} | {op: "move", from: number, to: number, id: number}
 *   | {op: "insert", at: number, count: number, tracks?: Item[]} | {op: "fetch"}} Op
 */

/** @template {Item} T */
export class SparseList {
  /** @param {number} length @param {number} [start] @param {T[]} [known] the entries from `start` on */
  constructor(length, start = 0, known = []) {
    /** @type {(T | undefined)[]} */
    this.items = new Array(length).fill(undefined);
    this.fill(start, known);
  }

  get length() {
    return this.items.length;
  }

  /** @param {number} place */
  at(place) {
    return this.items[place];
  }

  /** @param {number} id @returns {number} its place, or -1 while it is not known */
  placeOf(id) {
    return this.items.findIndex((item) => item?.id === id);
  }

  /** @param {number} start @param {T[]} known */
  fill(start, known) {
    known.forEach((item, offset) => {
      if (start + offset < this.items.length) this.items[start + offset] = item;
    });
  }

  /**
   * The first range within these places that is not known yet.
   *
   * @param {number} from
   * @param {number} to exclusive
   * @returns {[number, number] | null}
   */
  gap(from, to) {
    const places = this.items.slice(from, to);
    const first = places.indexOf(undefined);
    return first < 0 ? null : [from + first, from + places.lastIndexOf(undefined) + 1];
  }

  /** @param {Op} operation */
  apply(operation) {
    switch (operation.op) {
      case "remove":
        this.items.splice(operation.at, operation.count);
        break;
      case "move":
        this.items.splice(operation.to, 0, ...this.items.splice(operation.from, 1));
        break;
      case "insert":
        this.#insert(operation.at, operation.tracks ?? new Array(operation.count).fill(undefined));
        break;
      default:
        this.items.fill(undefined);
    }
  }

  /** @param {number} at @param {any[]} fresh */
  #insert(at, fresh) {
    // Not by `splice(…, ...fresh)`: thousands of arguments are too many.
    this.items = [...this.items.slice(0, at), ...fresh, ...this.items.slice(at)];
  }
}
