/** Keeps the window's title at what plays. */

import { guild, store } from "../lib/player.js";

store.watch(["playback"], ({ playback: { entry, paused } }) => {
  const track = entry && `${paused ? "❚❚ " : ""}${entry.title}`;
  document.title = [track, guild.name, "Auxcord"].filter(Boolean).join(" · ");
});
