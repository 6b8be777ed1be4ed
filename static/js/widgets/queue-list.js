/** What comes next: read, reorder, remove, jump. */

import { anatomy, follow, part, setText, stamp } from "../lib/dom.js";
import { clockTime, roughTime } from "../lib/format.js";
import { showCover, showFace } from "../lib/pictures.js";
import { clock, remote, store } from "../lib/player.js";
import { positionAt } from "../lib/playhead.js";
import { press } from "../lib/press.js";
import { RowDrag } from "../lib/row-drag.js";
import { say } from "../lib/speak.js";
import "./queue-menu.js";
import { t, tn } from "../lib/words.js";

/** @typedef {import("../lib/snapshot.js").Entry} Entry */
/** @typedef {"jump" | "top" | "up" | "down" | "bottom" | "remove"} Action */

const WORDS = {
  live: t("Live"),
  /** @param {string} time */
  left: (time) => t("{time} left in all", { time }),
  /** @param {string} name */
  addedBy: (name) => t("Added by {name}", { name }),
  /** @param {string} title */
  move: (title) => t("Move {title}", { title }),
  /** @param {string} title */
  jump: (title) => t("Play {title} now", { title }),
  /** @param {string} title */
  more: (title) => t("More for {title}", { title }),
  /** @param {string} title @param {number} place @param {number} count */
  moved: (title, place, count) => t("{title} is now {place} of {count}.", { title, place, count }),
  /** @param {string} title */
  removed: (title) => t("Removed {title}.", { title }),
};

const KEYS = { ArrowUp: "up", ArrowDown: "down", Home: "top", End: "bottom", Delete: "remove" };
const COUNT_EVERY_MS = 15_000;
const CHUNK = 100;
const MOST_FRESH = 20;

class QueueList extends HTMLElement {
  connectedCallback() {
    this.rows = part(this, "rows");
    /** @type {WeakMap<Element, Entry>} */
    this.drawn = new WeakMap();
    this.shown = CHUNK;
    this.busy = false;
    this.drag = new RowDrag(this.rows, mayDrag, (row, to) => this.#dropped(row, to));
    this.#listen();
    store.watch(["queue"], ({ queue }, patch) => this.#draw(queue, patch));
    store.watch(["queue", "playback"], () => this.#count());
    setInterval(() => this.#count(), COUNT_EVERY_MS);
  }

  #listen() {
    part(this, "find").addEventListener("click", () => document.dispatchEvent(new Event("find")));
    this.end = new IntersectionObserver(([seen]) => seen.isIntersecting && this.#showMore());
    this.rows.addEventListener("click", (event) => this.#click(event));
    this.rows.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("queue-action", (event) => {
      const { id, action, control } = /** @type {CustomEvent} */ (event).detail;
      this.#act(id, action, control);
    });
  }

  /** @param {Entry[]} queue @param {import("../lib/snapshot.js").Patch | null} patch */
  #draw(queue, patch) {
    const focusedAt = [...this.rows.children].findIndex((row) => row.contains(document.activeElement));
    const fresh = freshIds(patch);
    const shown = queue.slice(0, this.shown);
    follow(this.rows, shown, (entry) => String(entry.id), () => stamp(this), (row, entry) => {
      if (this.drawn.get(row) === entry) return;
      this.drawn.set(row, entry);
      drawRow(row, entry);
      row.toggleAttribute("data-fresh", fresh.has(entry.id));
    });
    part(this, "empty").hidden = queue.length > 0;
    this.drag?.refresh();
    this.#watchEnd(queue.length > this.shown);
    this.#keepFocus(focusedAt);
  }

  /**
   * Long queues are drawn as far as somebody scrolls.
   *
   * @param {boolean} more whether entries wait beyond the rows that are drawn
   */
  #watchEnd(more) {
    this.end?.disconnect();
    if (more) this.end?.observe(part(this, "end"));
  }

  #showMore() {
    this.shown += CHUNK;
    this.#draw(store.snapshot.queue, null);
  }

  /** @param {number} index where the focus was, or -1 */
  #keepFocus(index) {
    if (index < 0 || this.rows.contains(document.activeElement)) return;
    const row = this.rows.children[Math.min(index, this.rows.children.length - 1)];
    if (row) part(row, "grip").focus();
    else if (document.activeElement === document.body) part(this, "find").focus();
  }

  #count() {
    const { queue, playback } = store.snapshot;
    part(this, "sum").hidden = queue.length === 0;
    const total = queue.reduce((sum, entry) => sum + entry.length, 0);
    setText(part(this, "total"), `${tn("{n} track", "{n} tracks", queue.length)} · ${roughTime(total)}`);
    const length = playback.entry?.length ?? 0;
    const rest = length ? length - positionAt(playback, clock.now()) : 0;
    setText(part(this, "remaining"), WORDS.left(roughTime(total + rest)));
  }

