/** How long to wait before the next try. Pure but for the dice it is given. */

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Doubles with every failure and spreads over half of the time, so that not all come back at once.
 *
 * @param {number} failures how many tries have failed in a row
 * @param {() => number} dice 0 to 1
 */
export function waitMs(failures, dice = Math.random) {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + dice() / 2));
}
