/** Carries a press through: pressed, pending after 150 ms, then done, or refused with the reason. */

import { say, toast } from "./speak.js";

const PENDING_AFTER_MS = 150;
const REASON_MS = 6_000;

/**
 * Runs `act` for a touched control. Refusals are shown beside it, never swallowed.
 *
 * @template T
 * @param {HTMLElement} control
 * @param {() => Promise<T>} act
 * @returns {Promise<T | undefined>} undefined when refused
 */
export async function press(control, act) {
  if (control.dataset.pending !== undefined) return undefined;
  const timer = setTimeout(() => (control.dataset.pending = ""), PENDING_AFTER_MS);
  try {
    return await act();
  } catch (refusal) {
    showReason(control, /** @type {Error} */ (refusal).message);
    return undefined;
  } finally {
    clearTimeout(timer);
    delete control.dataset.pending;
  }
}

/**
 * Keeps a control visible but says why it does nothing; null makes it work again.
 *
 * @param {HTMLElement} control
 * @param {string | null} reason
 */
export function hold(control, reason) {
  if (reason) {
    control.setAttribute("aria-disabled", "true");
    control.dataset.reason = reason;
  } else {
    control.removeAttribute("aria-disabled");
    delete control.dataset.reason;
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
  const { reason } = control.dataset;
  if (reason) showReason(control, reason);
  return Boolean(reason);
}

let hiding = 0;

/**
 * Shows a sentence beside a control, and speaks it.
 *
 * @param {HTMLElement} control
 * @param {string} reason
 */
export function showReason(control, reason) {
  const bubble = document.getElementById("reason");
  if (!bubble || !control.checkVisibility()) return toast(reason, "problem");
  bubble.textContent = reason;
  bubble.showPopover();
  put(bubble, control.getBoundingClientRect());
  say(reason);
  clearTimeout(hiding);
  hiding = setTimeout(() => bubble.hidePopover(), REASON_MS);
}

/** @param {HTMLElement} bubble @param {DOMRect} beside */
function put(bubble, beside) {
  const { width, height } = bubble.getBoundingClientRect();
  const left = Math.min(Math.max(8, beside.left + beside.width / 2 - width / 2), innerWidth - width - 8);
  const above = beside.top - height - 10;
  bubble.style.left = `${left}px`;
  bubble.style.top = `${above > 8 ? above : beside.bottom + 10}px`;
}
