/** Tells people in front of the player that nothing more is sent to a receiver that they look after. */

import { personal } from "../lib/personal.js";
import { toast } from "../lib/speak.js";
import { t } from "../lib/words.js";

for (const kind of ["forwarding", "webhook"]) {
  personal.addEventListener(kind, (event) => {
    const { host } = /** @type {CustomEvent} */ (event).detail;
    toast(t("Sending to {host} failed too often and is off.", { host }), "problem");
  });
}
