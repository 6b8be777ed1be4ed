/** How things stand between this page, the server, Discord and the bot, in a word and a sentence. Pure. */

import { t } from "./words.js";

/**
 * @typedef {"joined" | "joining" | "away" | "trouble" | "lost" | "ended"} Mood
 * @typedef {{mood: Mood, word: string, sentence?: string}} Standing
 */

/** @type {Record<string, Standing>} */
const OF_STREAM = {
  offline: {
    mood: "lost",
    word: t("Offline"),
    sentence: t("You are offline. This page goes on by itself when you are back."),
  },
  reconnecting: {
    mood: "lost",
    word: t("Reconnecting…"),
    sentence: t("The connection to the server is gone. Trying again…"),
  },
  no_access: {
    mood: "ended",
    word: t("No access"),
    sentence: t("You can no longer follow this server. Ask somebody there to let you in again."),
  },
  signed_out: { mood: "ended", word: t("Signed out"), sentence: t("You are signed out.") },
};

/**
 * @param {string} streamState
 * @param {import("./snapshot.js").Snapshot} snapshot
 * @returns {Standing}
 */
export function standing(streamState, { connection, playback }) {
  const { channel, voice, node, discord } = connection;
  if (OF_STREAM[streamState]) return OF_STREAM[streamState];
  if (!discord) {
    const sentence = t("Discord is out of reach. What you see may be old until it is back.");
    return { mood: "trouble", word: t("Discord is away"), sentence };
  }
  if (!node) {
    const sentence = t("No audio node is connected. Playback goes on when one is.");
    return { mood: "trouble", word: t("No audio node"), sentence };
  }
  if (!channel) return { mood: "away", word: t("In no voice channel") };
  if (!voice) return { mood: "joining", word: t("Joining {channel}…", { channel: channel.name }) };
  if (playback.entry && playback.stalled) return { mood: "joining", word: t("Waiting for sound") };
  return { mood: "joined", word: channel.name };
}
