/** Finds the hue that an image leaves in the eye, as an OKLCH angle. Pure. */

const BINS = 24;
const LEAST_CHROMA = 0.03;
const LEAST_SHARE = 0.04;

/**
 * @param {Uint8ClampedArray | number[]} rgba
 * @returns {number | null} degrees, or null for an image without colour
 */
export function hueOfPixels(rgba) {
  const weights = new Float64Array(BINS);
  for (let at = 0; at < rgba.length; at += 4) {
    const { chroma, angle } = oklch(rgba[at], rgba[at + 1], rgba[at + 2]);
    if (chroma >= LEAST_CHROMA) weights[Math.floor((angle / 360) * BINS) % BINS] += chroma;
  }
  const best = weights.indexOf(Math.max(...weights));
  return weights[best] / (rgba.length / 4) < LEAST_SHARE * LEAST_CHROMA ? null : centre(weights, best);
}

/** @param {Float64Array} weights @param {number} best the fullest bin; its neighbours pull at it */
function centre(weights, best) {
  const left = weights[(best + BINS - 1) % BINS];
  const right = weights[(best + 1) % BINS];
  const pull = (right - left) / (left + weights[best] + right);
  return (((best + 0.5 + pull) * 360) / BINS + 360) % 360;
}

/** @param {number} red @param {number} green @param {number} blue each 0 to 255 */
function oklch(red, green, blue) {
  const [r, g, b] = [red, green, blue].map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return { chroma: Math.hypot(x, y), angle: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360 };
}

/** @param {number} channel */
function linear(channel) {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
