/** Sends words to the toast region, for eyes, for ears, or for both. */

/** @typedef {"info" | "problem"} Tone */

/** @param {string} text @param {Tone} [tone] */
export function toast(text, tone = "info") {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone } }));
}

/** @param {string} text for screen readers only */
export function say(text) {
  document.dispatchEvent(new CustomEvent("say", { detail: text }));
}
