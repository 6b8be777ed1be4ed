/** How far the rows in sight have moved with an edit, so that the list can scroll along. Pure. */

/**
 * @param {number[]} before the ids in order
 * @param {number[]} after
 * @param {{first: number, last: number}} inSight the places seen before
 * @returns {number} how many rows most of them moved down; 0 while the head of the list is seen
 */
export function commonShift(before, after, { first, last }) {
  if (first === 0) return 0;
  const seen = before.slice(first, last);
  const now = new Map(after.map((id, place) => [id, place]));
  /** @type {Map<number, number>} */
  const votes = new Map();
  seen.forEach((id, index) => {
    const place = now.get(id);
    if (place === undefined) return;
    const by = place - (first + index);
    votes.set(by, (votes.get(by) ?? 0) + 1);
  });
  const [by, count] = [...votes].sort((one, other) => other[1] - one[1])[0] ?? [0, 0];
  return count * 2 > seen.length ? by : 0;
}
