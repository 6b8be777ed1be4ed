/** Keeps the list of servers true while somebody looks at it. */

const EVERY_MS = 15_000;

class ServerList extends HTMLElement {
  connectedCallback() {
    this.drawn = this.innerHTML;
    setInterval(() => this.#refresh(), EVERY_MS);
    document.addEventListener("visibilitychange", () => this.#refresh());
    addEventListener("pageshow", (event) => event.persisted && this.#refresh());
  }

  async #refresh() {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      if (answer.redirected) return location.reload();
      if (answer.ok) this.#swap(await answer.text());
    } catch {
      // Offline: what is shown stays, and the next round tries again.
    }
  }

  /** @param {string} page the same page as the server draws it now */
  #swap(page) {
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("server-list");
    if (!fresh || fresh.innerHTML === this.drawn) return;
    this.drawn = fresh.innerHTML;
    const focused = document.activeElement?.closest("[data-id]")?.getAttribute("data-id");
    this.replaceChildren(...document.importNode(fresh, true).childNodes);
    if (focused) this.querySelector(`[data-id="${CSS.escape(focused)}"] a`)?.focus();
  }
}

customElements.define("server-list", ServerList);
