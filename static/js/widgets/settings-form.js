/** Says how much is not saved yet, and what a rule for votes means, while a form is filled in. */

import { part, setText } from "../lib/dom.js";
import { votesNeeded } from "../lib/vote-rule.js";
import { tn } from "../lib/words.js";

const EXAMPLE_LISTENERS = 5;

class SettingsForm extends HTMLElement {
  connectedCallback() {
    this.form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    this.atFirst = held(this.form);
    this.addEventListener("input", () => this.#follow());
    this.addEventListener("change", () => this.#follow());
    addEventListener("beforeunload", this.#warn);
    this.wrong = this.querySelector('[aria-invalid="true"]') !== null;
    this.form.addEventListener("submit", (event) => {
      // Whoever sends the form without leaving the page may still fail to.
      setTimeout(() => (this.leaving = !event.defaultPrevented));
    });
    this.#offerPresets();
  }

  disconnectedCallback() {
    removeEventListener("beforeunload", this.#warn);
  }

  /** @type {(event: BeforeUnloadEvent) => void} */
  #warn = (event) => {
    if (!this.leaving && (this.wrong || this.#changes)) event.preventDefault();
  };

  get #changes() {
    const now = held(this.form);
    const names = new Set([...now.keys(), ...this.atFirst.keys()]);
    return [...names].filter((name) => now.get(name) !== this.atFirst.get(name)).length;
  }

  #follow() {
    const count = this.#changes;
    setText(part(this, "unsaved"), count ? tn("{n} change is not saved yet.", "{n} changes are not saved yet.", count) : "");
    this.#showExample();
  }

  #showExample() {
    const { value: type } = this.form.elements.namedItem("dj.neutral.type");
    const { value } = this.form.elements.namedItem("dj.neutral.value");
    const needed = votesNeeded(type, Number(value), EXAMPLE_LISTENERS);
    const sentence = tn(
      "In a channel of five, {n} person must agree, the one who asks included.",
      "In a channel of five, {n} people must agree, the one who asks included.",
      needed,
    );
    setText(part(this, "sentence"), sentence);
  }

  #offerPresets() {
    const presets = part(this, "presets");
    presets.hidden = false;
    presets.addEventListener("click", (event) => {
      const { gains } = /** @type {HTMLElement} */ (event.target).dataset;
      if (!gains) return;
      const sliders = this.querySelectorAll('input[type="range"]');
      JSON.parse(gains).forEach((gain, index) => (sliders[index].value = String(gain)));
      this.#follow();
    });
  }
}

/** @param {HTMLFormElement} form @returns {Map<string, string>} what it holds, by field */
function held(form) {
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const [name, value] of new FormData(form)) {
    if (value !== "") values.set(name, `${values.get(name) ?? ""}\n${value}`);
  }
  return values;
}

customElements.define("settings-form", SettingsForm);
