/** Where a volume stands on a slider of 1,000 places. Pure. */

const PLACES = 1000;
const USUAL = 100;
const USUAL_SHARE = 0.6;

/**
 * Limits far above 100 leave the slider's greater part to the volumes that people use.
 *
 * @param {number} volume
 * @param {number} limit
 */
export function volumePlace(volume, limit) {
  return Math.round(PLACES * share(Math.min(volume, limit), limit));
}

/**
 * @param {number} place
 * @param {number} limit
 * @param {number} step
 */
export function volumeAt(place, limit, step) {
  const part = place / PLACES;
  const volume = isBent(limit)
    ? part <= USUAL_SHARE
      ? (part / USUAL_SHARE) * USUAL
      : USUAL + ((part - USUAL_SHARE) / (1 - USUAL_SHARE)) * (limit - USUAL)
    : part * limit;
  return clampVolume(Math.round(volume / step) * step, limit);
}

/** @param {number} volume @param {number} limit */
export function clampVolume(volume, limit) {
  return Math.min(limit, Math.max(0, volume));
}

/** @param {number} volume @param {number} limit */
function share(volume, limit) {
  if (limit <= 0) return 0;
  if (!isBent(limit)) return volume / limit;
  if (volume <= USUAL) return (volume / USUAL) * USUAL_SHARE;
  return USUAL_SHARE + ((volume - USUAL) / (limit - USUAL)) * (1 - USUAL_SHARE);
}

/** @param {number} limit */
function isBent(limit) {
  return limit > USUAL / USUAL_SHARE;
}
