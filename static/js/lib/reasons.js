/** The one bubble that says beside a control why it does not do what it says. */

import { say, toast } from "./speak.js";

const PRESSED_MS = 6_000;
const HOVERED_MS = 250;

let hiding = 0;
let waiting = 0;
let onTheWay = false;
/** @type {HTMLElement | null} */
let shownFor = null;

/**
 * Shows a sentence beside a control, and speaks it.
 *
 * @param {HTMLElement} control
 * @param {string} reason
 * @param {import("./speak.js").Tone} [tone] how it is told where the control cannot be seen
 */
export function showReason(control, reason, tone = "problem") {
  if (!show(control, reason)) return toast(reason, tone);
  onTheWay = false;
  say(reason);
  hiding = setTimeout(hide, PRESSED_MS);
}

/** Shows reasons to those who point at a control that has one, or move to it with the keyboard. */
export function showReasonsOnTheWay() {
  document.addEventListener("pointerover", (event) => {
    const control = controlAt(event.target);
    if (!control || event.pointerType === "touch" || control === shownFor) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(control, control.dataset.reason ?? ""), HOVERED_MS);
  });
  document.addEventListener("pointerout", (event) => {
    const control = controlAt(event.target);
    if (control && !control.contains(/** @type {Node} */ (event.relatedTarget))) hide();
  });
  document.addEventListener("focusin", (event) => {
    const control = controlAt(event.target);
    // Who has come by mouse or finger is told on the press itself.
    if (control?.matches(":focus-visible")) show(control, control.dataset.reason ?? "");
  });
  document.addEventListener("focusout", (event) => controlAt(event.target) && hide());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

/** @param {HTMLElement} control for which there is no reason any more, if one was shown */
export function dropReason(control) {
  if (control === shownFor && onTheWay) hide();
}

/** @param {HTMLElement} control @param {string} reason @returns {boolean} whether it could be shown */
function show(control, reason) {
  const bubble = document.getElementById("reason");
  if (!bubble || !control.isConnected || !control.checkVisibility()) return false;
  hide();
  shownFor = control;
  onTheWay = true;
  bubble.textContent = reason;
  bubble.showPopover();
  put(bubble, control.getBoundingClientRect());
  return true;
}

function hide() {
  clearTimeout(hiding);
  clearTimeout(waiting);
  if (!shownFor) return;
  shownFor = null;
  document.getElementById("reason")?.hidePopover();
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function controlAt(target) {
  return target instanceof Element ? target.closest("[data-reason]") : null;
}

/** @param {HTMLElement} bubble @param {DOMRect} beside */
function put(bubble, beside) {
  const { width, height } = bubble.getBoundingClientRect();
  const left = Math.min(Math.max(8, beside.left + beside.width / 2 - width / 2), innerWidth - width - 8);
  const above = beside.top - height - 10;
  bubble.style.left = `${left}px`;
  bubble.style.top = `${above > 8 ? above : beside.bottom + 10}px`;
}
