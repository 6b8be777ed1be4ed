/** Sends the forms in it without leaving the page, and shows what the server makes of them. */

import { postForm } from "../lib/pages.js";
import { press } from "../lib/press.js";
import { toast } from "../lib/speak.js";

class QuietForms extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      const form = /** @type {HTMLFormElement} */ (event.target);
      if (form.method !== "post") return;
      event.preventDefault();
      const button = event.submitter ?? form.querySelector("button");
      press(/** @type {HTMLElement} */ (button), () => this.#send(form, event.submitter));
    });
  }

  /** @param {HTMLFormElement} form @param {HTMLElement | null} button */
  async #send(form, button) {
    const { url, ok, page } = await postForm(form, button);
    const fresh = page.querySelector("quiet-forms");
    if (!fresh || (ok && this.#leadsAway(url, page))) return location.assign(url);
    this.replaceChildren(...document.importNode(fresh, true).childNodes);
    adoptTheme(page);
    this.#tell();
    this.#focus(button?.id);
    this.dispatchEvent(new CustomEvent("renewed"));
  }

  /** @param {string} url @param {Document} page */
  #leadsAway(url, page) {
    const elsewhere = new URL(url).pathname !== location.pathname;
    return elsewhere || page.documentElement.lang !== document.documentElement.lang;
  }

  #tell() {
    const done = this.querySelector('[data-part="done"]');
    if (!done) return;
    toast(done.textContent.trim());
    done.remove();
  }

  /** @param {string | undefined} id of the button that was pressed; its successor is focused */
  #focus(id) {
    const wrong = this.querySelector('[aria-invalid="true"]');
    const again = id ? document.getElementById(id) : null;
    /** @type {HTMLElement | null} */ (wrong ?? again ?? document.getElementById("main"))?.focus();
  }
}

/** @param {Document} page */
function adoptTheme(page) {
  const { theme } = page.documentElement.dataset;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

customElements.define("quiet-forms", QuietForms);
