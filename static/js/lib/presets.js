/** Tells whether a preset is what is heard. Pure. */

const NEAR = 0.005;

export const FLAT = Array(15).fill(0);

/** @param {number[]} left @param {number[]} right */
export function sameGains(left, right) {
  return left.every((gain, index) => Math.abs(gain - right[index]) < NEAR);
}

/**
 * Whether all that a preset speaks of is as it says; what it does not speak of does not matter.
 *
 * @param {Record<string, Record<string, number>>} preset
 * @param {Record<string, Record<string, number>>} filters those that are on
 */
export function isHeard(preset, filters) {
  return Object.entries(preset).every(([name, values]) =>
    Object.entries(values).every(
      ([parameter, value]) => Math.abs((filters[name]?.[parameter] ?? NaN) - value) < NEAR,
    ),
  );
}
