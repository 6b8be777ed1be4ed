/** Shows a long list as the rows in sight and some around them; the list keeps its whole height. */

import { edgesOf, scrollerOf } from "./row-places.js";

const AROUND = 10;

/** @typedef {{first: number, last: number}} Range places; `last` is exclusive */

export class RowWindow {
  /**
   * @param {HTMLElement} list its rows are all of one height, its `--row-size` in rem
   * @param {() => void} draw is called when other rows have come near
   */
  constructor(list, draw) {
    this.list = list;
    this.draw = draw;
    this.count = 0;
    /** @type {Range} */
    this.drawn = { first: 0, last: 0 };
    this.frame = 0;
    list.dataset.windowed = "";
    document.addEventListener("scroll", () => this.#soon(), { capture: true, passive: true });
    addEventListener("resize", () => this.#soon());
    new ResizeObserver(() => this.#soon()).observe(/** @type {Element} */ (list.parentElement));
  }

  /**
   * The rows that belong into the page.
   *
   * @param {number} count of the whole list
   * @returns {Range}
   */
  range(count) {
    this.count = count;
    this.list.dataset.count = String(count);
    this.list.style.blockSize = `${count * this.rowSize()}px`;
    const { first, last } = this.inSight();
    this.drawn = { first: this.#within(first - AROUND), last: this.#within(last + AROUND) };
    return this.drawn;
  }

  /** The rows that are seen. @returns {Range} */
  inSight() {
    const { top, bottom } = edgesOf(scrollerOf(this.list));
    const { top: start } = this.list.getBoundingClientRect();
    const [first, last] = [(top - start) / this.rowSize(), (bottom - start) / this.rowSize()];
    return { first: this.#within(Math.floor(first)), last: this.#within(Math.ceil(last)) };
  }

  /** How many rows a page key goes. */
  page() {
    const { first, last } = this.inSight();
    return Math.max(1, last - first - 2);
  }

  rowSize() {
    this.size ??= parseFloat(getComputedStyle(this.list).getPropertyValue("--row-size")) * rem();
    return this.size;
  }

  /** Scrolls so that a row can be seen. @param {number} place */
  reveal(place) {
    const scroller = scrollerOf(this.list);
    const { top, bottom } = edgesOf(scroller);
    const start = this.list.getBoundingClientRect().top + place * this.rowSize();
    const end = start + this.rowSize();
    if (start < top) scroller.scrollTop += start - top;
    else if (end > bottom) scroller.scrollTop += end - bottom;
  }

  /** Scrolls along with rows that moved. @param {number} rows */
  shift(rows) {
    if (rows) scrollerOf(this.list).scrollTop += rows * this.rowSize();
  }

  #soon() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.#isNearTheEnd()) this.draw();
    });
  }

  /** Says whether what is drawn ends soon above or below what is seen. */
  #isNearTheEnd() {
    const { first, last } = this.inSight();
    const few = AROUND / 2;
    const above = this.drawn.first > 0 && first - this.drawn.first < few;
    const below = this.drawn.last < this.count && this.drawn.last - last < few;
    return above || below;
  }

  /** @param {number} place */
  #within(place) {
    return Math.min(this.count, Math.max(0, place));
  }
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}
