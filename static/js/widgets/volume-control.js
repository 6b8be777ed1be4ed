/** Sets how loud it is for everybody, within what the server allows. */

import { part, setText } from "../lib/dom.js";
import { Intent } from "../lib/intent.js";
import { remote, store } from "../lib/player.js";
import { showReason } from "../lib/press.js";
import { clampVolume, volumeAt, volumePlace } from "../lib/volume-scale.js";

const WORDS = { mute: "Mute", unmute: "Unmute" };
const LOW = 50;
const USUAL = 100;

/** What unmuting goes back to. */
let before = USUAL;

export class VolumeControl extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    this.slider = part(this, "slider");
    /** @type {Intent<number>} */
    this.intent = new Intent(
      (volume) => remote.setVolume(volume),
      (refusal) => {
        if (refusal) showReason(this.slider, refusal.message);
        this.#draw();
      },
    );
    this.slider.addEventListener("input", () => this.#slide());
    this.slider.addEventListener("keydown", (event) => this.#key(event));
    part(this, "mute").addEventListener("click", () => this.toggleMute());
    store.watch(["options"], () => {
      this.intent.confirmed();
      this.#draw();
    });
  }

  /** @param {number} steps up, or down when negative */
  stepBy(steps) {
    const { volume_limit: limit, volume_step: step } = store.snapshot.options;
    this.intent.set(clampVolume(this.#volume + steps * step, limit));
  }

  toggleMute() {
    const muted = this.#volume === 0;
    if (!muted) before = this.#volume;
    const { volume_limit: limit } = store.snapshot.options;
    this.intent.set(muted ? clampVolume(before || USUAL, limit) : 0);
  }

  get #volume() {
    return this.intent.value ?? store.snapshot.options.volume;
  }

  #slide() {
    const { volume_limit: limit, volume_step: step } = store.snapshot.options;
    this.intent.set(volumeAt(Number(this.slider.value), limit, step));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const steps = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 5, PageDown: -5 };
    const by = steps[/** @type {keyof steps} */ (event.key)];
    if (!by) return;
    event.preventDefault();
    this.stepBy(by);
  }

  #draw() {
    const volume = this.#volume;
    const place = volumePlace(volume, store.snapshot.options.volume_limit);
    this.slider.value = String(place);
    this.slider.style.setProperty("--fill", `${place / 10}%`);
    this.slider.setAttribute("aria-valuetext", `${volume} %`);
    setText(part(this, "number"), String(volume));
    this.dataset.state = volume === 0 ? "muted" : volume <= LOW ? "low" : "on";
    const mute = part(this, "mute");
    mute.setAttribute("aria-pressed", String(volume === 0));
    mute.title = volume === 0 ? WORDS.unmute : WORDS.mute;
  }
}

customElements.define("volume-control", VolumeControl);
