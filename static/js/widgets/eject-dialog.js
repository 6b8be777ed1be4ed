/** Asks whether everybody's queue should really be forgotten. */

import { part } from "../lib/dom.js";

export class EjectDialog extends HTMLElement {
  /** @returns {Promise<boolean>} */
  agreed() {
    /** @type {HTMLDialogElement} */
    const dialog = part(this, "dialog");
    dialog.returnValue = "keep";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "eject"), { once: true });
    });
  }
}

customElements.define("eject-dialog", EjectDialog);
