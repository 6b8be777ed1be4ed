/**
 * The queue as this page knows it: the ids of all entries in order, and those entries that have
 * been shown. Values never change; every operation gives a new one. Pure.
 *
 * @typedef {{id: string, name: string, icon?: string | null}} Person
 * @typedef {{id: number, title: string, author: string, url: string | null, identifier: string,
 *   thumbnail: string | null, platform: string, stream: boolean, length: number,
 *   requester: Person | null}} Entry
 * @typedef {(number | [number, number])[]} Runs a pair stands for all ids from one to the other
 * @typedef {unknown[]} Row an entry's values in the order of the columns
 * @typedef {{ids: number[], known: Map<number, Entry>, faces: Map<string, Person>, count: number,
 *   length: number, columns: string[]}} Queue `length` is that of all tracks together, in ms
 * @typedef {{count: number, length: number, ids: Runs, columns: string[], rows: Row[],
 *   people: Person[]}} WireQueue
 * @typedef {{op: "insert", at: number, rows?: Row[], ids?: Runs} | {op: "remove", ids: Runs}
 *   | {op: "move", ids: Runs, to: number} | {op: "order", ids: Runs} | {op: "clear"}} QueueOp
 * @typedef {{ops: QueueOp[], length?: number, people?: Person[]}} QueueChange
 */

/** A change does not fit what we have: only a fresh snapshot helps. */
export class OutOfStep extends Error {}

/**
 * @param {WireQueue} wire
 * @param {Person[]} listeners whose faces the wire does not repeat
 * @returns {Queue}
 */
export function readQueue({ ids: runs, length, columns, rows, people }, listeners) {
  const faces = met(new Map(), [...listeners, ...people]);
  const ids = expand(runs);
  const empty = { ids, known: new Map(), faces, count: ids.length, length, columns };
  return { ...empty, known: withRows(empty, rows) };
}

/**
 * @param {Queue} queue
 * @param {QueueChange} change
 * @param {Person[]} listeners
 * @returns {Queue}
 */
export function changeQueue(queue, { ops, length, people = [] }, listeners) {
  const faces = met(queue.faces, [...listeners, ...people]);
  const changed = ops.reduce(apply, { ...queue, faces });
  return { ...changed, count: changed.ids.length, length: length ?? queue.length };
}

/**
 * Takes in entries that were asked for, as far as they are in the queue (still, or already).
 *
 * @param {Queue} queue
 * @param {Omit<Entry, "requester">[]} entries whose `requester` is a user id
 * @param {Person[]} people
 * @returns {Queue}
 */
export function learn(queue, entries, people) {
  const faces = met(queue.faces, people);
  const here = new Set(queue.ids);
  const rows = entries
    .filter(({ id }) => here.has(id))
    .map((entry) => queue.columns.map((name) => entry[/** @type {"id"} */ (name)]));
  return { ...queue, faces, known: withRows({ ...queue, faces }, rows) };
}

/** @param {Runs} runs @returns {number[]} */
export function expand(runs) {
  return runs.flatMap((run) => {
    if (!Array.isArray(run)) return run;
    const [first, last] = run;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/**
 * @param {Queue} queue
 * @param {QueueOp} operation
 * @returns {Queue}
 */
function apply(queue, operation) {
  switch (operation.op) {
    case "insert":
      return insert(queue, operation.at, operation.rows ?? [], expand(operation.ids ?? []));
    case "remove":
      return remove(queue, expand(operation.ids));
    case "move":
      return { ...queue, ids: gathered(queue.ids, expand(operation.ids), operation.to) };
    case "order":
      return { ...queue, ids: permuted(queue.ids, expand(operation.ids)) };
    case "clear":
      return { ...queue, ids: [], known: new Map() };
    default:
      throw new OutOfStep("unknown operation");
  }
}

/** @param {Queue} queue @param {number} at @param {Row[]} rows @param {number[]} ids */
function insert(queue, at, rows, ids) {
  if (at < 0 || at > queue.ids.length) throw new OutOfStep(`no place ${at}`);
  const place = queue.columns.indexOf("id");
  const shown = rows.map((row) => /** @type {number} */ (row[place]));
  return { ...queue, ids: queue.ids.toSpliced(at, 0, ...shown, ...ids), known: withRows(queue, rows) };
}

/** @param {Queue} queue @param {number[]} ids */
function remove(queue, ids) {
  const known = new Map(queue.known);
  for (const id of ids) known.delete(id);
  return { ...queue, ids: without(queue.ids, ids), known };
}

/**
 * Takes ids out and puts them in together, so that the first of them stands at `to`.
 *
 * @param {number[]} order
 * @param {number[]} ids
 * @param {number} to
 */
export function gathered(order, ids, to) {
  const rest = without(order, ids);
  if (to < 0 || to > rest.length) throw new OutOfStep(`no place ${to}`);
  return rest.toSpliced(to, 0, ...ids);
}

/** @param {number[]} order @param {number[]} ids all of which must be there */
function without(order, ids) {
  const gone = new Set(ids);
  const rest = order.filter((id) => !gone.has(id));
  if (rest.length !== order.length - gone.size) throw new OutOfStep(`no entry ${ids}`);
  return rest;
}

/** @param {number[]} order @param {number[]} ids */
function permuted(order, ids) {
  const here = new Set(order);
  if (ids.length !== order.length || new Set(ids).size !== ids.length || !ids.every((id) => here.has(id))) {
    throw new OutOfStep("not a permutation");
  }
  return ids;
}

/** @param {Pick<Queue, "known" | "faces" | "columns">} queue @param {Row[]} rows */
function withRows({ known, faces, columns }, rows) {
  const more = new Map(known);
  for (const row of rows) {
    const entry = /** @type {any} */ (Object.fromEntries(columns.map((name, index) => [name, row[index]])));
    more.set(entry.id, { ...entry, requester: faces.get(entry.requester) ?? null });
  }
  return more;
}

/** @param {Map<string, Person>} faces @param {Person[]} people */
function met(faces, people) {
  if (!people.length) return faces;
  const seen = people.map(({ id, name, icon }) => /** @type {const} */ ([id, { id, name, icon }]));
  return new Map([...faces, ...seen]);
}
