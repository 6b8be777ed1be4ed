/** Which line is sung at a moment. Pure. */

/**
 * @param {{at: number}[]} lines in the order of time
 * @param {number} position track ms
 * @returns {number} the place of the line that began last, -1 before the first
 */
export function lineAt(lines, position) {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].at <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * @param {{at: number}[]} lines
 * @param {number} position track ms
 * @param {number} rate track ms per ms
 * @returns {number | null} how many ms from now the next line begins; null after the last one
 */
export function untilNextLine(lines, position, rate) {
  const next = lines[lineAt(lines, position) + 1];
  return next && rate > 0 ? Math.max(0, (next.at - position) / rate) : null;
}
