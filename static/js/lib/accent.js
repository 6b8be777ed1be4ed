/** Turns the page's accent towards the colour of the artwork; only its hue, so contrast holds. */

import { hueOfPixels } from "./pixel-hue.js";
import { hue } from "./format.js";

const SIDE = 24;
const DRAWING_HUES = [15, 40, 65, 95, 130, 160, 190, 225, 255, 285, 315, 345];

let latest = 0;

/** @param {{title: string, thumbnail: string | null} | null} track */
export async function paintAccent(track) {
  const turn = ++latest;
  const found = track ? await hueOf(track) : null;
  if (turn !== latest) return;
  const { style } = document.documentElement;
  if (found === null) style.removeProperty("--accent-hue");
  else style.setProperty("--accent-hue", String(Math.round(found)));
}

/** @param {{title: string, thumbnail: string | null}} track */
async function hueOf({ title, thumbnail }) {
  if (!thumbnail) return DRAWING_HUES[hue(title)];
  try {
    return hueOfPixels(await pixels(thumbnail));
  } catch {
    // Many picture servers do not let scripts look; the theme's own accent then stays.
    return null;
  }
}

/** @param {string} url */
async function pixels(url) {
  const image = new Image();
  image.crossOrigin = "anonymous";
  image.referrerPolicy = "no-referrer";
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(image, 0, 0, SIDE, SIDE);
  return context.getImageData(0, 0, SIDE, SIDE).data;
}
