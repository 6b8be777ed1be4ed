/** Equalizer settings that people know by name. Pure. */

import { t } from "./words.js";

export const FLAT = Array(15).fill(0);

/** @type {{name: string, gains: number[]}[]} */
export const PRESETS = [
  { name: t("Flat"), gains: FLAT },
  { name: t("Bass"), gains: [0.3, 0.28, 0.24, 0.18, 0.1, 0.04, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
  { name: t("Voice"), gains: [-0.15, -0.12, -0.1, -0.06, 0, 0.06, 0.12, 0.16, 0.18, 0.16, 0.12, 0.06, 0, -0.04, -0.08] },
  { name: t("Bright"), gains: [0, 0, 0, 0, 0, 0, 0, 0.02, 0.05, 0.09, 0.14, 0.18, 0.22, 0.24, 0.25] },
  { name: t("Warm"), gains: [0.1, 0.12, 0.14, 0.14, 0.12, 0.08, 0.04, 0, -0.02, -0.05, -0.08, -0.1, -0.12, -0.14, -0.15] },
  { name: t("Night"), gains: [-0.2, -0.18, -0.15, -0.1, -0.05, 0, 0.03, 0.05, 0.06, 0.05, 0.03, 0, -0.04, -0.08, -0.12] },
];

/** @param {number[]} left @param {number[]} right */
export function sameGains(left, right) {
  return left.every((gain, index) => Math.abs(gain - right[index]) < 0.005);
}
