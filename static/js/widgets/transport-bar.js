/** The buttons that everybody reaches for: play, skip, previous, shuffle, repeat. */

import { part } from "../lib/dom.js";
import { RIGHTS, leave, me, remote, store } from "../lib/player.js";
import { hold, onPress, permit } from "../lib/press.js";
import { t } from "../lib/words.js";

const WORDS = {
  play: t("Play"),
  pause: t("Pause"),
  nothing: t("Nothing is playing. Add a track first."),
  noSkip: t("Nothing is playing."),
  noPrevious: t("There is no previous track."),
  repeat: {
    off: t("Repeat is off"),
    queue: t("Repeating the queue"),
    track: t("Repeating this track"),
  },
};

/** @typedef {"off" | "queue" | "track"} Repeat */

class TransportBar extends HTMLElement {
  connectedCallback() {
    onPress(part(this, "play"), () => remote.setPaused(!store.snapshot.playback.paused));
    onPress(part(this, "skip"), () => remote.skip());
    onPress(part(this, "previous"), () => remote.previous());
    onPress(part(this, "shuffle"), () => remote.setShuffle(!store.snapshot.options.shuffle));
    onPress(part(this, "repeat"), () => turnRepeat(repeatOf(store.snapshot.options)));
    store.watch(["playback", "options"], (snapshot) => this.#show(snapshot));
    store.watch(["playback", "queue", ...RIGHTS], (snapshot) => this.#permit(snapshot));
  }

  /** @param {import("../lib/snapshot.js").Snapshot} snapshot */
  #show({ playback, options }) {
    const play = part(this, "play");
    play.dataset.state = playback.paused ? "paused" : "playing";
    play.setAttribute("aria-label", playback.paused ? WORDS.play : WORDS.pause);
    part(this, "shuffle").setAttribute("aria-pressed", String(options.shuffle));
    const repeat = part(this, "repeat");
    const state = repeatOf(options);
    repeat.dataset.state = state;
    repeat.setAttribute("aria-pressed", String(state !== "off"));
    repeat.setAttribute("aria-label", WORDS.repeat[state]);
    repeat.title = WORDS.repeat[state];
  }

  /** @param {import("../lib/snapshot.js").Snapshot} snapshot */
  #permit({ playback, queue }) {
    const { entry, has_previous: hasPrevious } = playback;
    this.#unless("play", entry || queue.count ? null : WORDS.nothing, leave());
    this.#unless("skip", entry ? null : WORDS.noSkip, leave({ own: entry?.requester?.id === me.id }));
    this.#unless("previous", hasPrevious ? null : WORDS.noPrevious, leave());
    this.#unless("shuffle", null, leave());
    this.#unless("repeat", null, leave());
  }

  /** @param {string} name @param {string | null} obstacle @param {import("../lib/rights.js").Leave} leave */
  #unless(name, obstacle, leave) {
    const control = part(this, name);
    if (obstacle) hold(control, obstacle);
    else permit(control, leave);
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
