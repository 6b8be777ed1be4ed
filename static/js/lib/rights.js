/**
 * What somebody may do to a player, and why not: at once, by a vote, or not at all. The server
 * decides; this says beforehand what it will decide, by the rules of `player/core/rights.py`. Pure.
 *
 * @typedef {{grant: "free" | "vote" | "no", reason: string | null}} Leave
 * @typedef {{own?: boolean, harmless?: boolean}} Act whether it concerns what one asked for oneself,
 *   and whether it disturbs nobody, such as adding at the end
 */

import { t } from "./words.js";

const FREE = /** @type {Leave} */ ({ grant: "free", reason: null });

/**
 * @param {import("./snapshot.js").Snapshot} snapshot
 * @param {{me: {id: string}, guild: {name: string}}} who
 * @param {Act} [act]
 * @returns {Leave}
 */
export function leaveFor(snapshot, { me, guild }, { own = false, harmless = false } = {}) {
  const absence = absenceOf(snapshot, guild.name);
  if (absence) return no(absence);
  const { listeners, you } = snapshot;
  const alone = listeners.length === 1 && listeners[0].id === me.id;
  if (you.dj === true || alone || own) return FREE;
  if (!you.dj) return no(t("Only DJs may do this on this server."));
  return harmless ? FREE : byVote(snapshot, me.id);
}

/**
 * Why somebody has no part in what happens here, if they have none.
 *
 * @param {import("./snapshot.js").Snapshot} snapshot
 * @param {string} guildName
 */
function absenceOf({ listeners, connection, options, you }, guildName) {
  if (!options.ensure) return null;
  if (!you.channel) return t("Join a voice channel in {server} first.", { server: guildName });
  const { channel } = connection;
  const elsewhere = listeners.length > 0 && channel && channel.id !== you.channel.id;
  if (!elsewhere) return null;
  return t("The bot plays in {channel}. Join it in Discord to take part.", { channel: channel.name });
}

/**
 * @param {import("./snapshot.js").Snapshot} snapshot
 * @param {string} id
 * @returns {Leave}
 */
function byVote({ listeners }, id) {
  const listener = listeners.find((one) => one.id === id);
  if (!listener) return no(t("Needs a DJ, or a vote of those who listen. You are not among them."));
  if (listener.deafened) return no(t("Needs a DJ, or a vote. Who is deafened cannot vote."));
  return { grant: "vote", reason: t("Needs a DJ. Start a vote?") };
}

/** @param {string} reason @returns {Leave} */
function no(reason) {
  return { grant: "no", reason };
}
