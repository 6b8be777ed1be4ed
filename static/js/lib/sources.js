/** What people call the sources that a node knows by technical names. Pure. */

import { t } from "./words.js";

/** @type {Record<string, string>} */
const NAMES = {
  applemusic: "Apple Music",
  bandcamp: "Bandcamp",
  deezer: "Deezer",
  http: t("Web stream"),
  local: t("Local file"),
  mixcloud: "Mixcloud",
  nico: "Niconico",
  soundcloud: "SoundCloud",
  spotify: "Spotify",
  twitch: "Twitch",
  vimeo: "Vimeo",
  youtube: "YouTube",
};

/** @param {string} platform */
export function sourceName(platform) {
  return NAMES[platform.toLowerCase()] ?? platform;
}
