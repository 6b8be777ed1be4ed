/** Lets one walk from point to point of a plot by arrow keys; Tab goes past it in one step. */

/** @type {Record<string, (across: number) => number>} */
const STEPS = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (across) => across,
  ArrowUp: (across) => -across,
  Home: () => -Infinity,
  End: () => Infinity,
};

class PlotPoints extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.#walk(step(Number(this.querySelector("svg")?.dataset.across)));
    });
  }

  /** @param {number} by how many points */
  #walk(by) {
    /** @type {SVGGElement[]} */
    const points = [...this.querySelectorAll("g[tabindex]")];
    const from = points.findIndex((point) => point.tabIndex === 0);
    const to = Number.isFinite(by) ? from + by : by < 0 ? 0 : points.length - 1;
    if (!points[to]) return;
    points[from].tabIndex = -1;
    points[to].tabIndex = 0;
    points[to].focus();
  }
}

customElements.define("plot-points", PlotPoints);
