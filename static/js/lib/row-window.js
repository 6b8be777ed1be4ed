/** Which rows of a long list, all of one height, are near enough to the window to be drawn. */

const AROUND = 12;

/** @typedef {{first: number, last: number}} Range `last` is exclusive */

export class RowWindow {
  /**
   * @param {HTMLElement} list
   * @param {() => void} draw is called when other rows have come near
   */
  constructor(list, draw) {
    this.list = list;
    this.draw = draw;
    this.frame = 0;
    list.dataset.windowed = "";
    addEventListener("scroll", () => this.#soon(), { passive: true });
    addEventListener("resize", () => this.#soon());
  }

  /** @param {number} length of the whole list @returns {Range} */
  range(length) {
    const size = this.rowSize();
    this.list.style.setProperty("block-size", `${length * size}px`);
    const above = -this.list.getBoundingClientRect().top / size;
    const first = Math.max(0, Math.min(length, Math.floor(above) - AROUND));
    const last = Math.min(length, Math.ceil(above + innerHeight / size) + AROUND);
    return { first, last: Math.max(first, last) };
  }

  rowSize() {
    this.size ??= parseFloat(getComputedStyle(this.list).getPropertyValue("--row-size")) * rem();
    return this.size;
  }

  /** Scrolls so that a row can be seen. @param {number} place */
  reveal(place) {
    const top = this.list.getBoundingClientRect().top + place * this.rowSize();
    const over = top - 120;
    const under = top + this.rowSize() + 120 - innerHeight;
    if (over < 0) scrollBy(0, over);
    else if (under > 0) scrollBy(0, under);
  }

  #soon() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }
}

function rem() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}
