/** While nothing waits: three tracks that the person had played before, or likes. */

import { add } from "../lib/adding.js";
import { anatomy, follow, part, setText, stamp } from "../lib/dom.js";
import { suggestedTracks } from "../lib/offers.js";
import { showCover } from "../lib/pictures.js";
import { RIGHTS, leave, store } from "../lib/player.js";
import { isHeld, permit } from "../lib/press.js";
import { t } from "../lib/words.js";

/** @typedef {import("../lib/hits.js").Hit} Hit */

const COUNT = 3;

class TrackSuggestions extends HTMLElement {
  connectedCallback() {
    this.list = part(this, "suggestions");
    /** @type {Hit[]} */
    this.hits = [];
    store.watch(["queue", "playback"], () => this.#consider());
    store.watch([...RIGHTS], () => this.#permit());
    this.list.addEventListener("click", (event) => this.#press(/** @type {Element} */ (event.target)));
  }

  /** Asks once for every state in which nothing waits. */
  #consider() {
    const { queue, playback } = store.snapshot;
    const state = queue.count ? "" : `nothing after ${playback.entry?.id}`;
    if (state === this.state) return;
    this.state = state;
    if (state) this.#load(state);
    else this.hidden = true;
  }

  /** @param {string} state */
  async #load(state) {
    // What cannot be suggested is not missed: the search is right beside it.
    const hits = await suggestedTracks(COUNT).catch(() => []);
    if (state !== this.state) return;
    this.hits = hits;
    this.hidden = !hits.length;
    follow(/** @type {Element} */ (this.list), hits, (hit) => hit.key, () => stamp(this, "suggestion"), dress);
    this.#permit();
  }

  /** @param {Element} target */
  #press(target) {
    const button = /** @type {HTMLElement | null} */ (target.closest("button"));
    const key = button?.closest("li")?.dataset.id;
    const hit = this.hits?.find((one) => one.key === key);
    if (button && hit && !isHeld(button)) add(button, hit, "end");
  }

  #permit() {
    for (const button of this.querySelectorAll("button")) permit(button, leave({ harmless: true }));
  }
}

/** @param {HTMLElement} row @param {Hit} hit */
function dress(row, hit) {
  const { title, author, add: button } = anatomy(row);
  setText(title, hit.title);
  setText(author, hit.author);
  showCover(row, hit);
  const words = t("Add {title} to the end of the queue", { title: hit.title });
  button.setAttribute("aria-label", words);
  button.title = words;
}

customElements.define("track-suggestions", TrackSuggestions);
