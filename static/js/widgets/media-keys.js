/**
 * Lets the keys of keyboards and headsets, lock screens and the system's media controls act on the
 * player.
 *
 * Browsers give these to a page only while it plays sound, and the sound is in Discord. So the page
 * plays silence, if somebody wants that on this device; it begins with the first touch of the page,
 * before which browsers let no page play anything.
 */

import { part } from "../lib/dom.js";
import { clock, guild, remote, store } from "../lib/player.js";
import { isMoving, positionAt } from "../lib/playhead.js";
import { recall, remember } from "../lib/preferences.js";
import { showReason } from "../lib/reasons.js";
import { SHORT_MS } from "../lib/seek-keys.js";
import { toast } from "../lib/speak.js";

const PREFERENCE = "media-keys";
const TOUCHES = ["pointerup", "keydown"];

class MediaKeys extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    this.choice = part(this, "choice");
    this.hidden = !("mediaSession" in navigator);
    if (this.hidden) return;
    this.choice.checked = isWanted();
    this.choice.addEventListener("change", () => this.#choose());
    for (const kind of TOUCHES) addEventListener(kind, () => this.#sound(), { capture: true });
    for (const [action, act] of Object.entries(ACTIONS)) handle(action, act);
    store.watch(["playback"], () => this.#show());
  }

  #choose() {
    remember(PREFERENCE, this.choice?.checked ? "on" : "off");
    if (this.choice?.checked) this.#sound();
    else this.silence?.pause();
  }

  #show() {
    const { playback } = store.snapshot;
    const { mediaSession } = navigator;
    mediaSession.metadata = playback.entry && describe(playback.entry);
    mediaSession.playbackState = !playback.entry ? "none" : playback.paused ? "paused" : "playing";
    tellPosition(playback);
    if (this.silence) this.#sound();
  }

  /** Plays silence exactly while the player plays, so that the system shows the same state. */
  #sound() {
    if (!this.choice?.checked) return;
    const { entry, paused } = store.snapshot.playback;
    if (!entry || paused) return void this.silence?.pause();
    this.silence ??= silence(this.dataset.silence ?? "");
    this.silence.play().catch((refusal) => {
      // Pausing a play that has not begun ends it like this; and some touches do not count as one.
      if (!["AbortError", "NotAllowedError"].includes(refusal.name)) {
        showReason(/** @type {HTMLElement} */ (this.choice), refusal.message);
      }
    });
  }
}

/** A phone may stop another app's sound for ours: there it is for people to choose. */
function isWanted() {
  const choice = recall(PREFERENCE);
  return choice ? choice === "on" : matchMedia("(hover: hover) and (pointer: fine)").matches;
}

/** @param {string} address */
function silence(address) {
  const audio = new Audio(address);
  audio.loop = true;
  return audio;
}

/** @param {import("../lib/snapshot.js").Entry} entry */
function describe({ title, author, thumbnail }) {
  const artwork = thumbnail ? [{ src: thumbnail }] : [];
  return new MediaMetadata({ title, artist: author, album: guild.name, artwork });
}

/** @param {import("../lib/snapshot.js").Playback} playback */
function tellPosition(playback) {
  const length = playback.entry?.length;
  if (!length) return navigator.mediaSession.setPositionState();
  navigator.mediaSession.setPositionState({
    duration: length / 1000,
    position: positionAt(playback, clock.now()) / 1000,
    playbackRate: isMoving(playback) && playback.rate > 0 ? playback.rate : 1,
  });
}

/** @type {Record<string, (details: MediaSessionActionDetails) => Promise<unknown>>} */
const ACTIONS = {
  play: () => remote.setPaused(false),
  pause: () => remote.setPaused(true),
  stop: () => remote.stop(),
  previoustrack: () => remote.previous(),
  nexttrack: () => remote.skip(),
  seekto: ({ seekTime }) => seek((seekTime ?? 0) * 1000),
  seekforward: ({ seekOffset }) => seekBy(seekOffset ? seekOffset * 1000 : SHORT_MS * 2),
  seekbackward: ({ seekOffset }) => seekBy(-(seekOffset ? seekOffset * 1000 : SHORT_MS * 2)),
};

/**
 * @param {string} action
 * @param {(details: MediaSessionActionDetails) => Promise<unknown>} act
 */
function handle(action, act) {
  try {
    navigator.mediaSession.setActionHandler(/** @type {MediaSessionAction} */ (action), (details) => {
      act(details).catch((refusal) => toast(refusal.message, "problem"));
    });
  } catch {
    // A browser that does not know an action has no key for it either.
  }
}

/** @param {number} ms */
function seekBy(ms) {
  return seek(positionAt(store.snapshot.playback, clock.now()) + ms);
}

/** @param {number} position ms */
async function seek(position) {
  const length = store.snapshot.playback.entry?.length ?? 0;
  if (length) await remote.seek(Math.min(length, Math.max(0, position)));
}

customElements.define("media-keys", MediaKeys);
