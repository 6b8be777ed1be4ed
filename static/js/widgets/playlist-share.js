/** Copies the link by which others read and edit a playlist. */

import { part } from "../lib/dom.js";
import { onPress } from "../lib/press.js";
import { toast } from "../lib/speak.js";
import { t } from "../lib/words.js";

class PlaylistShare extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    const link = part(this, "link");
    link.addEventListener("focus", () => link.select());
    onPress(part(this, "copy"), () => copy(link));
  }
}

/** @param {HTMLInputElement} link */
async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.value);
  } catch {
    // Without the right to the clipboard the link is at least ready to be copied by hand.
    link.select();
    throw new Error(t("Your browser does not let us copy. The link is selected: copy it yourself."));
  }
  toast(t("Copied the link."));
}

customElements.define("playlist-share", PlaylistShare);
