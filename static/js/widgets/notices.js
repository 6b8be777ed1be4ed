/** Passes the player's own notices on to the people in front of the page. */

import { store } from "../lib/player.js";
import { toast } from "../lib/speak.js";

store.addEventListener("notice", (event) => {
  toast(/** @type {CustomEvent<string>} */ (event).detail, "problem");
});
