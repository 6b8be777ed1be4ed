/** The filters besides the equalizer: each by its own card, and several at once by a preset. */

import { part, parts, setText } from "../lib/dom.js";
import { RIGHTS, me, remote, store } from "../lib/player.js";
import { hold, onPress, permit } from "../lib/press.js";
import { isHeard } from "../lib/presets.js";
import { soundLeave } from "../lib/sound-leave.js";
import { t } from "../lib/words.js";
import "./filter-card.js";

class FilterPanel extends HTMLElement {
  connectedCallback() {
    this.chips = parts(this, "preset").map((chip) => ({
      chip,
      preset: JSON.parse(chip.dataset.filters ?? "{}"),
    }));
    for (const { chip, preset } of this.chips) onPress(chip, () => this.#toggle(chip, preset));
    this.reset = part(this, "reset");
    onPress(this.reset, () => remote.applyPreset("off"));
    store.watch(["filters"], ({ filters }, patch) => this.#show(filters, patch));
    store.watch(["filters", ...RIGHTS], ({ filters }) => this.#permit(Object.keys(filters).length > 0));
  }

  /**
   * A second press takes a preset off again.
   *
   * @param {HTMLElement} chip
   * @param {Record<string, unknown>} preset
   */
  #toggle(chip, preset) {
    if (chip.getAttribute("aria-pressed") !== "true") {
      return remote.applyPreset(chip.dataset.name ?? "");
    }
    return remote.setFilters(Object.fromEntries(Object.keys(preset).map((name) => [name, null])));
  }

  /**
   * @param {import("../lib/snapshot.js").Snapshot["filters"]} filters
   * @param {import("../lib/snapshot.js").Patch | null} patch
   */
  #show(filters, patch) {
    for (const { chip, preset } of this.chips) {
      chip.setAttribute("aria-pressed", String(isHeard(preset, filters)));
    }
    const { by } = patch ?? {};
    const named = by && by.id !== me.id;
    setText(part(this, "by"), named ? t("Changed by {name}", { name: by.name }) : "");
  }

  /** @param {boolean} any whether a filter is on */
  #permit(any) {
    for (const { chip } of this.chips) permit(chip, soundLeave());
    const reset = /** @type {HTMLElement} */ (this.reset);
    if (any) permit(reset, soundLeave());
    else hold(reset, t("All filters are off."));
  }
}

customElements.define("filter-panel", FilterPanel);
