/** The keyboard map: single keys that work anywhere but in text fields, and a sheet that lists them. */

import { isWriting, part } from "../lib/dom.js";
import { recall, remember } from "../lib/preferences.js";
import { LONG_MS, SHORT_MS } from "../lib/seek-keys.js";

const PREFERENCE = "shortcuts";
const OWN_ARROWS = '[role="tab"], input, [data-part="grip"], queue-menu *, search-box *';

class ShortcutHelp extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLDialogElement} */
    this.dialog = part(this, "dialog");
    /** @type {HTMLInputElement} */
    this.choice = part(this, "switch");
    this.choice.checked = recall(PREFERENCE) !== "off";
    this.choice.addEventListener("change", () => {
      remember(PREFERENCE, this.choice?.checked ? "on" : "off");
    });
    addEventListener("keydown", (event) => this.#key(event));
    document.querySelector('[data-opens="shortcut-help"]')?.addEventListener("click", () => this.#open());
  }

  #open() {
    document.getElementById("account-menu")?.hidePopover();
    this.dialog?.showModal();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || modified || isWriting() || document.querySelector("dialog[open]")) return;
    if (event.key === "?") return this.#open();
    if (!this.choice?.checked || !this.#act(event)) return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key meant something */
  #act(event) {
    const target = /** @type {Element} */ (event.target);
    const onControl = target.closest("button, a, summary, [role='tab']");
    if (event.key === " ") return !onControl && press("play");
    if (event.key.startsWith("Arrow")) return !target.closest(OWN_ARROWS) && this.#arrow(event);
    const keys = { n: "skip", p: "previous", s: "shuffle", r: "repeat" };
    const control = keys[/** @type {keyof typeof keys} */ (event.key.toLowerCase())];
    if (control) return press(control);
    if (event.key.toLowerCase() === "m") return withVolume((volume) => volume.toggleMute());
    if (event.key !== "/") return false;
    document.dispatchEvent(new Event("find"));
    return true;
  }

  /** @param {KeyboardEvent} event */
  #arrow({ key, shiftKey }) {
    if (key === "ArrowUp") return withVolume((volume) => volume.stepBy(1));
    if (key === "ArrowDown") return withVolume((volume) => volume.stepBy(-1));
    const by = (key === "ArrowRight" ? 1 : -1) * (shiftKey ? LONG_MS : SHORT_MS);
    /** @type {import("./seek-bar.js").SeekBar | null} */
    const seekBar = document.querySelector("seek-bar");
    seekBar?.seekBy(by);
    return true;
  }
}

/** @param {string} control */
function press(control) {
  /** @type {HTMLElement | null} */
  const button = document.querySelector(`transport-bar [data-part="${control}"]`);
  button?.click();
  return true;
}

/** @param {(volume: import("./volume-control.js").VolumeControl) => void} act */
function withVolume(act) {
  act(/** @type {import("./volume-control.js").VolumeControl} */ (document.querySelector("volume-control")));
  return true;
}

customElements.define("shortcut-help", ShortcutHelp);
