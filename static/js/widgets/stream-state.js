/** Marks on the page whether its stream is live, and asks to sign in again when the sign-in is over. */

import { stream } from "../lib/player.js";

stream.addEventListener("state", (event) => {
  const state = /** @type {CustomEvent<import("../lib/stream.js").StreamState>} */ (event).detail;
  document.documentElement.dataset.stream = state;
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("signed-out"));
  if (state === "signed_out" && !dialog.open) dialog.showModal();
});
