/** Says in the page's language what the stream sends to everybody alike, in English. */

import { t } from "./words.js";

/** @typedef {[pattern: string, places: Record<string, any>]} Said a place may hold such a pair, too */

const SAID = "_said";

/**
 * Replaces each sentence, such as `log`, by its own language's, which is made from `log_said`.
 *
 * @template {Record<string, any>} T
 * @param {T} change a snapshot, a patch, or a part of one
 * @returns {T}
 */
export function inOurWords(change) {
  const worded = Object.keys(change).filter((name) => name.endsWith(SAID));
  const sentences = worded.map((name) => [name.slice(0, -SAID.length), say(change[name])]);
  const { by, votes, votes_ended: ended } = change;
  const own = Object.fromEntries(sentences);
  return {
    ...change,
    ...own,
    ...(own.log && by && { log: t("{who} {told}", { who: by.name, told: own.log }) }),
    ...(votes && { votes: votes.map(inOurWords) }),
    ...(ended && { votes_ended: ended.map(inOurWords) }),
  };
}

/** @param {Said | Said[]} said @returns {string | string[]} */
function say(said) {
  return Array.isArray(said[0]) || !said.length ? said.map(sentence) : sentence(said);
}

/** @param {any} said @returns {string} */
function sentence([pattern, places]) {
  const filled = Object.entries(places).map(([name, each]) => [name, Array.isArray(each) ? sentence(each) : each]);
  return t(pattern, Object.fromEntries(filled));
}
