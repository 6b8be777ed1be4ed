/** Keeps the last snapshot of a player and tells the widgets which slices have changed. */

import { learn } from "./queue.js";
import { applyPatch } from "./snapshot.js";

/**
 * @typedef {import("./snapshot.js").Snapshot} Snapshot
 * @typedef {import("./snapshot.js").Patch} Patch
 * @typedef {keyof Snapshot} Slice
 */

export class Store extends EventTarget {
  /** @param {Snapshot} snapshot */
  constructor(snapshot) {
    super();
    this.snapshot = snapshot;
  }

  /**
   * Calls `draw` now, and again whenever one of the slices changes.
   *
   * @param {Slice[]} slices
   * @param {(snapshot: Snapshot, patch: Patch | null) => void} draw
   */
  watch(slices, draw) {
    draw(this.snapshot, null);
    this.addEventListener("change", (event) => {
      const { before, patch } = /** @type {CustomEvent} */ (event).detail;
      if (slices.some((slice) => before[slice] !== this.snapshot[slice])) {
        draw(this.snapshot, patch);
      }
    });
  }

  /** @param {Omit<Snapshot, "you">} snapshot a fresh one, which replaces all that is the same for all */
  reset(snapshot) {
    this.#become({ ...snapshot, you: this.snapshot.you }, null);
  }

  /** @param {import("./snapshot.js").You} you where the person in front of this page stands now */
  stand(you) {
    this.#become({ ...this.snapshot, you }, null);
  }

  /** @param {Patch} patch */
  patch(patch) {
    this.#become(applyPatch(this.snapshot, patch), patch);
    for (const notice of patch.notices ?? []) {
      this.dispatchEvent(new CustomEvent("notice", { detail: notice }));
    }
  }

  /**
   * Takes in entries of the queue that were asked for.
   *
   * @param {{tracks: any[], requesters: import("./snapshot.js").Person[]}} part
   */
  learn({ tracks, requesters }) {
    const queue = learn(this.snapshot.queue, tracks, requesters);
    this.#become({ ...this.snapshot, queue }, null);
  }

  /** @param {Snapshot} next @param {Patch | null} patch */
  #become(next, patch) {
    const before = this.snapshot;
    this.snapshot = next;
    this.dispatchEvent(new CustomEvent("change", { detail: { before, patch } }));
  }
}
