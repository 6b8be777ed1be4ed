/** Has the browser keep a page for when the network is gone, unless somebody does not want that here. */

import { recall, remember } from "./preferences.js";

const WORKER = "/service-worker.js";
const PREFERENCE = "offline-page";

export function isKept() {
  return recall(PREFERENCE) !== "off";
}

/** @param {boolean} wanted */
export async function keep(wanted) {
  remember(PREFERENCE, wanted ? "on" : "off");
  if (wanted) await register();
  else await remove();
}

/** Begins once the page has loaded, so that nothing on it waits for this. */
export function registerWhenLoaded() {
  if (!isKept()) return;
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}

async function register() {
  try {
    await navigator.serviceWorker?.register(WORKER, { updateViaCache: "none" });
  } catch {
    // Browsers refuse it on plain http and in some private windows: everything else works without.
  }
}

async function remove() {
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    registration.active?.postMessage("leave");
    await registration.unregister();
  }
}
