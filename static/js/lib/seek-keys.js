/** Which place in a track a key leads to. Pure. */

export const SHORT_MS = 5_000;
export const LONG_MS = 30_000;

/**
 * @param {{key: string, shiftKey: boolean}} event
 * @param {number} position
 * @param {number} length
 * @returns {number | null} null for keys that mean nothing here
 */
export function seekKeys({ key, shiftKey }, position, length) {
  const step = shiftKey ? LONG_MS : SHORT_MS;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return position + step;
    case "ArrowLeft":
    case "ArrowDown":
      return position - step;
    case "PageUp":
      return position + LONG_MS;
    case "PageDown":
      return position - LONG_MS;
    case "Home":
      return 0;
    case "End":
      return Math.max(0, length - SHORT_MS);
    default:
      return null;
  }
}
