/** Finds members or roles by name while one types, and adds them to a field of a form. */

import { read } from "../lib/api.js";
import { part, setAttribute } from "../lib/dom.js";
import { say } from "../lib/speak.js";
import { showReason } from "../lib/reasons.js";
import { t, tn } from "../lib/words.js";

/** @typedef {{id: string, name: string, identifier?: string}} Named */

const TYPING_MS = 200;

class NamedPicker extends HTMLElement {
  connectedCallback() {
    /** @type {HTMLInputElement} */
    this.input = part(this, "input");
    this.list = part(this, "list");
    this.turn = 0;
    /** @type {Named[]} */
    this.found = [];
    this.marked = -1;
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-autocomplete", "list");
    this.#show([]);
    this.#listen();
  }

  #listen() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#search(), TYPING_MS);
    });
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#show([]));
    // A press on an option must not take the focus away before it counts.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = /** @type {HTMLElement} */ (event.target).closest("[role=option]");
      if (option) this.#pick([...this.list.children].indexOf(option));
    });
  }

  async #search() {
    const turn = ++this.turn;
    const name = this.input.value.trim();
    if (!name) return this.#show([]);
    const { guild, kind } = this.dataset;
    try {
      const found = await read(`/guild/${guild}/named_${kind}?${new URLSearchParams({ name })}`);
      if (turn === this.turn) this.#found(found);
    } catch (refusal) {
      if (turn === this.turn) showReason(this.input, /** @type {Error} */ (refusal).message);
    }
  }

  /** @param {Named[]} found */
  #found(found) {
    this.#show(found);
    say(found.length ? tn("{n} result", "{n} results", found.length) : t("Nothing was found."));
  }

  /** @param {Named[]} found */
  #show(found) {
    this.found = found;
    this.list.replaceChildren(...found.map((each, index) => this.#option(each, index)));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.#mark(found.length ? 0 : -1);
  }

  /** @param {Named} each @param {number} index */
  #option(each, index) {
    const option = document.createElement("span");
    option.className = "picker-option";
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dir = "auto";
    option.textContent = each.identifier ? `${each.name} (${each.identifier})` : each.name;
    return option;
  }

  /** @param {number} index */
  #mark(index) {
    this.marked = index;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.list.children[index];
    setAttribute(this.input, "aria-activedescendant", option?.id);
    option?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const count = this.found.length;
    if (event.key === "Enter") {
      // A name that is typed here is looked for, and never sends the form by itself.
      event.preventDefault();
      if (count) this.#pick(this.marked);
      else this.#search();
    } else if (event.key === "Escape" && count) {
      this.#show([]);
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.#mark((this.marked + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    }
  }

  /** @param {number} index */
  #pick(index) {
    const { id, name } = this.found[index];
    const picks = part(this, "picks");
    const known = /** @type {HTMLInputElement | null} */ (picks.querySelector(`input[value="${CSS.escape(id)}"]`));
    if (known) known.checked = true;
    else picks.append(this.#chip(id, name));
    this.input.value = "";
    this.#show([]);
    say(t("{name} is added. Save to keep it.", { name }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {string} id @param {string} name */
  #chip(id, name) {
    const [item, label, box, word] = ["li", "label", "input", "span"].map((tag) => document.createElement(tag));
    label.className = "pick";
    Object.assign(box, { type: "checkbox", name: this.dataset.name, value: id, checked: true });
    Object.assign(word, { className: "one-line", dir: "auto", textContent: name });
    label.append(box, word);
    item.append(label);
    return item;
  }
}

customElements.define("named-picker", NamedPicker);
