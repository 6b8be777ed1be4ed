/** Hears the single keys of the keyboard map, and shows them on a sheet where they can be switched off. */

import { isWriting, part } from "../lib/dom.js";
import { recall, remember } from "../lib/preferences.js";
import { shortcutOf, shortcuts } from "../lib/shortcuts.js";

const PREFERENCE = "shortcuts";

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
    part(this, "list").append(...shortcuts.map(describe));
    addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("shortcut-help", () => this.#open());
    document.querySelector('[data-opens="shortcut-help"]')?.addEventListener("click", () => this.#open());
  }

  #open() {
    document.getElementById("account-menu")?.hidePopover();
    this.dialog?.showModal();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || isWriting() || document.querySelector("dialog[open]")) return;
    const shortcut = shortcutOf(event);
    // The list of keys can always be asked for, or nobody would find out how to switch them on.
    if (!shortcut || !(this.choice?.checked || event.key === "?")) return;
    event.preventDefault();
    shortcut.act(event);
  }
}

/** @param {import("../lib/shortcuts.js").Shortcut} shortcut */
function describe({ keys, shown, says }) {
  const [row, names, words] = ["div", "dt", "dd"].map((name) => document.createElement(name));
  for (const key of shown ?? keys.map((one) => one.toUpperCase())) {
    const sign = document.createElement("kbd");
    sign.textContent = key;
    names.append(sign, " ");
  }
  words.textContent = says;
  row.append(names, words);
  return row;
}

customElements.define("shortcut-help", ShortcutHelp);
