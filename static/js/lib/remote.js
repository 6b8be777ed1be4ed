/** Everything that the dashboard can ask of one guild's player, by the API's names. */

import { erase, read, send } from "./api.js";

/** @typedef {"end" | "next" | "now"} Placement */

export class Remote {
  /** @param {string} guildId */
  constructor(guildId) {
    this.guildId = guildId;
  }

  /** @param {boolean} paused */
  setPaused(paused) {
    return this.#function("paused", paused);
  }

  skip() {
    return this.#function("skip");
  }

  previous() {
    return this.#function("previous");
  }

  stop() {
    return this.#function("stop");
  }

  eject() {
    return this.#function("eject");
  }

  /** @param {number} position ms */
  seek(position) {
    return this.#function("seek", Math.round(position));
  }

  /** @param {number} volume */
  setVolume(volume) {
    return this.#function("volume", volume);
  }

  /** @param {number[]} gains */
  setEqualizer(gains) {
    return this.#function("equalizer", gains);
  }

  /** @param {Record<string, Record<string, number> | null>} change filters by name; null is off */
  setFilters(change) {
    return this.#function("filters", change);
  }

  /** @param {string} name */
  applyPreset(name) {
    return this.#function("preset", name);
  }

  /** @param {boolean} on */
  setShuffle(on) {
    return this.#function("shuffle", on);
  }

  /** @param {boolean} on */
  setRepeat(on) {
    return this.#function("repeat", on);
  }

  /** @param {boolean} on */
  setRepeatTrack(on) {
    return this.#function("repeat_track", on);
  }

  /**
   * Moves entries together, so that the first of them stands at `position`.
   *
   * @param {number[]} ids
   * @param {number} position
   */
  move(ids, position) {
    return this.#function("move_track", { ids, position });
  }

  /** @param {number[]} ids */
  remove(ids) {
    return this.#function("remove_track", { ids });
  }

  /** @param {"clear" | "clear_mine" | "deduplicate" | "shuffle_queue"} action */
  tidy(action) {
    return this.#function(action);
  }

  /** Keeps what plays and what waits as a playlist. @param {string} name */
  save(name) {
    return this.#function("save", name ? { name } : undefined);
  }

  /** @param {{start: number, end: number}} range @param {AbortSignal} signal */
  queue({ start, end }, signal) {
    return read(this.path("/tracks/queue", { start: String(start), end: String(end) }), signal);
  }

  /** @param {number} id */
  jump(id) {
    return this.#function("jump", { id });
  }

  /**
   * @param {number} limit
   * @param {number | null} [before] a play; only what had its turn before it
   */
  history(limit, before = null) {
    const after = before === null ? {} : { before: String(before) };
    return read(this.path("/tracks/history", { limit: String(limit), ...after }));
  }

  /** @param {number[]} plays adds what had these turns once more */
  again(plays) {
    return send(this.path("/tracks/again"), { plays });
  }

  /** @param {number} vote agrees to it, which decides it where a DJ agrees */
  agree(vote) {
    return send(this.path(`/votes/${vote}`));
  }

  /** @param {number} vote */
  withdraw(vote) {
    return erase(this.path(`/votes/${vote}`));
  }

  /** @param {string} query @param {Placement} placement */
  add(query, placement) {
    return send(this.path("/tracks/add", { query, placement }));
  }

  /** @param {string} query @param {AbortSignal} [signal] */
  search(query, signal) {
    return read(this.path("/tracks/search", { query }), signal);
  }

  sources() {
    return read(this.path("/tracks/sources"));
  }

  /** @param {number} count */
  suggestions(count) {
    return read(this.path("/tracks/suggestions", { count: String(count) }));
  }

  undo() {
    return this.#function("undo");
  }

  /** @param {string} list "/favorites", or "/playlists/" and an id @param {Placement} placement */
  playList(list, placement) {
    return send(this.path(`${list}/play`), { placement });
  }

  /** @returns {Promise<"signed_out" | "no_access" | null>} why we may not watch, if we may not */
  async barred() {
    try {
      await read(this.path("/functions/player"));
      return null;
    } catch (refused) {
      const status = /** @type {import("./api.js").Refused} */ (refused).status;
      if (status === 401) return "signed_out";
      return status === 403 || status === 404 ? "no_access" : null;
    }
  }

  /** @param {string} name @param {unknown} [body] */
  #function(name, body) {
    return send(this.path(`/functions/${name}`), body);
  }

  /** @param {string} path @param {Record<string, string>} [parameters] */
  path(path, parameters = {}) {
    return `${path}?${new URLSearchParams({ ...parameters, guild_id: this.guildId })}`;
  }
}
