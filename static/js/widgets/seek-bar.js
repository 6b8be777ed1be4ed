/** Shows where in the track we are, moving smoothly, and lets people go elsewhere in it. */

import { part, setText } from "../lib/dom.js";
import { clockTime, spokenTime } from "../lib/format.js";
import { Intent } from "../lib/intent.js";
import { RIGHTS, clock, leave, remote, store } from "../lib/player.js";
import { isMoving, positionAt } from "../lib/playhead.js";
import { isHeld, permit, showRefusal } from "../lib/press.js";
import { showReason } from "../lib/reasons.js";
import { seekKeys } from "../lib/seek-keys.js";
import { t } from "../lib/words.js";

const WORDS = {
  live: t("Live"),
  unknown: "–:––",
  nothing: t("Nothing to seek in"),
  noSeek: t("This is a live stream; it has no position to seek to."),
  /** @param {number} position @param {number} length */
  place: (position, length) =>
    t("{position} of {length}", { position: spokenTime(position), length: spokenTime(length) }),
};

const SECOND = 1_000;
const SHORTEST_MS = 1_000 / 60;
const STEPS_A_PIXEL = 2;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class SeekBar extends HTMLElement {
  connectedCallback() {
    this.body = part(this, "body");
    /** @type {HTMLInputElement} */
    this.input = part(this, "input");
    /** @type {Intent<number>} */
    this.intent = new Intent(
      (position) => remote.seek(position),
      (refusal) => {
        if (refusal) showRefusal(this.input, refusal);
        this.#draw();
      },
    );
    this.#listen();
    store.watch(["playback"], ({ playback }) => this.#take(playback));
    store.watch([...RIGHTS], () => permit(this.input, leave()));
  }

  /** @param {number} ms forwards, or backwards when negative */
  seekBy(ms) {
    const { entry } = store.snapshot.playback;
    if (!entry) return;
    if (this.dataset.state === "live") showReason(this, WORDS.noSeek);
    else this.#seek(this.#position() + ms);
  }

  #listen() {
    const { input } = this;
    input.addEventListener("input", () => this.#preview(Number(input.value)));
    input.addEventListener("change", () => this.#seek(Number(input.value)));
    input.addEventListener("keydown", (event) => this.#key(event));
    this.body.addEventListener("pointermove", (event) => this.#hint(event));
    this.body.addEventListener("pointerleave", () => (part(this, "hint").hidden = true));
    document.addEventListener("visibilitychange", () => this.#run());
  }

  /** @param {import("../lib/snapshot.js").Playback} playback */
  #take({ entry }) {
    if (entry?.id !== this.entryId) this.intent.drop();
    else this.intent.confirmed();
    this.entryId = entry?.id;
    const length = entry?.length ?? 0;
    this.dataset.state = !entry ? "empty" : length ? "track" : "live";
    this.input.disabled = !length;
    this.input.max = String(length || 1);
    setText(part(this, "length"), length ? clockTime(length) : entry ? WORDS.live : WORDS.unknown);
    this.said = NaN;
    this.#run();
  }

  #run() {
    clearTimeout(this.timer);
    this.#draw();
    if (!isMoving(store.snapshot.playback) || document.hidden) return;
    this.timer = setTimeout(() => this.#run(), this.#untilNextStep());
  }

  /** To draw more often than anything can be seen to move would only cost power. */
  #untilNextStep() {
    const second = SECOND - (this.#position() % SECOND);
    const { entry, rate } = store.snapshot.playback;
    // Where motion is unwelcome, the line moves when the clock beside it does.
    const pixels = calm.matches ? 0 : this.body.clientWidth * devicePixelRatio;
    const step = entry?.length && pixels ? entry.length / pixels / STEPS_A_PIXEL : second;
    return Math.max(SHORTEST_MS, Math.min(second, step) / rate);
  }

  #draw() {
    const { entry } = store.snapshot.playback;
    const position = this.#position();
    const share = entry?.length ? position / entry.length : 0;
    this.body.style.setProperty("--share", share.toFixed(5));
    const second = Math.floor(position / SECOND);
    if (second !== this.said) this.#tell(position, entry?.length ?? 0);
    this.said = second;
  }

  /** @param {number} position @param {number} length */
  #tell(position, length) {
    const known = Boolean(store.snapshot.playback.entry);
    setText(part(this, "elapsed"), known ? clockTime(position) : WORDS.unknown);
    // A focused slider is read out at every change: leave it alone but when somebody moves it.
    if (this.input === document.activeElement && this.intent.value === null) return;
    this.input.value = String(Math.round(length ? position : 0));
    const place = length ? WORDS.place(position, length) : WORDS.nothing;
    this.input.setAttribute("aria-valuetext", place);
  }

  #position() {
    return this.intent.value ?? positionAt(store.snapshot.playback, clock.now());
  }

  /** @param {number} position */
  #preview(position) {
    this.said = NaN;
    if (isHeld(this.input)) this.#draw();
    else this.intent.preview(position);
  }

  /** @param {number} position */
  #seek(position) {
    this.said = NaN;
    if (isHeld(this.input)) return this.#draw();
    const length = store.snapshot.playback.entry?.length ?? 0;
    const there = Math.min(length, Math.max(0, Math.round(position)));
    // Every step of a key would be a vote of its own.
    if (leave().grant === "vote") this.intent.setWhenResting(there);
    else this.intent.set(there);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.intent.drop();
    const length = store.snapshot.playback.entry?.length ?? 0;
    const target = seekKeys(event, this.#position(), length);
    if (target === null) return;
    event.preventDefault();
    this.#seek(target);
  }

  /** @param {PointerEvent} event */
  #hint(event) {
    const length = store.snapshot.playback.entry?.length ?? 0;
    const hint = part(this, "hint");
    hint.hidden = !length || event.pointerType === "touch";
    const { left, width } = this.body.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    hint.style.setProperty("--share", share.toFixed(4));
    setText(hint, clockTime(share * length));
  }
}

customElements.define("seek-bar", SeekBar);
