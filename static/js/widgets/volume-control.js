/** Sets how loud it is for everybody, within what the server allows. */

import { part, setText } from "../lib/dom.js";
import { Intent } from "../lib/intent.js";
import { RIGHTS, leave, remote, store } from "../lib/player.js";
import { hold, isHeld, permit, showRefusal } from "../lib/press.js";
import { clampVolume, volumeAt, volumePlace } from "../lib/volume-scale.js";
import { t } from "../lib/words.js";

const WORDS = {
  mute: t("Mute"),
  unmute: t("Unmute"),
  fixed: t("The volume cannot be changed on this server."),
};
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
        if (refusal) showRefusal(this.touched ?? this.slider, refusal);
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
    store.watch([...RIGHTS], ({ options }) => {
      for (const control of [this.slider, part(this, "mute")]) {
        if (options.volume_change) permit(control, leave());
        else hold(control, WORDS.fixed);
      }
    });
  }

  /** @param {number} steps up, or down when negative */
  stepBy(steps) {
    const { volume_limit: limit, volume_step: step } = store.snapshot.options;
    this.#set(this.slider, clampVolume(this.#volume + steps * step, limit));
  }

  toggleMute() {
    const muted = this.#volume === 0;
    if (!muted) before = this.#volume;
    const { volume_limit: limit } = store.snapshot.options;
    this.#set(part(this, "mute"), muted ? clampVolume(before || USUAL, limit) : 0);
  }

  get #volume() {
    return this.intent.value ?? store.snapshot.options.volume;
  }

  #slide() {
    const { volume_limit: limit, volume_step: step } = store.snapshot.options;
    this.#set(this.slider, volumeAt(Number(this.slider.value), limit, step));
  }

  /** @param {HTMLElement} control what was touched @param {number} volume */
  #set(control, volume) {
    this.touched = control;
    if (isHeld(control)) this.#draw();
    // Every step of a slider would be a vote of its own.
    else if (control === this.slider && leave().grant === "vote") this.intent.setWhenResting(volume);
    else this.intent.set(volume);
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
