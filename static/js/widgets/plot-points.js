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
    // A click focuses a point too, and one walks on from there.
    const from = points.findIndex((point) => point === document.activeElement);
    const to = Number.isFinite(by) ? from + by : by < 0 ? 0 : points.length - 1;
    if (!points[to]) return;
    points.forEach((point, at) => (point.tabIndex = at === to ? 0 : -1));
    points[to].focus();
  }
}

customElements.define("plot-points", PlotPoints);
