/** A place in the stream, `<epoch>-<seq>`. Pure. */

/**
 * @param {string | null} text
 * @returns {{epoch: string, seq: number} | null}
 */
export function parseCursor(text) {
  const dash = text?.lastIndexOf("-") ?? -1;
  if (!text || dash < 1) return null;
  const seq = Number(text.slice(dash + 1));
  return Number.isSafeInteger(seq) ? { epoch: text.slice(0, dash), seq } : null;
}

/**
 * Says whether a frame tells something new to somebody who has seen `seen`.
 *
 * @param {string | null} seen
 * @param {string | null} frame
 */
export function isNewer(seen, frame) {
  const [before, after] = [parseCursor(seen), parseCursor(frame)];
  if (!before || !after || before.epoch !== after.epoch) return true;
  return after.seq > before.seq;
}
