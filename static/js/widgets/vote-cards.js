/** Shows the open votes to everybody above the controls, and how each of them ended. */

import { follow, part, setText, stamp } from "../lib/dom.js";
import { showFace } from "../lib/pictures.js";
import { RIGHTS, clock, leave, me, remote, store } from "../lib/player.js";
import { hold, isHeld, press } from "../lib/press.js";
import { say } from "../lib/speak.js";
import { t, tn } from "../lib/words.js";

const LIFETIME_MS = 60_000;
const TICK_MS = 1_000;
const FAREWELL_MS = 4_000;

const ENDS = {
  passed: t("Passed"),
  expired: t("Time is up"),
  moot: t("No longer needed"),
  withdrawn: t("Withdrawn"),
};

/** @type {Record<import("../lib/snapshot.js").VoteEnd["how"], (action: string) => string>} */
const SPOKEN_ENDS = {
  passed: (action) => t("The vote passed: {action}.", { action }),
  expired: (action) => t("Time is up for the vote: {action}.", { action }),
  moot: (action) => t("The vote is no longer needed: {action}.", { action }),
  withdrawn: (action) => t("The vote was withdrawn: {action}.", { action }),
};

/**
 * @typedef {import("../lib/snapshot.js").Vote} Vote
 * @typedef {Vote & {how?: import("../lib/snapshot.js").VoteEnd["how"]}} Card an open vote, or one
 *   that has just ended
 */

class VoteCards extends HTMLElement {
  connectedCallback() {
    /** @type {Card[]} */
    this.farewells = [];
    /** @type {Set<number>} */
    this.known = new Set(store.snapshot.votes.map((vote) => vote.id));
    store.addEventListener("change", (event) => {
      const { before, patch } = /** @type {CustomEvent} */ (event).detail;
      if (patch?.votes_ended) this.#bidFarewell(before.votes, patch.votes_ended);
    });
    store.watch(["votes", ...RIGHTS], () => this.#draw());
    this.addEventListener("click", (event) => this.#press(event));
  }

  /** @param {Vote[]} votes as they were @param {import("../lib/snapshot.js").VoteEnd[]} ends */
  #bidFarewell(votes, ends) {
    for (const { id, how, action } of ends) {
      say(SPOKEN_ENDS[how](action));
      const vote = votes.find((one) => one.id === id);
      if (vote) this.farewells.push({ ...vote, how });
      setTimeout(() => {
        this.farewells = this.farewells.filter((one) => one.id !== id);
        this.#draw();
      }, FAREWELL_MS);
    }
    this.#draw();
  }

  #draw() {
    const { votes } = store.snapshot;
    for (const vote of votes) this.#announce(vote);
    const open = new Set(votes.map((vote) => vote.id));
    const cards = [...votes, ...this.farewells.filter(({ id }) => !open.has(id))];
    cards.sort((one, other) => one.id - other.id);
    const list = part(this, "list");
    follow(list, cards, ({ id }) => String(id), () => stamp(this), (card, vote) => this.#show(card, vote));
    clearInterval(this.ticking);
    if (votes.length) this.ticking = setInterval(() => this.#tick(), TICK_MS);
  }

  /** @param {Vote} vote */
  #announce({ id, by, action, voters, needed }) {
    if (this.known?.has(id)) return;
    this.known?.add(id);
    if (by.id === me.id) return;
    const missing = tn("{n} more has to agree.", "{n} more have to agree.", needed - voters.length);
    say(`${t("{name} asks for a vote: {action}.", { name: by.name, action })} ${missing}`);
  }

  /** @param {Event} event */
  #press({ target }) {
    const control = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button"));
    const card = /** @type {HTMLElement | null} */ (control?.closest('[data-part="vote"]') ?? null);
    if (!control || !card || isHeld(control)) return;
    const id = Number(card.dataset.id);
    press(control, () => (control.dataset.part === "withdraw" ? remote.withdraw(id) : remote.agree(id)));
  }

  /** @param {HTMLElement} card @param {Card} vote */
  #show(card, vote) {
    card.dataset.state = vote.how ?? "open";
    setText(part(card, "action"), vote.action);
    setText(part(card, "by"), vote.by.id === me.id ? t("Asked by you") : t("Asked by {name}", vote.by));
    setText(part(card, "count"), vote.how ? ENDS[vote.how] : countOf(vote));
    follow(part(card, "faces"), vote.voters, ({ id }) => id, () => stamp(this, "face-template"), showFace);
    this.#offer(card, vote);
    showTime(card, vote);
  }

  /** @param {HTMLElement} card @param {Card} vote */
  #offer(card, { how, voters }) {
    const mine = voters.some((voter) => voter.id === me.id);
    const isDj = store.snapshot.you.dj === true;
    part(card, "actions").hidden = how !== undefined;
    part(card, "withdraw").hidden = !mine;
    part(card, "join").hidden = mine || isDj;
    part(card, "decide").hidden = !isDj;
    const listener = store.snapshot.listeners.find((one) => one.id === me.id);
    const obstacle = !listener ? outside() : listener.deafened ? t("Who is deafened cannot vote.") : null;
    for (const name of ["join", "decide"]) hold(part(card, name), obstacle);
  }

  #tick() {
    const cards = part(this, "list").children;
    for (const vote of store.snapshot.votes) {
      const card = [...cards].find((one) => one.getAttribute("data-id") === String(vote.id));
      if (card) showTime(/** @type {HTMLElement} */ (card), vote);
    }
  }
}

function outside() {
  return leave().reason ?? t("Only those who listen may vote.");
}

/** @param {Vote} vote */
function countOf({ voters, needed }) {
  const missing = Math.max(0, needed - voters.length);
  return `${t("{votes} of {needed}", { votes: voters.length, needed })} · ${tn("{n} more needed", "{n} more needed", missing)}`;
}

/** @param {HTMLElement} card @param {Card} vote */
function showTime(card, { how, expires_at: end }) {
  const left = how ? 0 : Math.max(0, end - clock.now());
  const seconds = Math.ceil(left / 1000);
  card.style.setProperty("--left", (left / LIFETIME_MS).toFixed(3));
  setText(part(card, "seconds"), how ? "" : String(seconds));
  part(card, "time").setAttribute("aria-label", tn("{n} second left", "{n} seconds left", seconds));
}

customElements.define("vote-cards", VoteCards);
