/**
 * What a screen knows of a player, and how patches of the stream change it. Pure.
 *
 * @typedef {import("./queue.js").Person} Person
 * @typedef {import("./queue.js").Entry} Entry
 * @typedef {import("./queue.js").Queue} Queue
 * @typedef {{entry: Entry | null, position: number, at: number, rate: number, paused: boolean,
 *   stalled: boolean, has_previous: boolean}} Playback
 * @typedef {{volume: number, volume_limit: number, volume_step: number, repeat: boolean,
 *   repeat_song: boolean, shuffle: boolean, volume_change: boolean, equalizer_change: boolean,
 *   ensure: boolean}} Options
 * @typedef {{channel: {id: string, name: string} | null, voice: boolean, node: boolean,
 *   discord: boolean}} Connection
 * @typedef {Person & {dj: Dj, deafened: boolean}} Listener
 * @typedef {true | "neutral" | false} Dj what a server's rules make of somebody
 * @typedef {{dj: Dj, manages: boolean, channel: {id: string, name: string} | null}} You
 * @typedef {{id: number, action: string, by: Person, voters: Person[], needed: number,
 *   expires_at: number}} Vote
 * @typedef {{id: number, how: "passed" | "expired" | "moot" | "withdrawn", action: string}} VoteEnd
 * @typedef {{playback: Playback, options: Options, equalizer: number[],
 *   filters: Record<string, Record<string, number>>, votes: Vote[], connection: Connection,
 *   listeners: Listener[], undo: string | null}} Slices what the server sends to everybody, and whole
 * @typedef {Slices & {queue: Queue, you: You}} Snapshot
 * @typedef {Slices & {queue: import("./queue.js").WireQueue}} WireSnapshot as the server sends it
 * @typedef {Partial<Slices> & {queue?: import("./queue.js").QueueChange, by?: Person, log?: string,
 *   at?: number, votes_ended?: VoteEnd[], notices?: string[]}} Patch
 */

import { changeQueue, readQueue } from "./queue.js";

/**
 * @param {WireSnapshot} wire
 * @returns {Omit<Snapshot, "you">}
 */
export function readSnapshot(wire) {
  return { ...wire, queue: readQueue(wire.queue, wire.listeners) };
}

/**
 * Returns the snapshot after a patch; slices that did not change keep their identity.
 *
 * @param {Snapshot} snapshot
 * @param {Patch} patch
 * @returns {Snapshot}
 */
export function applyPatch(snapshot, { queue: change, ...patch }) {
  const changed = Object.entries(patch).filter(([slice]) => slice in snapshot);
  const next = /** @type {Snapshot} */ ({ ...snapshot, ...Object.fromEntries(changed) });
  if (change) next.queue = changeQueue(snapshot.queue, change, next.listeners);
  return next;
}
