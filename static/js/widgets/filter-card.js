/** One filter: a switch, and sliders for its parameters while it is on. */

import { part, parts, setText } from "../lib/dom.js";
import { Intent } from "../lib/intent.js";
import { knobWords } from "../lib/knobs.js";
import { RIGHTS, remote, store } from "../lib/player.js";
import { isHeld, permit, showRefusal } from "../lib/press.js";
import { soundLeave } from "../lib/sound-leave.js";

/** @typedef {Record<string, number>} Values */

class FilterCard extends HTMLElement {
  connectedCallback() {
    this.filter = this.dataset.filter ?? "";
    /** @type {Values} */
    this.start = JSON.parse(this.dataset.start ?? "{}");
    /** @type {HTMLInputElement} */
    const flip = (this.switch = part(this, "switch"));
    /** @type {HTMLInputElement[]} */
    this.knobs = parts(this, "knob");
    this.words = parts(this, "words");
    this.touched = /** @type {HTMLElement} */ (flip);
    /** @type {Intent<{values: Values | null}>} */
    this.intent = new Intent(
      ({ values }) => remote.setFilters({ [this.filter]: values }),
      (refusal) => {
        if (refusal) showRefusal(this.touched, refusal);
        this.#draw();
      },
    );
    this.#listen();
    store.watch(["filters"], () => {
      this.intent.confirmed();
      this.#draw();
    });
    store.watch([...RIGHTS], () => {
      for (const control of [flip, ...this.knobs]) permit(control, soundLeave());
    });
  }

  #listen() {
    const flip = /** @type {HTMLInputElement} */ (this.switch);
    flip.addEventListener("change", () => this.#set(flip, flip.checked ? this.start : null));
    for (const knob of this.knobs) {
      const name = knob.dataset.name ?? "";
      /** @param {number} value */
      const turn = (value) => this.#set(knob, { ...this.start, ...this.#values, [name]: value });
      knob.addEventListener("input", () => turn(Number(knob.value)));
      knob.addEventListener("dblclick", () => turn(Number(knob.dataset.default)));
    }
  }

  /** @param {HTMLElement} control @param {Values | null | undefined} values */
  #set(control, values) {
    this.touched = control;
    const wanted = { values: values ?? null };
    if (isHeld(control)) this.#draw();
    // Every step of a slider would be a vote of its own.
    else if (control !== this.switch && soundLeave().grant === "vote") this.intent.setWhenResting(wanted);
    else this.intent.set(wanted);
  }

  /** @returns {Values | null} what is meant or heard; null when the filter is off */
  get #values() {
    const meant = this.intent.value;
    return meant ? meant.values : (store.snapshot.filters[this.filter] ?? null);
  }

  #draw() {
    const values = this.#values;
    const flip = /** @type {HTMLInputElement} */ (this.switch);
    flip.checked = Boolean(values);
    this.toggleAttribute("data-on", Boolean(values));
    this.knobs.forEach((knob, index) => {
      const value = (values ?? this.start)[knob.dataset.name ?? ""];
      const said = knobWords(value, knob.dataset.unit ?? "");
      knob.value = String(value);
      knob.style.setProperty("--fill", `${share(knob) * 100}%`);
      knob.setAttribute("aria-valuetext", said);
      setText(this.words[index], said);
    });
  }

}

/** @param {HTMLInputElement} knob how far it is turned up, 0 to 1 */
function share({ value, min, max }) {
  return (Number(value) - Number(min)) / (Number(max) - Number(min));
}

customElements.define("filter-card", FilterCard);
