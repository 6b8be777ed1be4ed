/**
 * What somebody is setting with a slider: shown at once, sent with the last input winning, and
 * taken back when it is refused. Once the stream confirms it, the store speaks again.
 */

const BETWEEN_MS = 120;
const CONFIRM_MS = 1_500;
const RESTING_MS = 600;

/** @template T */
export class Intent {
  /**
   * @param {(value: T) => Promise<unknown>} send
   * @param {(refusal: Error | null) => void} changed draws again; with the refusal, if there was one
   */
  constructor(send, changed) {
    this.send = send;
    this.changed = changed;
    /** @type {T | null} */
    this.value = null;
    this.held = false;
    this.unsent = false;
    this.sending = false;
    this.timer = 0;
    this.resting = 0;
  }

  /** @param {T} value shown, and sent soon */
  set(value) {
    clearTimeout(this.timer);
    clearTimeout(this.resting);
    this.value = value;
    this.held = false;
    this.unsent = true;
    this.changed(null);
    this.#pump();
  }

  /** @param {T} value shown, and sent once nobody sets another one for a moment */
  setWhenResting(value) {
    this.preview(value);
    this.resting = setTimeout(() => this.set(value), RESTING_MS);
  }

  /** @param {T} value shown, but not meant until it is set */
  preview(value) {
    clearTimeout(this.timer);
    clearTimeout(this.resting);
    this.value = value;
    this.held = true;
    this.changed(null);
  }

  /** Takes a preview back. */
  drop() {
    clearTimeout(this.resting);
    this.held = false;
    if (!this.sending) this.#settle(null);
  }

  /** The store has changed: if nothing is on its way, it is right. */
  confirmed() {
    if (!this.sending && !this.unsent && !this.held) this.#settle(null);
  }

  async #pump() {
    if (this.sending) return;
    this.sending = true;
    let refusal = null;
    while (this.unsent) refusal = await this.#sendLatest();
    this.sending = false;
    if (refusal) this.#settle(refusal);
    else this.timer = setTimeout(() => this.#settle(null), CONFIRM_MS);
  }

  async #sendLatest() {
    this.unsent = false;
    const pause = new Promise((resume) => setTimeout(resume, BETWEEN_MS));
    try {
      await this.send(/** @type {T} */ (this.value));
      return null;
    } catch (refusal) {
      return /** @type {Error} */ (refusal);
    } finally {
      await pause;
    }
  }

  /** @param {Error | null} refusal */
  #settle(refusal) {
    clearTimeout(this.timer);
    if (!this.held) this.value = null;
    this.changed(refusal);
  }
}
