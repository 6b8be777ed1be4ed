/** The buttons that everybody reaches for: play, skip, previous, shuffle, repeat. */

import { part } from "../lib/dom.js";
import { store, remote } from "../lib/player.js";
import { hold, onPress } from "../lib/press.js";

const WORDS = {
  play: "Play",
  pause: "Pause",
  nothing: "Nothing is playing. Add a track first.",
  noSkip: "Nothing is playing.",
  noPrevious: "There is no previous track.",
  repeat: { off: "Repeat is off", queue: "Repeating the queue", track: "Repeating this track" },
};

/** @typedef {"off" | "queue" | "track"} Repeat */

class TransportBar extends HTMLElement {
  connectedCallback() {
    onPress(part(this, "play"), () => remote.setPaused(!store.snapshot.playback.paused));
    onPress(part(this, "skip"), () => remote.skip());
    onPress(part(this, "previous"), () => remote.previous());
    onPress(part(this, "shuffle"), () => remote.setShuffle(!store.snapshot.options.shuffle));
    onPress(part(this, "repeat"), () => turnRepeat(repeatOf(store.snapshot.options)));
    store.watch(["playback", "queue"], (snapshot) => this.#showPlayback(snapshot));
    store.watch(["options"], ({ options }) => this.#showModes(options));
  }

  /** @param {import("../lib/snapshot.js").Snapshot} snapshot */
  #showPlayback({ playback, queue }) {
    const play = part(this, "play");
    play.dataset.state = playback.paused ? "paused" : "playing";
    play.setAttribute("aria-label", playback.paused ? WORDS.play : WORDS.pause);
    hold(play, playback.entry || queue.length ? null : WORDS.nothing);
    hold(part(this, "skip"), playback.entry ? null : WORDS.noSkip);
    hold(part(this, "previous"), playback.has_previous ? null : WORDS.noPrevious);
  }

  /** @param {import("../lib/snapshot.js").Options} options */
  #showModes(options) {
    part(this, "shuffle").setAttribute("aria-pressed", String(options.shuffle));
    const repeat = part(this, "repeat");
    const state = repeatOf(options);
    repeat.dataset.state = state;
    repeat.setAttribute("aria-pressed", String(state !== "off"));
    repeat.setAttribute("aria-label", WORDS.repeat[state]);
    repeat.title = WORDS.repeat[state];
  }
}

/**
 * @param {import("../lib/snapshot.js").Options} options
 * @returns {Repeat}
 */
function repeatOf({ repeat, repeat_song: repeatTrack }) {
  if (repeatTrack) return "track";
  return repeat ? "queue" : "off";
}

/** @param {Repeat} state goes on from off to queue to track to off */
async function turnRepeat(state) {
  if (state === "off") return remote.setRepeat(true);
  if (state === "queue") return remote.setRepeatTrack(true);
  // The queue's repeat goes first, so that nobody sees it again on the way to off.
  if (store.snapshot.options.repeat) await remote.setRepeat(false);
  return remote.setRepeatTrack(false);
}

customElements.define("transport-bar", TransportBar);
