/** Sends an operation of the reference with the sign-in of whoever reads it, and shows the answer. */

import { part } from "../lib/dom.js";
import { bodyOf, command, described, fieldsOf, filledIn, pretty } from "../lib/operation.js";

const MOST_SHOWN = 50_000;

class TryOperation extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    const details = this.querySelector("details");
    details.addEventListener("toggle", () => this.#prepare(details));
  }

  /** Makes the form when it is wanted for the first time. @param {HTMLDetailsElement} details */
  async #prepare(details) {
    if (!details.open || details.querySelector("form")) return;
    const form = copyOf("form");
    details.append(form);
    const operation = await described(this.dataset.path, this.dataset.method);
    const { method, path } = this.dataset;
    this.form = form;
    this.operation = { method, path, ...operation };
    part(form, "stranger").hidden = isSignedIn() || operation["x-access"] === "public";
    part(form, "real").hidden = method === "GET";
    part(form, "fields").append(...fieldsOf(operation).map((field) => drawn(field)));
    part(form, "body-field").hidden = !operation.requestBody;
    part(form, "body").value = exampleBody(operation);
    form.addEventListener("input", () => this.#tellCommand());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    part(form, "stop").addEventListener("click", () => this.sending?.abort());
    this.#tellCommand();
  }

  #tellCommand() {
    part(this.form, "command").textContent = command(filledIn(this.operation, this.form));
  }

  async #send() {
    this.sending?.abort();
    const sending = new AbortController();
    this.sending = sending;
    const { url, ...init } = filledIn(this.operation, this.form);
    part(this.form, "silence").hidden = true;
    part(this.form, "stop").hidden = false;
    try {
      await this.#show(await fetch(url, { ...init, cache: "no-store", signal: sending.signal }));
    } catch {
      part(this.form, "silence").hidden = sending.signal.aborted;
    }
    if (this.sending === sending) part(this.form, "stop").hidden = true;
  }

  /** Shows an answer as it arrives; a stream goes on until it is stopped. @param {Response} answer */
  async #show(answer) {
    part(this.form, "told").hidden = false;
    part(this.form, "status").textContent = String(answer.status);
    part(this.form, "reason").textContent = answer.statusText;
    const left = answer.headers.get("X-RateLimit-Remaining");
    part(this.form, "allowance").hidden = left === null;
    part(this.form, "left").textContent = left;
    part(this.form, "most").textContent = answer.headers.get("X-RateLimit-Limit");
    const text = part(this.form, "text");
    text.textContent = "";
    part(this.form, "answer").hidden = false;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      text.append(piece.value.slice(0, Math.max(0, MOST_SHOWN - text.textContent.length)));
    }
    text.textContent = pretty(text.textContent);
  }
}

/** @param {string} name @returns {HTMLElement} */
function copyOf(name) {
  const template = document.querySelector(`[data-docs-${name}]`);
  return template.content.firstElementChild.cloneNode(true);
}

function isSignedIn() {
  return "signedIn" in document.querySelector("[data-docs]").dataset;
}

/** @param {{name: string, place: string, required: boolean, choices: string[], example: string}} field */
function drawn({ name, place, required, choices, example }) {
  const field = copyOf("field");
  part(field, "name").textContent = name;
  part(field, "place").textContent = place;
  part(field, "required").hidden = !required;
  const control = document.createElement(choices.length ? "select" : "input");
  for (const choice of ["", ...choices]) if (choices.length) control.append(new Option(choice, choice));
  control.className = "input";
  control.name = `${place}:${name}`;
  if (!choices.length) control.placeholder = example;
  field.append(control);
  return field;
}

/** @param {any} operation */
function exampleBody(operation) {
  return operation.requestBody ? bodyOf(operation).text : "";
}

customElements.define("try-operation", TryOperation);
