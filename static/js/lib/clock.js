/** The server's clock, learned from what the server says; our own may be wrong. */

const KEPT = 8;
const JUMP_MS = 2_000;

export class ServerClock {
  /**
   * @param {number} serverNow what the server's clock said when the page was made
   * @param {() => number} local any clock that goes on while the machine sleeps
   */
  constructor(serverNow, local = Date.now) {
    this.local = local;
    this.guessed = true;
    /** @type {number[]} */
    this.offsets = [serverNow - local()];
  }

  /** @returns {number} Unix time in ms as the server has it */
  now() {
    return this.local() + this.#offset();
  }

  /**
   * Learns from a beat. Every beat is late by its way to us, so the largest offset is the best,
   * unless our own clock has jumped.
   *
   * @param {number} serverNow
   */
  learn(serverNow) {
    const offset = serverNow - this.local();
    const fresh = this.guessed || Math.abs(offset - this.#offset()) > JUMP_MS;
    this.offsets = fresh ? [offset] : [...this.offsets.slice(1 - KEPT), offset];
    this.guessed = false;
  }

  #offset() {
    return Math.max(...this.offsets);
  }
}
