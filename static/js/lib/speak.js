/** Sends words to the toast region, for eyes, for ears, or for both. */

/**
 * @typedef {"info" | "problem"} Tone
 * @typedef {{word: string, act: (control: HTMLElement) => unknown}} ToastAction
 */

/**
 * @param {string} text
 * @param {Tone} [tone]
 * @param {ToastAction} [action] what a button in the toast offers to do, such as taking it back
 */
export function toast(text, tone = "info", action) {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone, action } }));
}

/** @param {string} text for screen readers only */
export function say(text) {
  document.dispatchEvent(new CustomEvent("say", { detail: text }));
}
