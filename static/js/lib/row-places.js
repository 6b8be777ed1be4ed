/** Where the rows of a list stand, whether all of them are in the page or only those in sight. */

/**
 * Rows bear `data-place` in a list of which only a part is in the page, and the list `data-count`;
 * without these, a row stands where it is among its siblings.
 *
 * @param {HTMLElement} list
 * @returns {HTMLElement[]}
 */
export function rowsOf(list) {
  return /** @type {HTMLElement[]} */ ([...list.children]);
}

/** @param {HTMLElement} row */
export function placeOf(row) {
  return Number(row.dataset.place ?? rowsOf(/** @type {HTMLElement} */ (row.parentElement)).indexOf(row));
}

/** @param {HTMLElement} list */
export function countOf(list) {
  return Number(list.dataset.count ?? list.children.length);
}

/**
 * Moves the rows between a row's place and another one aside, as if it stood there already.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} row
 * @param {number} from
 * @param {number} to
 */
export function makeRoom(list, row, from, to) {
  const height = row.offsetHeight;
  for (const other of rowsOf(list)) {
    if (other === row) continue;
    const place = placeOf(other);
    const back = place > from && place <= to;
    const forth = place < from && place >= to;
    const shift = back ? `0 ${-height}px` : forth ? `0 ${height}px` : "";
    if (other.style.translate !== shift) other.style.translate = shift;
  }
}

/** Puts every row back to its own place. @param {HTMLElement} list */
export function settle(list) {
  for (const row of rowsOf(list)) if (row.style.translate) row.style.translate = "";
}

/**
 * What scrolls a list: its parent, or on a phone the page.
 *
 * @param {HTMLElement} list
 */
export function scrollerOf(list) {
  const box = /** @type {HTMLElement} */ (list.parentElement);
  const scrolls = getComputedStyle(box).overflowY === "auto";
  return scrolls ? box : /** @type {HTMLElement} */ (document.scrollingElement);
}

/**
 * The part of the window in which a scroller's rows are seen.
 *
 * @param {HTMLElement} scroller
 * @returns {{top: number, bottom: number}}
 */
export function edgesOf(scroller) {
  if (scroller !== document.scrollingElement) return scroller.getBoundingClientRect();
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(scroller);
  const inset = (/** @type {string} */ text) => Number.parseFloat(text) || 0;
  return { top: inset(scrollPaddingTop), bottom: innerHeight - inset(scrollPaddingBottom) };
}
