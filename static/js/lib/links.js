/** Tells a link from words to search for. Pure. */

/** @param {string} text */
export function isLink(text) {
  if (!/^https?:\/\/\S+$/iu.test(text)) return false;
  return URL.canParse(text);
}
