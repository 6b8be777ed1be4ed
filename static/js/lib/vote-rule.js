/** How many of so many listeners must agree, as `player/core/votes.py` has it. Pure. */

/**
 * @param {string} type pt, tt or iv
 * @param {number} value
 * @param {number} listeners
 * @returns {number}
 */
export function votesNeeded(type, value, listeners) {
  const needed = { pt: Math.ceil((listeners * value) / 100), tt: value, iv: listeners - value }[type] ?? listeners;
  return Math.max(1, Math.min(needed, listeners));
}
