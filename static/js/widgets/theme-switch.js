/** Switches between the system's theme, light and dark; the server reads the cookie. */

const YEAR_S = 31_536_000;

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => {
      this.#use(/** @type {HTMLInputElement} */ (event.target).value);
    });
  }

  /** @param {string} theme */
  #use(theme) {
    const fixed = theme !== "system";
    document.documentElement.toggleAttribute("data-theme", fixed);
    if (fixed) document.documentElement.dataset.theme = theme;
    const life = fixed ? YEAR_S : 0;
    document.cookie = `theme=${theme}; path=/; max-age=${life}; samesite=lax`;
  }
}

customElements.define("theme-switch", ThemeSwitch);
