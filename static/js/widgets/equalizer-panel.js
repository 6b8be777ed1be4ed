/** Fifteen bands, a curve through them, and a few settings that people know by name. */

import { bandGain, bandPlace, curvePath, gainWords } from "../lib/bands.js";
import { part, parts, setText } from "../lib/dom.js";
import { Intent } from "../lib/intent.js";
import { me, remote, store } from "../lib/player.js";
import { hold, isHeld } from "../lib/press.js";
import { FLAT, PRESETS, sameGains } from "../lib/presets.js";
import { showReason } from "../lib/reasons.js";
import { t } from "../lib/words.js";

const WORDS = {
  off: t("The equalizer is switched off on this server."),
  /** @param {string} name */
  by: (name) => t("Changed by {name}", { name }),
};

class EqualizerPanel extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement[]} */
    this.sliders = parts(this, "band");
    /** @type {Intent<number[]>} */
    this.intent = new Intent(
      (gains) => remote.setEqualizer(gains),
      (refusal) => {
        if (refusal) showReason(part(this, "bands"), refusal.message);
        this.#draw();
      },
    );
    this.sliders.forEach((slider, index) => this.#listen(slider, index));
    const reset = part(this, "reset");
    reset.addEventListener("click", () => isHeld(reset) || this.intent.set(FLAT));
    this.#offerPresets();
    store.watch(["equalizer"], (_, patch) => this.#take(patch));
    store.watch(["options"], ({ options }) => this.#permit(options.equalizer_change));
  }

  /** @param {HTMLInputElement} slider @param {number} index */
  #listen(slider, index) {
    /** @param {number} gain */
    const set = (gain) => this.intent.set(this.#gains.with(index, gain));
    slider.addEventListener("input", () => set(bandGain(Number(slider.value))));
    slider.addEventListener("dblclick", () => set(0));
    slider.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 5, ArrowRight: 5, ArrowDown: -5, ArrowLeft: -5 };
      const step = by[/** @type {keyof by} */ (event.key)];
      if (event.key === "Delete" || event.key === "0") set(0);
      if (!step) return;
      event.preventDefault();
      const place = bandPlace(this.#gains[index]);
      set(bandGain(Math.max(-100, Math.min(100, place + step))));
    });
  }

  #offerPresets() {
    const buttons = PRESETS.map(({ name, gains }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.textContent = name;
      button.addEventListener("click", () => isHeld(button) || this.intent.set(gains));
      return button;
    });
    part(this, "presets").append(...buttons);
  }

  /** @param {import("../lib/snapshot.js").Patch | null} patch */
  #take(patch) {
    this.intent.confirmed();
    const by = patch?.equalizer && patch.by && patch.by.id !== me.id ? WORDS.by(patch.by.name) : "";
    setText(part(this, "by"), by);
    this.#draw();
  }

  /** @param {boolean} allowed */
  #permit(allowed) {
    part(this, "refused").hidden = allowed;
    for (const slider of this.sliders) slider.disabled = !allowed;
    for (const button of this.querySelectorAll("button")) hold(button, allowed ? null : WORDS.off);
  }

  get #gains() {
    return this.intent.value ?? store.snapshot.equalizer;
  }

  #draw() {
    const gains = this.#gains;
    this.sliders.forEach((slider, index) => {
      slider.value = String(bandPlace(gains[index]));
      slider.setAttribute("aria-valuetext", gainWords(gains[index]));
      slider.title = gainWords(gains[index]);
    });
    const { line, area } = curvePath(gains.map(bandPlace));
    part(this, "curve-line").setAttribute("d", line);
    part(this, "curve-fill").setAttribute("d", area);
    [...part(this, "presets").children].forEach((button, index) => {
      button.setAttribute("aria-pressed", String(sameGains(PRESETS[index].gains, gains)));
    });
  }
}

customElements.define("equalizer-panel", EqualizerPanel);
