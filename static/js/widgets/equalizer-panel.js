/** Fifteen bands, a curve through them, and a few settings that people know by name. */

import { bandGain, bandPlace, curvePath, gainNumber, gainWords } from "../lib/bands.js";
import { part, parts, setText } from "../lib/dom.js";
import { Intent } from "../lib/intent.js";
import { RIGHTS, me, remote, store } from "../lib/player.js";
import { isHeld, permit, showRefusal } from "../lib/press.js";
import { FLAT, sameGains } from "../lib/presets.js";
import { soundLeave } from "../lib/sound-leave.js";
import { t } from "../lib/words.js";

const STEPS = { ArrowUp: 5, ArrowRight: 5, ArrowDown: -5, ArrowLeft: -5, PageUp: 25, PageDown: -25 };
const ENDS = { Home: -100, End: 100 };

class EqualizerPanel extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement[]} */
    this.sliders = parts(this, "band");
    this.gains = parts(this, "gain");
    this.touched = part(this, "bands");
    /** @type {Intent<number[]>} */
    this.intent = new Intent(
      (gains) => remote.setEqualizer(gains),
      (refusal) => {
        if (refusal) showRefusal(this.touched, refusal);
        this.#draw();
      },
    );
    this.sliders.forEach((slider, index) => this.#listen(slider, index));
    this.chips = parts(this, "preset").map((chip) => ({
      chip,
      gains: JSON.parse(chip.dataset.gains ?? "[]"),
    }));
    for (const { chip, gains } of this.chips) this.#offer(chip, gains);
    this.#offer(part(this, "reset"), FLAT);
    store.watch(["equalizer"], (_, patch) => this.#take(patch));
    store.watch([...RIGHTS], ({ options }) => this.#permit(options.equalizer_change));
  }

  /** @param {HTMLElement} button @param {number[]} gains */
  #offer(button, gains) {
    button.addEventListener("click", () => this.#set(button, gains));
  }

  /** @param {HTMLInputElement} slider @param {number} index */
  #listen(slider, index) {
    /** @param {number} gain */
    const set = (gain) => this.#set(slider, this.#meant.with(index, gain));
    slider.addEventListener("input", () => set(bandGain(Number(slider.value))));
    slider.addEventListener("dblclick", () => set(0));
    slider.addEventListener("keydown", (event) => {
      const step = STEPS[/** @type {keyof STEPS} */ (event.key)];
      const end = ENDS[/** @type {keyof ENDS} */ (event.key)];
      if (event.key === "Delete" || event.key === "0") set(0);
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      const place = end ?? bandPlace(this.#meant[index]) + step;
      set(bandGain(Math.max(-100, Math.min(100, place))));
    });
  }

  /** @param {HTMLElement} control where a refusal is explained @param {number[]} gains */
  #set(control, gains) {
    this.touched = control;
    if (isHeld(control)) this.#draw();
    // Every step of a slider would be a vote of its own.
    else if (control.matches("input") && soundLeave().grant === "vote") this.intent.setWhenResting(gains);
    else this.intent.set(gains);
  }

  /** @param {import("../lib/snapshot.js").Patch | null} patch */
  #take(patch) {
    this.intent.confirmed();
    const { by } = patch ?? {};
    const named = by && by.id !== me.id;
    setText(part(this, "by"), named ? t("Changed by {name}", { name: by.name }) : "");
    this.#draw();
  }

  /** @param {boolean} allowed */
  #permit(allowed) {
    part(document, "sound-off").hidden = allowed;
    for (const control of this.querySelectorAll("button, input")) {
      permit(/** @type {HTMLElement} */ (control), soundLeave());
    }
  }

  get #meant() {
    return this.intent.value ?? store.snapshot.equalizer;
  }

  #draw() {
    const gains = this.#meant;
    this.sliders.forEach((slider, index) => {
      slider.value = String(bandPlace(gains[index]));
      slider.setAttribute("aria-valuetext", gainWords(gains[index]));
      setText(this.gains[index], gainNumber(gains[index]));
    });
    const { line, area } = curvePath(gains.map(bandPlace));
    part(this, "curve-line").setAttribute("d", line);
    part(this, "curve-fill").setAttribute("d", area);
    for (const preset of this.chips) {
      preset.chip.setAttribute("aria-pressed", String(sameGains(preset.gains, gains)));
    }
  }
}

customElements.define("equalizer-panel", EqualizerPanel);
