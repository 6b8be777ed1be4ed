/** Copies an example to the clipboard, and says so. */

import { part } from "../lib/dom.js";
import { onPress } from "../lib/press.js";
import { toast } from "../lib/speak.js";
import { t } from "../lib/words.js";

class CopyCode extends HTMLElement {
  connectedCallback() {
    const button = part(this, "copy");
    // Browsers give the clipboard to safe addresses only; elsewhere the text can be marked by hand.
    button.hidden = !navigator.clipboard;
    onPress(button, async () => {
      await navigator.clipboard.writeText(part(this, "code").textContent);
      toast(t("Copied."));
    });
  }
}

customElements.define("copy-code", CopyCode);
