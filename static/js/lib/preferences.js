/** Remembers small choices on this device, where the browser lets us. */

const PREFIX = "auxcord.";

/** @param {string} name @returns {string | null} */
export function recall(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows may forbid it; the choice then lasts as long as the page.
  }
}
