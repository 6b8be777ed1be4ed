/** Carries a press through: pressed, pending after 150 ms, then done, or refused with the reason. */

import { VoteOpened } from "./api.js";
import { dropReason, showReason } from "./reasons.js";

const PENDING_AFTER_MS = 150;

/**
 * Runs `act` for a touched control. Refusals and votes are shown beside it, never swallowed.
 *
 * @template T
 * @param {HTMLElement} control
 * @param {() => Promise<T>} act
 * @returns {Promise<T | undefined>} undefined when it was refused, or waits in a vote
 */
export async function press(control, act) {
  if (control.dataset.pending !== undefined) return undefined;
  const timer = setTimeout(() => (control.dataset.pending = ""), PENDING_AFTER_MS);
  try {
    return await act();
  } catch (refusal) {
    showRefusal(control, /** @type {Error} */ (refusal));
    return undefined;
  } finally {
    clearTimeout(timer);
    delete control.dataset.pending;
  }
}

/** @param {HTMLElement} control @param {Error} refusal */
export function showRefusal(control, refusal) {
  showReason(control, refusal.message, refusal instanceof VoteOpened ? "info" : "problem");
}

/**
 * Keeps a control visible but says why it does nothing; null makes it work again.
 *
 * @param {HTMLElement} control
 * @param {string | null} reason
 */
export function hold(control, reason) {
  permit(control, reason ? { grant: "no", reason } : { grant: "free", reason: null });
}

/**
 * Shows on a control what a press leads to: what it says, a vote, or nothing.
 *
 * @param {HTMLElement} control
 * @param {import("./rights.js").Leave} leave
 */
export function permit(control, { grant, reason }) {
  control.toggleAttribute("data-by-vote", grant === "vote");
  if (grant === "no") control.setAttribute("aria-disabled", "true");
  else control.removeAttribute("aria-disabled");
  if (reason) {
    control.dataset.reason = reason;
    control.setAttribute("aria-description", reason);
  } else {
    delete control.dataset.reason;
    control.removeAttribute("aria-description");
    dropReason(control);
  }
}

/**
 * Calls `act` on a click, or says why the control is held.
 *
 * @param {HTMLElement} control
 * @param {() => Promise<unknown>} act
 */
export function onPress(control, act) {
  control.addEventListener("click", () => isHeld(control) || press(control, act));
}

/**
 * Says whether a control is held, to the person who touches it, too.
 *
 * @param {HTMLElement} control
 */
export function isHeld(control) {
  const held = control.getAttribute("aria-disabled") === "true";
  if (held) showReason(control, control.dataset.reason ?? "");
  return held;
}
