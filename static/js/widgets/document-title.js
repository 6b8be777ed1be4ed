/** Shows in the window's title and its sign what plays, and whether it does. */

import { guild, store, stream } from "../lib/player.js";
import { t } from "../lib/words.js";

/** @typedef {"nothing" | "playing" | "paused" | "offline"} State */

const SIGNS = { nothing: "favicon", playing: "favicon-playing", paused: "favicon-paused", offline: "favicon-offline" };
const AWAY = ["offline", "reconnecting", "signed_out", "no_access"];

/** @type {HTMLLinkElement | null} */
const sign = document.querySelector('link[rel="icon"]');
let away = false;

stream.addEventListener("state", (event) => {
  away = AWAY.includes(/** @type {CustomEvent} */ (event).detail);
  show();
});
store.watch(["playback"], show);

function show() {
  const { entry, paused } = store.snapshot.playback;
  /** @type {State} */
  const state = away ? "offline" : !entry ? "nothing" : paused ? "paused" : "playing";
  document.title = titleOf(state, entry?.title);
  if (!sign) return;
  const address = new URL(`${SIGNS[state]}.svg`, sign.href).href;
  if (sign.href !== address) sign.href = address;
}

/** @param {State} state @param {string | undefined} track */
function titleOf(state, track) {
  const before = { nothing: "", playing: "", paused: "❚❚ ", offline: `${t("Offline")} · ` }[state];
  return before + [track, guild.name, "Auxcord"].filter(Boolean).join(" · ");
}
