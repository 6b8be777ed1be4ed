/**
 * Asks one question at a time: a new one gives up the one before, and what was asked a moment ago is
 * answered from memory.
 */

const REMEMBERED = 30;
const FRESH_MS = 120_000;

export class Lookups {
  /**
   * @param {(question: string, signal: AbortSignal) => Promise<any>} look
   * @param {() => number} now
   */
  constructor(look, now = Date.now) {
    this.look = look;
    this.now = now;
    /** @type {Map<string, {at: number, found: any}>} */
    this.answers = new Map();
    /** @type {AbortController | null} */
    this.asking = null;
  }

  /**
   * @param {string} question
   * @returns {Promise<any>} what was found; null when another question has come meanwhile
   */
  async ask(question) {
    this.drop();
    const known = this.answers.get(question);
    if (known && this.now() - known.at < FRESH_MS) return known.found;
    const { signal } = (this.asking = new AbortController());
    try {
      const found = await this.look(question, signal);
      this.#remember(question, found);
      return signal.aborted ? null : found;
    } catch (refusal) {
      if (signal.aborted) return null;
      throw refusal;
    }
  }

  /** Gives up the question that is on its way. */
  drop() {
    this.asking?.abort();
    this.asking = null;
  }

  /** @param {string} question @param {any} found */
  #remember(question, found) {
    this.answers.delete(question);
    this.answers.set(question, { at: this.now(), found });
    const [oldest] = this.answers.keys();
    if (this.answers.size > REMEMBERED) this.answers.delete(oldest);
  }
}
