/** One's favourites: found while typing, let go and taken back, in step with other tabs. */

import { send } from "../lib/api.js";
import { fetchPage, postForm } from "../lib/pages.js";
import { followPersonal, personal } from "../lib/personal.js";
import { press } from "../lib/press.js";
import { toast } from "../lib/speak.js";
import { t } from "../lib/words.js";

const SOON_MS = 250;

class FavouriteRows extends HTMLElement {
  connectedCallback() {
    const { me } = JSON.parse(document.getElementById("library-data")?.textContent ?? "{}");
    this.turn = 0;
    this.addEventListener("submit", (event) => this.#submit(event));
    const search = /** @type {HTMLFormElement} */ (document.querySelector('[data-part="search"]'));
    search.addEventListener("input", () => this.#soon(() => this.#find(search)));
    search.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#find(search);
    });
    for (const name of ["favorite", "reset"]) {
      personal.addEventListener(name, () => this.#soon(() => this.#show(location.href)));
    }
    followPersonal(me, Date.now);
  }

  /** @param {HTMLFormElement} search */
  #find(search) {
    const query = String(new FormData(search).get("query") ?? "").trim();
    const address = query ? `/favourites?${new URLSearchParams({ query })}` : "/favourites";
    history.replaceState(null, "", address);
    return this.#show(address);
  }

  /** @param {() => unknown} act */
  #soon(act) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, SOON_MS);
  }

  /** Shows the rows of a page as the server draws them now. @param {string} address */
  async #show(address) {
    const turn = ++this.turn;
    try {
      const { page } = await fetchPage(address);
      const fresh = page.querySelector("favourite-rows");
      if (fresh && turn === this.turn) this.#swap(fresh);
    } catch (refusal) {
      if (turn === this.turn) toast(/** @type {Error} */ (refusal).message, "problem");
    }
  }

  /** @param {Element} fresh */
  #swap(fresh) {
    const rows = [...this.querySelectorAll("[data-id]")];
    const focused = rows.findIndex((row) => row.contains(document.activeElement));
    this.replaceChildren(...document.importNode(fresh, true).childNodes);
    if (focused < 0) return;
    const buttons = this.querySelectorAll("[data-id] button");
    const next = buttons[Math.min(focused, buttons.length - 1)] ?? document.getElementById("main");
    /** @type {HTMLElement} */ (next).focus();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    press(/** @type {HTMLElement} */ (event.submitter), () => this.#letGo(form));
  }

  /** @param {HTMLFormElement} form */
  async #letGo(form) {
    // Unlike the operation, which toggles, the form cannot put back what another tab let go.
    await postForm(form, null);
    const { url, title = "" } = form.dataset;
    const undo = (/** @type {HTMLElement} */ button) => press(button, () => send("/functions/favorite", url));
    toast(t("{title} is no favourite any more.", { title }), "info", { word: t("Undo"), act: undo });
  }
}

customElements.define("favourite-rows", FavouriteRows);
