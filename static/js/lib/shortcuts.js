/** The keyboard map: what single keys do. The keys are handled, and the help sheet made, by it alone. */

import { LONG_MS, SHORT_MS } from "./seek-keys.js";
import { say } from "./speak.js";
import { t } from "./words.js";

/**
 * `keys` as events name them, in lower case; `shown` as people know them. A key that `repeats`
 * goes on working while it is held down.
 *
 * @typedef {{keys: string[], shown?: string[], says: string, repeats?: boolean,
 *   act: (event: KeyboardEvent) => void}} Shortcut
 */

/** @type {Shortcut[]} */
export const shortcuts = [
  { keys: [" "], shown: [t("Space")], says: t("Play or pause"), act: () => click('transport-bar [data-part="play"]') },
  {
    keys: ["arrowleft", "arrowright"],
    shown: ["←", "→"],
    says: t("Back or forward 5 seconds, with Shift 30"),
    repeats: true,
    act: seek,
  },
  { keys: ["arrowup", "arrowdown"], shown: ["↑", "↓"], says: t("Louder or quieter"), repeats: true, act: turnVolume },
  { keys: ["n"], says: t("Skip"), act: () => click('transport-bar [data-part="skip"]') },
  { keys: ["p"], says: t("Previous"), act: () => click('transport-bar [data-part="previous"]') },
  { keys: ["m"], says: t("Mute"), act: () => volume()?.toggleMute() },
  { keys: ["s"], says: t("Shuffle"), act: () => click('transport-bar [data-part="shuffle"]') },
  { keys: ["r"], says: t("Repeat: off, queue, track"), act: () => click('transport-bar [data-part="repeat"]') },
  { keys: ["l"], says: t("Like what plays"), act: () => click('now-actions [data-part="heart"]') },
  { keys: ["q"], says: t("Queue"), act: () => open("queue") },
  { keys: ["e"], says: t("Equalizer and filters"), act: () => click('.extras [popovertarget="sound"]') },
  { keys: ["u"], says: t("Undo your last edit of the queue"), act: undo },
  { keys: ["/"], says: t("Search"), act: () => document.dispatchEvent(new Event("find")) },
  { keys: ["?"], says: t("This list"), act: () => document.dispatchEvent(new Event("shortcut-help")) },
];

const byKey = new Map(shortcuts.flatMap((shortcut) => shortcut.keys.map((key) => [key, shortcut])));

// Keys that belong to what has the focus: they move in it, or press it.
const OWN_ARROWS =
  'input, select, [role="tab"], [role="option"], [role="menuitem"], [data-part="grip"], [popover], [tabindex="0"], search-box *';
const OWN_SPACE = 'button, a, summary, input, select, [role="option"], [role="tab"], [tabindex="0"]';

/**
 * What a key means, if it means anything and does not belong to the browser, to a screen reader or to
 * what has the focus.
 *
 * @param {KeyboardEvent} event
 * @returns {Shortcut | undefined}
 */
export function shortcutOf(event) {
  const key = event.key.toLowerCase();
  const shortcut = byKey.get(key);
  if (!shortcut || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  if (event.shiftKey && /^[a-z ]$/u.test(key)) return undefined;
  if (event.repeat && !shortcut.repeats) return undefined;
  const owner = key === " " ? OWN_SPACE : key.startsWith("arrow") ? OWN_ARROWS : null;
  const target = /** @type {Element} */ (event.target);
  return owner && target.closest(owner) ? undefined : shortcut;
}

/** @param {string} selector of a control, which says itself why it can do nothing at the moment */
function click(selector) {
  /** @type {HTMLElement | null} */
  const control = document.querySelector(selector);
  control?.click();
}

function undo() {
  /** @type {HTMLElement | null} */
  const control = document.querySelector('queue-head [data-part="undo"]');
  if (!control || control.hidden) say(t("There is nothing of yours to undo."));
  else control.click();
}

/** @param {string} name */
function open(name) {
  document.dispatchEvent(new CustomEvent("open-tab", { detail: name }));
}

/** @param {KeyboardEvent} event */
function seek({ key, shiftKey }) {
  /** @type {import("../widgets/seek-bar.js").SeekBar | null} */
  const seekBar = document.querySelector("seek-bar");
  seekBar?.seekBy((key === "ArrowRight" ? 1 : -1) * (shiftKey ? LONG_MS : SHORT_MS));
}

/** @param {KeyboardEvent} event */
function turnVolume({ key }) {
  volume()?.stepBy(key === "ArrowUp" ? 1 : -1);
}

/** @returns {import("../widgets/volume-control.js").VolumeControl | null} */
function volume() {
  return document.querySelector("volume-control");
}
