/** Speaks to the server's JSON API; every refusal comes out as a `Refused` with a sentence. */

import { t } from "./words.js";

const WORDS = {
  unreachable: t("The server cannot be reached. Check your connection and try again."),
  unreadable: t("The server gave an answer that makes no sense. Try again in a moment."),
  busy: t("That was a bit fast. Try again in a moment."),
};

export class Refused extends Error {
  /** @param {string} sentence @param {number} status */
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

/** What was asked for waits in a vote, which the person has started or joined by asking. */
export class VoteOpened extends Refused {
  /** @param {{joined: boolean, votes: number, needed: number, vote: number}} wish */
  constructor({ joined, votes, needed, vote }) {
    const sentence = joined
      ? t("Vote joined: {votes} of {needed}.", { votes, needed })
      : t("Vote started: {votes} of {needed}.", { votes, needed });
    super(sentence, 202);
    this.vote = vote;
  }
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal] gives the question up
 * @returns {Promise<any>}
 */
export function read(path, signal) {
  return ask(path, { method: "GET", signal });
}

/**
 * @param {string} path
 * @param {unknown} [body] any JSON value, also a bare one
 * @param {"POST" | "PATCH" | "DELETE"} [method]
 * @returns {Promise<any>}
 */
export function send(path, body, method = "POST") {
  const hasBody = body !== undefined;
  return ask(path, {
    method,
    headers: hasBody ? { "Content-Type": "application/json" } : {},
    body: hasBody ? JSON.stringify(body) : undefined,
  });
}

/** @param {string} path @returns {Promise<any>} */
export function erase(path) {
  return ask(path, { method: "DELETE" });
}

/** @param {string} path @param {RequestInit} init */
async function ask(path, init) {
  const answer = await reach(path, init);
  if (answer.status === 429) throw new Refused(WORDS.busy, 429);
  const { status, data } = await unpack(answer);
  if (status === "success") return data;
  if (status === "warn") throw new VoteOpened(data);
  throw new Refused(sentence(data), answer.status);
}

/** @param {string} path @param {RequestInit} init */
async function reach(path, init) {
  try {
    return await fetch(path, { ...init, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Refused(WORDS.unreachable, 0);
  }
}

/** @param {Response} answer */
async function unpack(answer) {
  try {
    const body = await answer.json();
    if (typeof body?.status === "string") return body;
  } catch {
    // What is not JSON came from something in front of the server.
  }
  throw new Refused(answer.ok ? WORDS.unreadable : WORDS.unreachable, answer.status);
}

/** @param {any} data */
function sentence(data) {
  if (typeof data === "string") return data;
  return [data?.message, data?.content].filter(Boolean).join(". ") || WORDS.unreadable;
}
