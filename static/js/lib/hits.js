/** What a search box offers: tracks, a source's playlists and one's own lists, in one shape. Pure. */

import { clockTime } from "./format.js";
import { sourceName } from "./sources.js";
import { t, tn } from "./words.js";

/**
 * @typedef {{key: string, title: string, author: string, thumbnail: string | null, length: string,
 *   source: string, url: string | null, count: number}} Shown `count` is 0 for a single track
 * @typedef {{platform: string, identifier: string, url: string | null, title: string,
 *   favorite: boolean}} Track
 * @typedef {Shown & {track: Track | null, query: string | null, list: string | null}} Hit
 *   to be added by its query, or as the list at that address of the API
 */

/** @param {any} track as the API draws it @returns {Hit} */
export function trackHit(track) {
  return {
    key: `${track.platform} ${track.identifier}`,
    title: track.title,
    author: track.author,
    thumbnail: track.thumbnail,
    length: track.stream ? t("Live") : clockTime(track.length),
    source: sourceName(track.platform),
    url: track.url,
    count: 0,
    track,
    query: track.url ?? `${track.author} ${track.title}`,
    list: null,
  };
}

/** @param {any} playlist as a search finds it @returns {Hit} */
export function playlistHit(playlist) {
  return {
    ...listed(playlist.title, playlist.length),
    key: `list ${playlist.url}`,
    author: playlist.author ?? "",
    thumbnail: playlist.image,
    url: playlist.url,
    query: playlist.url,
  };
}

/** @param {any} playlist one that the person has saved @returns {Hit} */
export function savedHit(playlist) {
  const ofLink = playlist.type === "url";
  return {
    ...listed(playlist.name, playlist.length),
    key: `saved ${playlist.id}`,
    author: ofLink ? t("A link") : t("Your playlist"),
    thumbnail: playlist.image || null,
    length: ofLink ? "" : tracksWords(playlist.length),
    list: `/playlists/${playlist.id}`,
  };
}

/** @param {number} count how many tracks the person likes @returns {Hit} */
export function favouritesHit(count) {
  return { ...listed(t("Your favourites"), count), key: "favourites", list: "/favorites" };
}

/** @param {string} title @param {number} count @returns {Hit} */
function listed(title, count) {
  return {
    key: title,
    title,
    author: "",
    thumbnail: null,
    length: tracksWords(count),
    source: "",
    url: null,
    count: Math.max(1, count),
    track: null,
    query: null,
    list: null,
  };
}

/** @param {number} count */
function tracksWords(count) {
  return tn("{n} track", "{n} tracks", count);
}
