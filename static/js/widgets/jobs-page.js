/** Shows how far one's jobs are, as the person's stream tells it, and cancels them in place. */

import { part, setText } from "../lib/dom.js";
import { renew } from "../lib/freshness.js";
import { postForm } from "../lib/pages.js";
import { followPersonal, personal } from "../lib/personal.js";
import { press } from "../lib/press.js";
import { t } from "../lib/words.js";

/** @typedef {{id: string, state: string, done: number, total: number}} Job */

const AT_MOST_EVERY_MS = 500;
const { me } = JSON.parse(document.getElementById("library-data")?.textContent ?? "{}");

class JobList extends HTMLElement {
  connectedCallback() {
    for (const kind of ["batch", "job"]) {
      personal.addEventListener(kind, (event) => this.#hear(/** @type {CustomEvent<Job>} */ (event).detail));
    }
    personal.addEventListener("reset", () => this.#renewSoon());
    this.addEventListener("submit", (event) => this.#submit(event));
    followPersonal(me, () => Date.now());
  }

  /** @param {Job} job */
  #hear(job) {
    const shown = this.querySelector(`[data-id="${CSS.escape(job.id)}"]`);
    if (shown) drawProgress(shown, job);
    // What came of it, a new one, and the tracks of a report are for the server to draw.
    if (!shown || job.state !== "running" || this.querySelector(".job-rows")) this.#renewSoon();
  }

  #renewSoon() {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      renew(this);
    }, AT_MOST_EVERY_MS);
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLElement} */ (event.submitter ?? form.querySelector("button"));
    press(button, async () => {
      await postForm(form, button);
      this.#renewSoon();
    });
  }
}

/** @param {Element} element @param {Job} job */
function drawProgress(element, { done, total }) {
  const progress = element.querySelector("progress");
  if (!progress) return;
  progress.max = total || 1;
  progress.value = done;
  setText(part(element, "words"), t("{done} of {total}", { done, total }));
}

customElements.define("job-list", JobList);
