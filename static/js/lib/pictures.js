/** Fills covers and faces; what does not load gives way to the drawing that lies beneath it. */

import { hue, initials } from "./format.js";
import { anatomy, setAttribute, setText } from "./dom.js";

/**
 * @param {Element} root is or holds one cover
 * @param {{title: string, thumbnail: string | null} | null} track
 */
export function showCover(root, track) {
  const { cover, "cover-picture": picture } = anatomy(root);
  cover.dataset.hue = String(hue(track?.title ?? ""));
  showPicture(picture, track?.thumbnail);
}

/**
 * @param {Element} root is or holds one face
 * @param {import("./snapshot.js").Person | null} person
 */
export function showFace(root, person) {
  const { face, "face-initials": letters, "face-picture": picture } = anatomy(root);
  face.dataset.hue = String(hue(person?.id ?? ""));
  setText(letters, initials(person?.name ?? ""));
  showPicture(picture, person?.icon);
}

/** Hides pictures that fail from now on, and those that failed before this script came. */
export function hideBrokenPictures() {
  document.addEventListener("error", (event) => hide(event.target), true);
  document.addEventListener("load", (event) => reveal(event.target), true);
  for (const image of document.images) {
    if (image.complete && image.naturalWidth === 0 && image.getAttribute("src")) hide(image);
  }
}

/** @param {HTMLImageElement} image @param {string | null | undefined} url */
function showPicture(image, url) {
  if (image.getAttribute("src") === (url || null)) return;
  image.hidden = !url;
  setAttribute(image, "src", url || null);
}

/** @param {EventTarget | null} target */
function hide(target) {
  if (target instanceof HTMLImageElement) target.hidden = true;
}

/** @param {EventTarget | null} target */
function reveal(target) {
  if (target instanceof HTMLImageElement && target.naturalWidth > 0) target.hidden = false;
}