  /** @param {MouseEvent} event */
  #click(event) {
    /** @type {HTMLElement | null} */
    const control = /** @type {Element} */ (event.target).closest("button");
    const id = Number(control?.closest("li")?.dataset.id);
    if (control?.dataset.part === "jump") this.#act(id, "jump", control);
    if (control?.dataset.part !== "more") return;
    const menu = /** @type {import("./queue-menu.js").QueueMenu} */ (document.querySelector("queue-menu"));
    menu.open(control, id);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const control = /** @type {HTMLElement} */ (event.target);
    const action = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
    if (!action || control.dataset.part !== "grip") return;
    event.preventDefault();
    this.#act(Number(control.closest("li")?.dataset.id), /** @type {Action} */ (action), control);
  }

  /** @param {number} id @param {Action} action @param {HTMLElement} control */
  async #act(id, action, control) {
    if (this.busy) return;
    this.busy = true;
    await press(control, () => this.#perform(id, action));
    this.busy = false;
  }

  /** @param {number} id @param {Action} action */
  async #perform(id, action) {
    const { queue } = store.snapshot;
    const index = queue.findIndex((entry) => entry.id === id);
    if (index < 0) return;
    if (action === "jump") return void (await remote.jump(id));
    if (action === "remove") {
      await remote.remove(id);
      return say(WORDS.removed(queue[index].title));
    }
    const last = queue.length - 1;
    const to = { top: 0, up: index - 1, down: index + 1, bottom: last }[action];
    if (to === index || to < 0 || to > last) return;
    await remote.move(id, to);
    say(WORDS.moved(queue[index].title, to + 1, queue.length));
  }

  /** @param {HTMLElement} row @param {number} to */
  async #dropped(row, to) {
    const grip = part(row, "grip");
    const id = Number(row.dataset.id);
    const done = await press(grip, () => remote.move(id, to).then(() => true));
    const entry = this.drawn.get(row);
    if (done && entry) say(WORDS.moved(entry.title, to + 1, store.snapshot.queue.length));
    else this.drag?.refresh();
  }
}

/**
 * A mouse may take a row anywhere; a finger only by its grip, because elsewhere it scrolls.
 *
 * @param {Element} target
 * @param {PointerEvent} event
 */
function mayDrag(target, event) {
  if (target.closest('[data-part="grip"]')) return true;
  return event.pointerType === "mouse" && !target.closest("button");
}

/** @param {import("../lib/snapshot.js").Patch | null} patch */
function freshIds(patch) {
  const inserted = patch?.queue_ops?.flatMap((op) => (op.op === "insert" ? op.entries : [])) ?? [];
  return new Set(inserted.length <= MOST_FRESH ? inserted.map((entry) => entry.id) : []);
}

/** @param {HTMLElement} row @param {Entry} entry */
function drawRow(row, entry) {
  const { title, author, stream, length, requester } = entry;
  const of = anatomy(row);
  setText(of.title, title);
  setText(of.author, author);
  setText(of.length, stream ? WORDS.live : clockTime(length));
  of.grip.setAttribute("aria-label", WORDS.move(title));
  of.jump.setAttribute("aria-label", WORDS.jump(title));
  of.more.setAttribute("aria-label", WORDS.more(title));
  of.requester.hidden = !requester;
  of.requester.title = requester ? WORDS.addedBy(requester.name) : "";
  setText(of["requester-words"], of.requester.title);
  showCover(row, entry);
  showFace(row, requester);
}

customElements.define("queue-list", QueueList);
