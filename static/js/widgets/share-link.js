/** Hands on the link to this player: by the system's own sheet where there is one, else as a copy. */

import { part } from "../lib/dom.js";
import { copyLink } from "../lib/links.js";
import { guild } from "../lib/player.js";
import { showReason } from "../lib/reasons.js";
import { t } from "../lib/words.js";

class ShareLink extends HTMLElement {
  connectedCallback() {
    const button = part(this, "share");
    button.addEventListener("click", () => share(button));
    this.hidden = false;
  }
}

/** @param {HTMLElement} button */
async function share(button) {
  // Without what the address says beyond the player: the view, or a search.
  const url = new URL(`/servers/${guild.id}`, location.href).href;
  if (!isTouched() || !navigator.share) return copyLink(button, url);
  try {
    await navigator.share({ title: "Auxcord", text: t("Listen along in {guild}", { guild: guild.name }), url });
  } catch (refusal) {
    const { name, message } = /** @type {Error} */ (refusal);
    if (name !== "AbortError") showReason(button, message);
  }
}

/** On desktops a copied link is quicker than the system's sheet. */
function isTouched() {
  return matchMedia("(pointer: coarse)").matches;
}

customElements.define("share-link", ShareLink);
