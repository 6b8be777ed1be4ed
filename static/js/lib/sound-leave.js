/** Whether this person may change the sound, and if not, why. */

import { leave, store } from "./player.js";
import { t } from "./words.js";

/** @returns {import("./rights.js").Leave} */
export function soundLeave() {
  if (store.snapshot.options.equalizer_change) return leave();
  return { grant: "no", reason: t("This server's settings keep the sound as it is.") };
}
