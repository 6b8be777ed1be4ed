/**
 * How the equalizer's gains stand on their sliders, and the curve through them. Pure.
 *
 * A slider has places from -100 to 100 with "flat" in the middle, while gains go from -0.25 to 1.0.
 * The upper half is bent, so that the small gains which people use have room.
 */

import { language, t } from "./words.js";

const LOWEST = -0.25;
const HIGHEST = 1;
const BEND = 1.6;
const WIDTH = 100;
const MIDDLE = 100;
const REACH = 0.88;

const gains = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** @param {number} gain @returns {number} -100 to 100 */
export function bandPlace(gain) {
  const share = gain < 0 ? -gain / LOWEST : (gain / HIGHEST) ** (1 / BEND);
  return Math.round(Math.max(-1, Math.min(1, share)) * 100);
}

/** @param {number} place @returns {number} */
export function bandGain(place) {
  const gain = place < 0 ? (-place / 100) * LOWEST : (place / 100) ** BEND * HIGHEST;
  return Math.round(gain * 10_000) / 10_000 || 0;
}

/** @param {number} gain for ears */
export function gainWords(gain) {
  if (gain === 0) return t("flat");
  const size = gains.format(Math.abs(gain));
  return gain > 0 ? t("plus {size}", { size }) : t("minus {size}", { size });
}

/** @param {number} gain for eyes */
export function gainNumber(gain) {
  return gain === 0 ? "0" : `${gain > 0 ? "+" : "−"}${gains.format(Math.abs(gain))}`;
}

/**
 * A smooth line through all places, and the area between it and the middle, in a box of
 * 100 units per band by 200.
 *
 * @param {number[]} places
 */
export function curvePath(places) {
  const points = places.map((place, index) => ({
    x: (index + 0.5) * WIDTH,
    y: MIDDLE - place * REACH,
  }));
  const [first, last] = [points[0], points[points.length - 1]];
  const bends = points.slice(1).map((point, index) => {
    const middle = (points[index].x + point.x) / 2;
    return `C${middle} ${points[index].y} ${middle} ${point.y} ${point.x} ${point.y}`;
  });
  const line = `M0 ${first.y}L${first.x} ${first.y}${bends.join("")}L${last.x + WIDTH / 2} ${last.y}`;
  return { line, area: `${line}V${MIDDLE}H0Z` };
}
