/** How far imports into this playlist are, live; they go on when nobody looks. */

import { send } from "../lib/api.js";
import { part, setText } from "../lib/dom.js";
import { renew } from "../lib/freshness.js";
import { followPersonal, personal } from "../lib/personal.js";
import { clock, playlist } from "../lib/playlist.js";
import { press } from "../lib/press.js";
import { say } from "../lib/speak.js";
import { t, tn } from "../lib/words.js";

/** @typedef {{id: string, state: string, done: number, total: number, result: any}} Job */

class PlaylistJobs extends HTMLElement {
  connectedCallback() {
    personal.addEventListener("job", (event) => this.#hear(/** @type {CustomEvent} */ (event).detail));
    personal.addEventListener("reset", () => renew(this));
    document.addEventListener("imports-changed", () => renew(this));
    this.addEventListener("submit", (event) => this.#submit(event));
    followPersonal(playlist.me, () => clock.now());
  }

  /** @param {Job} job */
  async #hear(job) {
    if (job.result?.playlist !== playlist.id) return;
    const shown = this.querySelector(`[data-id="${CSS.escape(job.id)}"]`);
    if (shown && job.state === "running") return draw(shown, job);
    await renew(this);
    if (job.state === "done") say(tn("Imported {n} track.", "Imported {n} tracks.", job.result.added));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const form = /** @type {HTMLElement} */ (event.target);
    if (form.dataset.part !== "cancel") return;
    event.preventDefault();
    const id = /** @type {HTMLElement} */ (form.closest("[data-id]")).dataset.id;
    const button = /** @type {HTMLElement} */ (form.querySelector("button"));
    press(button, () => send(`/jobs/${id}`, undefined, "DELETE"));
  }
}

/** @param {Element} element @param {Job} job */
function draw(element, { done, total }) {
  const progress = element.querySelector("progress");
  if (!progress) return;
  progress.max = total || 1;
  progress.value = done;
  setText(part(element, "words"), t("Importing… {done} of {total} lines", { done, total }));
}

customElements.define("playlist-jobs", PlaylistJobs);
