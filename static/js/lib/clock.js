/**
 * The server's clock, learned from what the server says; our own may be wrong, or jump.
 *
 * Time goes on by a clock that never jumps. Such a clock may stand still while the machine sleeps,
 * so it is watched beside the wall clock: when the two part, somebody has set the one or the other
 * has slept, and only the server can tell which.
 */

const KEPT = 8;
const PARTED_MS = 400;

/** @typedef {() => number} Clock milliseconds */

export class ServerClock {
  /**
   * @param {number} serverNow what the server's clock said when the page was made
   * @param {Clock} steady
   * @param {Clock} wall
   */
  constructor(serverNow, steady = () => performance.now(), wall = Date.now) {
    this.steady = steady;
    this.wall = wall;
    this.offsets = [serverNow - steady()];
    this.apart = wall() - steady();
    this.onDoubt = () => {};
  }

  /** @returns {number} Unix time in ms as the server has it */
  now() {
    const steady = this.steady();
    this.#compare(steady);
    return steady + Math.max(...this.offsets);
  }

  /**
   * Learns from a beat. Every beat is late by its way to us, so the largest offset is the best. Our
   * own sleep only makes it larger.
   *
   * @param {number} serverNow
   */
  learn(serverNow) {
    this.offsets = [...this.offsets.slice(1 - KEPT), serverNow - this.steady()];
  }

  /** @param {number} steady */
  #compare(steady) {
    const apart = this.wall() - steady;
    if (Math.abs(apart - this.apart) < PARTED_MS) return;
    this.apart = apart;
    this.onDoubt();
  }
}
