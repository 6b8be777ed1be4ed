/** The one playlist that this page shows: what of it is known, its stream, its commands. */

import { read, send } from "./api.js";
import { ServerClock } from "./clock.js";
import { SharedStream } from "./shared-stream.js";
import { SparseList } from "./sparse-list.js";
import { Stream } from "./stream.js";

/**
 * @typedef {{id: number, title: string, author: string, url: string | null, thumbnail: string | null,
 *   stream: boolean, length: number, added_by: {id: string, name: string} | null}} Track
 * @typedef {{revision: number, length: number, duration: number, by: string,
 *   ops: import("./sparse-list.js").Op[], name?: string, image?: string, url?: string}} Patch
 * @typedef {{fresh: Set<number>, patch: Patch | null}} Change
 */

const KINDS = ["reset", "patch", "gone", "beat"];
const ASKED_AT_ONCE = 200;
const AGAIN_MS = 3_000;

class Playlist extends EventTarget {
  /** @param {any} data what the page was drawn with */
  constructor(data) {
    super();
    this.id = data.id;
    this.key = data.key;
    this.me = data.me;
    this.name = data.name;
    this.revision = data.revision;
    this.duration = data.duration;
    /** @type {SparseList<Track>} */
    this.tracks = new SparseList(data.length, data.start, data.tracks);
    this.asking = false;
    this.outdated = false;
  }

  /** @param {string} [rest] @param {Record<string, string | number>} [parameters] */
  path(rest = "", parameters = {}) {
    const all = this.key ? { ...parameters, key: this.key } : parameters;
    const query = new URLSearchParams(Object.entries(all).map(([name, value]) => [name, String(value)]));
    return `/playlists/${this.id}${rest}${query.size ? `?${query}` : ""}`;
  }

  /** @param {string} query */
  add(query) {
    return send(this.path("/tracks"), { query });
  }

  /** @param {number[]} ids */
  remove(ids) {
    return send(this.path("/tracks/remove"), { ids });
  }

  /** @param {number[]} ids */
  restore(ids) {
    return send(this.path("/tracks/restore"), { ids });
  }

  /**
   * Others may edit at this moment: the neighbour says better than the number where to.
   *
   * @param {number} id
   * @param {number} position
   * @param {number | undefined} behind the entry that it shall follow, if one is known
   */
  move(id, position, behind) {
    return send(this.path(`/tracks/${id}`), behind ? { position, behind } : { position }, "PATCH");
  }

  /** @param {Patch} patch */
  take(patch) {
    if (patch.revision <= this.revision) return;
    if (patch.revision > this.revision + 1) return this.fetchAnew();
    this.revision = patch.revision;
    this.duration = patch.duration;
    for (const operation of patch.ops) this.tracks.apply(operation);
    this.#tell(patch);
  }

  /** Forgets what is known of the list; what is on the screen is asked for again. */
  fetchAnew() {
    return this.#fetch(0, ASKED_AT_ONCE, true);
  }

  /**
   * Fetches what is missing between two places, and tells when it is there.
   *
   * @param {number} from
   * @param {number} to exclusive
   */
  want(from, to) {
    const gap = this.tracks.gap(from, to);
    if (gap) this.#fetch(gap[0], Math.min(gap[1], gap[0] + ASKED_AT_ONCE), false);
  }

  /** @param {number} start @param {number} end @param {boolean} anew */
  async #fetch(start, end, anew) {
    if (this.asking) {
      // The answer on its way may be older than what makes us ask.
      this.outdated ||= anew;
      return;
    }
    this.asking = true;
    this.outdated = false;
    try {
      this.#adopt(await read(this.path("", { start, end })), start, anew);
    } catch {
      // The stream says why when it is for good; otherwise the next try may do.
      setTimeout(() => this.#tell(null), AGAIN_MS);
    } finally {
      this.asking = false;
    }
    if (this.outdated) this.fetchAnew();
  }

  /** @param {any} answer @param {number} start @param {boolean} anew */
  #adopt(answer, start, anew) {
    if (answer.revision < this.revision) return this.#tellSoon();
    if (anew || answer.revision !== this.revision) this.tracks = new SparseList(answer.length);
    this.revision = answer.revision;
    this.duration = answer.duration;
    this.tracks.fill(start, answer.tracks);
    this.name = answer.name;
    this.#tell(null);
  }

  #tellSoon() {
    setTimeout(() => this.#tell(null), 0);
  }

  /** @param {Patch | null} patch */
  #tell(patch) {
    const inserted = patch?.ops.flatMap((op) => (op.op === "insert" ? (op.tracks ?? []) : [])) ?? [];
    const detail = { patch, fresh: new Set(inserted.map((track) => track.id)) };
    this.name = patch?.name ?? this.name;
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }
}

const data = JSON.parse(document.getElementById("playlist-data")?.textContent ?? "null");

export const playlist = new Playlist(data);
export const clock = new ServerClock(Date.now());

const stream = openStream();

stream.addEventListener("frame", (event) => {
  const { kind, data } = /** @type {CustomEvent<import("./stream.js").Frame>} */ (event).detail;
  if (kind === "beat") clock.learn(data);
  else if (kind === "reset") playlist.fetchAnew();
  else if (kind === "patch") playlist.take(data);
  else playlist.dispatchEvent(new Event("gone"));
});
stream.addEventListener("state", (event) => {
  const { detail } = /** @type {CustomEvent<string>} */ (event);
  document.documentElement.dataset.stream = detail;
  playlist.dispatchEvent(new CustomEvent("state", { detail }));
});

/** To be called once the widgets listen. */
export function followPlaylist() {
  stream.start();
}

function openStream() {
  const query = playlist.key ? `?${new URLSearchParams({ key: playlist.key })}` : "";
  /** @param {string | null} from */
  const open = (from) => new Stream(`/events/playlist/${playlist.id}${query}`, from, barred, KINDS);
  if (!navigator.locks) return open(data.cursor);
  const known = () => ({ snapshot: null, serverNow: clock.now() });
  return new SharedStream(`auxcord-playlist-${playlist.id}-${playlist.me}`, open, data.cursor, known);
}

/** @returns {Promise<"signed_out" | "no_access" | null>} */
async function barred() {
  try {
    await read(playlist.path("", { start: 0, end: 0 }));
    return null;
  } catch (refused) {
    const { status } = /** @type {import("./api.js").Refused} */ (refused);
    if (status === 401) return "signed_out";
    return status === 403 || status === 404 ? "no_access" : null;
  }
}
