/** Where in a track we are at a moment of the server's time. Pure. */

/**
 * @param {import("./snapshot.js").Playback} playback
 * @param {number} serverNow
 * @returns {number} track milliseconds
 */
export function positionAt(playback, serverNow) {
  const moving = isMoving(playback);
  const elapsed = moving ? Math.max(0, serverNow - playback.at) * playback.rate : 0;
  const position = playback.position + elapsed;
  const length = playback.entry?.length ?? 0;
  return length > 0 ? Math.min(position, length) : position;
}

/** @param {import("./snapshot.js").Playback} playback */
export function isMoving(playback) {
  return Boolean(playback.entry) && !playback.paused && !playback.stalled;
}
