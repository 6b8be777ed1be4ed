/** Asks for the entries of the queue that are in sight and not known yet, a hundred at most at once. */

const SETTLE_MS = 90;
const AGAIN_MS = 2_000;
const MOST = 100;

/**
 * @typedef {{start: number, end: number}} Range
 * @typedef {{tracks: any[], requesters: any[]}} Part
 */

export class MissingEntries {
  /**
   * @param {(range: Range, signal: AbortSignal) => Promise<Part>} ask
   * @param {(part: Part) => void} found
   */
  constructor(ask, found) {
    this.ask = ask;
    this.found = found;
    this.timer = 0;
    /** @type {AbortController | null} */
    this.asking = null;
    /** @type {Range | null} */
    this.asked = null;
    /** @type {Range | null} */
    this.wanted = null;
  }

  /**
   * Says what is in sight now; whatever was asked for and is not any more is let go.
   *
   * @param {import("./queue.js").Queue} queue
   * @param {{first: number, last: number}} inSight
   */
  want(queue, inSight) {
    this.wanted = unknownAmong(queue, inSight);
    if (this.asked && !(this.wanted && overlap(this.asked, this.wanted))) this.#letGo();
    clearTimeout(this.timer);
    if (this.wanted && !this.asking) this.timer = setTimeout(() => this.#askNow(), SETTLE_MS);
  }

  #letGo() {
    this.asking?.abort();
    this.asking = null;
    this.asked = null;
  }

  async #askNow() {
    const { wanted } = this;
    if (!wanted) return;
    const asking = new AbortController();
    this.asking = asking;
    this.asked = wanted;
    try {
      const part = await this.ask(wanted, asking.signal);
      if (this.asking !== asking) return;
      this.#letGo();
      this.found(part);
      // An edit came in between, and what is wanted stands elsewhere by now.
      if (this.wanted?.start === wanted.start) this.#askAgainLater();
    } catch {
      if (this.asking !== asking) return;
      this.#letGo();
      this.#askAgainLater();
    }
  }

  #askAgainLater() {
    clearTimeout(this.timer);
    if (this.wanted) this.timer = setTimeout(() => this.#askNow(), AGAIN_MS);
  }
}

/**
 * The range to ask for: all unknown entries in sight, and more unknown ones around them.
 *
 * @param {import("./queue.js").Queue} queue
 * @param {{first: number, last: number}} inSight
 * @returns {Range | null}
 */
export function unknownAmong({ ids, known }, { first, last }) {
  const isUnknown = (/** @type {number} */ place) => place in ids && !known.has(ids[place]);
  const inSight = Array.from({ length: last - first }, (_, offset) => first + offset);
  const unknown = inSight.filter(isUnknown);
  if (!unknown.length) return null;
  let [start, end] = [unknown[0], unknown[unknown.length - 1] + 1];
  while (end - start < MOST && (isUnknown(start - 1) || isUnknown(end))) {
    if (isUnknown(start - 1)) start -= 1;
    if (end - start < MOST && isUnknown(end)) end += 1;
  }
  return { start, end };
}

/** @param {Range} one @param {Range} other */
function overlap(one, other) {
  return one.start < other.end && other.start < one.end;
}
