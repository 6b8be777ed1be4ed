/** Closes the open panel of a page by Escape or a touch elsewhere. */

class PlaylistPanels extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#close(true);
    });
    if (this.listens) return;
    this.listens = true;
    document.addEventListener("pointerdown", (event) => {
      if (!this.contains(/** @type {Node} */ (event.target))) this.#close(false);
    });
  }

  /** @param {boolean} focus whether the button that opened it shall have the focus */
  #close(focus) {
    const open = this.querySelector("details.panel[open]");
    if (!(open instanceof HTMLDetailsElement)) return;
    open.open = false;
    if (focus) open.querySelector("summary")?.focus();
  }
}

customElements.define("playlist-panels", PlaylistPanels);
