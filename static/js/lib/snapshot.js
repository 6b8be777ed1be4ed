/**
 * What a screen knows of a player, and how patches of the stream change it. Pure.
 *
 * @typedef {{id: string, name: string, icon?: string | null}} Person
 * @typedef {{id: number, title: string, author: string, url: string | null, identifier: string,
 *   thumbnail: string | null, platform: string, stream: boolean, length: number,
 *   requester: Person | null}} Entry
 * @typedef {{entry: Entry | null, position: number, at: number, rate: number, paused: boolean,
 *   stalled: boolean, has_previous: boolean}} Playback
 * @typedef {{volume: number, volume_limit: number, volume_step: number, repeat: boolean,
 *   repeat_song: boolean, shuffle: boolean, volume_change: boolean, equalizer_change: boolean,
 *   ensure: boolean}} Options
 * @typedef {{channel: {id: string, name: string} | null, voice: boolean, node: boolean,
 *   discord: boolean}} Connection
 * @typedef {{playback: Playback, options: Options, equalizer: number[],
 *   filters: Record<string, Record<string, number>>, connection: Connection, votes: Vote[],
 *   listeners: Listener[], queue: Entry[], you: You}} Snapshot
 * @typedef {Person & {dj: Dj, deafened: boolean}} Listener
 * @typedef {true | "neutral" | false} Dj what a server's rules make of somebody
 * @typedef {{dj: Dj, manages: boolean, channel: {id: string, name: string} | null}} You
 * @typedef {{id: number, action: string, by: Person, voters: Person[], needed: number,
 *   expires_at: number}} Vote
 * @typedef {{id: number, how: "passed" | "expired" | "moot" | "withdrawn", action: string}} VoteEnd
 * @typedef {{op: "insert", at: number, entries: Entry[]} | {op: "remove", id: number}
 *   | {op: "move", id: number, to: number} | {op: "order", ids: number[]} | {op: "clear"}} QueueOp
 * @typedef {Partial<Omit<Snapshot, "queue" | "you">> & {queue_ops?: QueueOp[], by?: Person,
 *   log?: string, at?: number, votes_ended?: VoteEnd[], notices?: string[]}} Patch
 */

const SLICES = /** @type {const} */ ([
  "playback",
  "options",
  "equalizer",
  "filters",
  "votes",
  "connection",
  "listeners",
]);

/** A patch does not fit what we have: only a fresh snapshot helps. */
export class OutOfStep extends Error {}

/**
 * Returns the snapshot after a patch; slices that did not change keep their identity.
 *
 * @param {Snapshot} snapshot
 * @param {Patch} patch
 * @returns {Snapshot}
 */
export function applyPatch(snapshot, patch) {
  const next = { ...snapshot };
  for (const slice of SLICES) {
    if (patch[slice] !== undefined) Object.assign(next, { [slice]: patch[slice] });
  }
  if (patch.queue_ops) next.queue = applyQueueOps(snapshot.queue, patch.queue_ops);
  return next;
}

/**
 * @param {Entry[]} queue
 * @param {QueueOp[]} operations
 * @returns {Entry[]}
 */
export function applyQueueOps(queue, operations) {
  return operations.reduce(applyQueueOp, queue);
}

/**
 * @param {Entry[]} queue
 * @param {QueueOp} operation
 * @returns {Entry[]}
 */
function applyQueueOp(queue, operation) {
  switch (operation.op) {
    case "insert":
      return insert(queue, operation.at, operation.entries);
    case "remove":
      return queue.toSpliced(place(queue, operation.id), 1);
    case "move":
      return move(queue, operation.id, operation.to);
    case "order":
      return order(queue, operation.ids);
    case "clear":
      return [];
    default:
      throw new OutOfStep("unknown operation");
  }
}

/** @param {Entry[]} queue @param {number} at @param {Entry[]} entries */
function insert(queue, at, entries) {
  if (at < 0 || at > queue.length) throw new OutOfStep(`no place ${at}`);
  return queue.toSpliced(at, 0, ...entries);
}

/** @param {Entry[]} queue @param {number} id @param {number} to */
function move(queue, id, to) {
  const from = place(queue, id);
  if (to < 0 || to >= queue.length) throw new OutOfStep(`no place ${to}`);
  return queue.toSpliced(from, 1).toSpliced(to, 0, queue[from]);
}

/** @param {Entry[]} queue @param {number[]} ids */
function order(queue, ids) {
  const entries = new Map(queue.map((entry) => [entry.id, entry]));
  const ordered = ids.map((id) => entries.get(id));
  if (entries.size !== new Set(ids).size || ordered.includes(undefined)) {
    throw new OutOfStep("not a permutation");
  }
  return /** @type {Entry[]} */ (ordered);
}

/** @param {Entry[]} queue @param {number} id */
function place(queue, id) {
  const index = queue.findIndex((entry) => entry.id === id);
  if (index < 0) throw new OutOfStep(`no entry ${id}`);
  return index;
}
