/** What to offer before anything is typed: what the person had before, likes, or has saved. */

import { read } from "./api.js";
import { favouritesHit, savedHit, trackHit } from "./hits.js";
import { remote } from "./player.js";

/** @typedef {import("./hits.js").Hit} Hit */

const TRACKS = 6;

/** @returns {Promise<{tracks: Hit[], lists: Hit[]}>} */
export async function offers() {
  const [tracks, liked, saved] = await Promise.all([
    suggestedTracks(TRACKS),
    read("/favorites?end=1"),
    read("/playlists"),
  ]);
  const filled = saved.filter((/** @type {any} */ one) => one.type === "url" || one.length > 0);
  const favourites = liked.length ? [favouritesHit(liked.length)] : [];
  return { tracks, lists: [...favourites, ...filled.map(savedHit)] };
}

/** @param {number} count @returns {Promise<Hit[]>} */
export async function suggestedTracks(count) {
  return (await remote.suggestions(count)).tracks.map(trackHit);
}
